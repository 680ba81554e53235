"use strict";
// On every page: the worker that answers without a network, and what it has kept.
const ROOT = new URL(document.querySelector("link[rel=manifest]").href).href.replace(/[^/]*$/, "");
const KEPT = "kept " + ROOT;
const $ = (id) => document.getElementById(id);
// A frame in a sandbox, or a browser that may store nothing, throws at each of these.
try { navigator.serviceWorker?.register(ROOT + "worker.js").catch(() => {}); } catch { /* then only online */ }
async function keptPaths() {
  try {
    const requests = await (await caches.open(KEPT)).keys();
    return requests.map((request) => request.url.slice(ROOT.length));
  } catch { return []; }
}
