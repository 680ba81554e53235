"use strict";
// Answers from what was kept where there is no network. Sound is kept whole and cut here as asked for:
// browsers ask for ranges, and some refuse a whole file in return.
const ROOT = registration.scope;
const SHELL = "shell @VERSION@ " + ROOT, KEPT = "kept " + ROOT;
const FILES = @FILES@;
const PATIENCE = 4000; // milliseconds for a page that is kept anyway

addEventListener("install", (event) => event.waitUntil(
  caches.open(SHELL).then((cache) => cache.addAll(FILES.map((file) => new Request(ROOT + file, { cache: "reload" })))).then(() => skipWaiting()),
));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("shell ") && name.endsWith(" " + ROOT) && name !== SHELL) await caches.delete(name);
  }
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.cache === "reload") return;
  event.respondWith(request.mode === "navigate" ? navigate(request) : answer(request));
});

// What cannot be read from storage is as good as not kept.
const match = (url) => matched(url).catch(() => undefined);
async function matched(url) {
  const plain = url.split(/[?#]/)[0];
  for (const each of [plain, plain + ".html", plain + "index.html"]) {
    for (const name of [KEPT, SHELL]) {
      const found = await (await caches.open(name)).match(each);
      // A page that the host had moved may not be shown as it came.
      if (found) return found.redirected ? new Response(found.body, { headers: found.headers }) : found;
    }
  }
  return undefined;
}
async function navigate(request) {
  const found = await match(request.url);
  const online = fetch(request).then((response) => { if (response.status >= 500) throw new Error(); return response; });
  if (!found) return online.catch(() => match(ROOT + "index.html").then((page) => page ?? Response.error()));
  const late = new Promise((done) => setTimeout(done, PATIENCE, found));
  return Promise.race([online, late]).catch(() => found);
}
async function answer(request) {
  const found = await match(request.url);
  if (!found) return fetch(request);
  const range = request.headers.get("range");
  return range ? cut(found, range).catch(() => fetch(request)) : found;
}
async function cut(found, range) {
  const whole = await found.blob(), size = whole.size;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  if (first === undefined || (first === "" && last === "")) return new Response(whole, { headers: found.headers });
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  const type = found.headers.get("Content-Type") ?? "audio/mpeg";
  return new Response(whole.slice(start, end + 1, type), {
    status: 206,
    headers: { "Accept-Ranges": "bytes", "Content-Range": `bytes ${start}-${end}/${size}`, "Content-Length": String(end - start + 1), "Content-Type": type },
  });
}
