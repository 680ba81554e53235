"use strict";
// The player: a plain <audio>, which goes on with the screen off; everything here only steers it.
const audio = $("audio"), page = document.querySelector("main").dataset.page;
const steps = [...document.querySelectorAll("[data-start]")];
const starts = steps.map((button) => Number(button.dataset.start));
const PLACE = "place " + ROOT + page;
const say = (what) => { $("say").textContent = what ? $("say").dataset[what] : ""; };
const length = () => (isFinite(audio.duration) ? audio.duration : $("bar").max);
const clock = (s) => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");
const stepAt = (s) => Math.max(0, starts.filter((start) => start <= s + 0.01).length - 1);
const stepEnd = (s) => starts[stepAt(s) + 1] ?? length();

audio.controls = false;
$("deck").hidden = false;
for (const button of steps) button.disabled = false;

// Words. The track is hidden, not disabled: its cues are read here.
const track = $("track").track;
track.mode = "hidden";
track.addEventListener("cuechange", () => {
  const cue = track.activeCues[0];
  if (cue) $("words").textContent = cue.getCueAsHTML().textContent;
});
function cueAt(s) {
  return [...(track.cues ?? [])].find((cue) => cue.startTime <= s && s < cue.endTime);
}

// Where it stands.
let shown = -1;
function show() {
  const s = audio.currentTime, step = stepAt(s);
  $("bar").value = s;
  $("at").textContent = clock(s);
  if (step === shown) return;
  steps[shown]?.removeAttribute("aria-current");
  steps[step].setAttribute("aria-current", "step");
  $("step").textContent = steps[step].querySelector(".name").textContent;
  shown = step;
  announce();
}
function seek(s) {
  audio.currentTime = Math.min(Math.max(0, s), length());
  $("resumed").hidden = true;
  show();
  keepPlace();
}
const move = (by) => {
  const s = audio.currentTime, step = stepAt(s);
  // Back goes to the start of the step first, as everywhere in the program.
  const to = by < 0 && s - starts[step] > 3 ? step : step + by;
  if (to < steps.length) seek(starts[Math.max(0, to)]);
};

// The place is kept, and taken up at the start of the words that were cut off.
let noted = 0;
function keepPlace() {
  noted = audio.currentTime;
  try { localStorage.setItem(PLACE, String(noted)); } catch { /* private windows keep nothing */ }
}
function readPlace() {
  try { return Number(localStorage.getItem(PLACE)) || 0; } catch { return 0; }
}
function takeUp() {
  const s = readPlace();
  if (s < 5 || s > length() - 5) return;
  audio.currentTime = s;
  $("resumed").firstElementChild.textContent = $("resumed").firstElementChild.dataset.text + " " + clock(s) + ".";
  $("resumed").hidden = false;
  show();
}
if (audio.readyState) takeUp();
else audio.addEventListener("loadedmetadata", takeUp, { once: true });
addEventListener("pagehide", () => { if (audio.currentTime) keepPlace(); });

// One question before the first session of the day; a "no" is remembered until midnight.
const SCREENED = "screened " + ROOT;
let screened = false;
function answered() {
  try { return screened || localStorage.getItem(SCREENED) === new Date().toDateString(); } catch { return screened; }
}
function goOn() {
  screened = true;
  $("screening").hidden = true;
  toggle();
}
for (const button of $("screening").querySelectorAll("[data-text]")) {
  button.onclick = () => {
    $("instead").textContent = button.dataset.text + " " + (button.dataset.safe ?? "");
    if (button.dataset.safe) goOn();
  };
}
$("none").onclick = () => {
  try { localStorage.setItem(SCREENED, new Date().toDateString()); } catch { /* then for this page */ }
  goOn();
};

// Play and pause.
let pausedAt = -Infinity;
function toggle() {
  if (!audio.paused) return audio.pause();
  if (!answered()) {
    $("instead").textContent = "";
    $("screening").hidden = false;
    return $("screening").focus();
  }
  if (audio.ended) audio.currentTime = 0;
  const cue = cueAt(audio.currentTime);
  if (cue && performance.now() - pausedAt > 2000) audio.currentTime = cue.startTime;
  say("");
  if (audio.error) audio.load(); // it failed before; the network may be back
  return audio.play().catch(() => { if (audio.error) say("failed"); });
}
function button() {
  $("play").textContent = $("play").dataset[audio.paused ? "play" : "pause"];
  if ("mediaSession" in navigator) navigator.mediaSession.playbackState = audio.paused ? "paused" : "playing";
}
$("play").onclick = toggle;
$("back").onclick = () => move(-1);
$("next").onclick = () => move(1);
$("again").onclick = () => seek(0);
steps.forEach((each, index) => { each.onclick = () => { seek(starts[index]); if (audio.paused) toggle(); }; });
audio.onplay = button;
audio.onpause = () => { pausedAt = performance.now(); button(); keepPlace(); };
audio.onerror = () => say("failed");
if (audio.error) say("failed"); // before this ran
audio.onended = () => { try { localStorage.removeItem(PLACE); } catch { /* as above */ } noted = 0; button(); };
addEventListener("keydown", (event) => {
  if (event.target.closest("button, a, select, input, summary") || event.ctrlKey || event.altKey || event.metaKey) return;
  const ahead = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (event.key === " ") toggle();
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") move(event.key === ahead ? 1 : -1);
  else return;
  event.preventDefault();
});

// The sleep timer counts what was heard, so it stands still in a pause, and stops where a step ends.
let left = Infinity, stopAt = Infinity, heard = 0;
$("sleep").onchange = () => {
  const minutes = $("sleep").value;
  left = minutes === "" ? Infinity : Number(minutes) * 60;
  stopAt = left === 0 ? stepEnd(audio.currentTime) : Infinity;
  say("");
};
function sleepy(s) {
  const passed = s - heard;
  heard = s;
  if (passed > 0 && passed < 5) left -= passed;
  else if (stopAt < Infinity) stopAt = stepEnd(s); // the listener went elsewhere
  if (left <= 0 && stopAt === Infinity) stopAt = stepEnd(s);
  if (s < stopAt - 0.2 || stopAt >= length()) return;
  const end = stopAt;
  $("sleep").value = "";
  left = stopAt = Infinity;
  audio.pause();
  audio.currentTime = end;
  say("sleep");
}
audio.ontimeupdate = () => {
  const s = audio.currentTime;
  show();
  if (!audio.paused) sleepy(s);
  if (Math.abs(s - noted) >= 1 && !audio.ended && (s > 0 || noted > 0)) keepPlace();
};
audio.onseeked = () => { show(); if (!audio.paused) announce(); };

// The lock screen. WebKit drops what was set before it plays; with seeking by seconds it has no room for steps.
function announce() {
  if (!("mediaSession" in navigator)) return;
  const told = audio.dataset, session = navigator.mediaSession;
  session.metadata = new MediaMetadata({
    title: $("step").textContent || told.title, artist: told.title, album: told.album,
    artwork: [{ src: new URL(told.cover, location.href).href, sizes: "640x640", type: "image/png" }],
  });
  session.setPositionState?.({ duration: length(), position: Math.min(audio.currentTime, length()) });
  const handlers = {
    play: () => { if (audio.paused) toggle(); }, pause: () => audio.pause(), previoustrack: () => move(-1), nexttrack: () => move(1),
    seekbackward: null, seekforward: null, seekto: null,
  };
  for (const [name, handler] of Object.entries(handlers)) {
    try { session.setActionHandler(name, handler); } catch { /* not every browser knows each */ }
  }
}
audio.onplaying = announce;

// The screen stays on only where that is asked for.
let lock = null;
const wish = () => $("awake").getAttribute("aria-pressed") === "true";
async function stayAwake() {
  try { lock = wish() ? await navigator.wakeLock.request("screen") : (await lock?.release(), null); }
  catch { $("awake").setAttribute("aria-pressed", "false"); }
}
if ("wakeLock" in navigator) {
  $("awake").hidden = false;
  $("awake").onclick = () => { $("awake").setAttribute("aria-pressed", String(!wish())); stayAwake(); };
  document.addEventListener("visibilitychange", () => { if (wish() && !document.hidden) stayAwake(); });
}

// Kept for offline: the whole file, with all that its page needs, so that they stay of one version.
const path = (url) => new URL(url, location.href).href.slice(ROOT.length);
const parts = [
  ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((each) => each.href || each.src),
  audio.src, $("track").src, audio.dataset.cover,
].map(path);
const versions = path(audio.src).replace(/\.[^.]+\.mp3$/, ".");
async function state() {
  const kept = await keptPaths();
  const now = kept.includes(path(audio.src)) && kept.includes(page);
  const older = !now && kept.some((each) => each.startsWith(versions));
  return now ? "kept" : older ? "newer" : "keep";
}
async function label() {
  const now = await state();
  $("keep").dataset.state = now;
  $("keep").textContent = $("keep").dataset[now];
}
async function forget(all) {
  const cache = await caches.open(KEPT);
  for (const each of await keptPaths()) {
    const ours = each === page || each.startsWith(versions);
    if (ours && (all || !(each === page || parts.includes(each)))) await cache.delete(ROOT + each);
  }
}
async function keep() {
  const cache = await caches.open(KEPT);
  // From the host: Firefox would answer from the piece that it has of a sound that plays.
  await cache.addAll([...parts, page].map((each) => new Request(ROOT + each, { cache: "reload" })));
  const whole = await (await cache.match(ROOT + path(audio.src))).blob();
  if (whole.size !== Number(audio.dataset.bytes)) {
    await forget(true);
    throw new Error("cut short");
  }
  await forget(false);
  navigator.storage?.persist?.(); // not awaited: Firefox asks the user first
}
if ("caches" in window && "serviceWorker" in navigator) {
  caches.open(KEPT).then(() => { $("keep").hidden = false; }, () => { /* nothing may be stored */ });
  $("keep").onclick = async () => {
    const before = $("keep").dataset.state;
    $("keep").disabled = true;
    $("keep").textContent = $("keep").dataset.busy;
    try {
      await (before === "kept" ? forget(true) : keep());
      say(before === "kept" ? "gone" : "done");
    } catch {
      say("full");
    }
    $("keep").disabled = false;
    await label();
  };
  label();
}
show();
