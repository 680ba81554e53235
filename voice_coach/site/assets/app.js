"use strict";
// On every page: the worker that answers without a network, and what it has kept.
const ROOT = new URL(document.querySelector("link[rel=manifest]").href).href.replace(/[^/]*$/, "");
const KEPT = "kept " + ROOT;
if ("serviceWorker" in navigator) navigator.serviceWorker.register(ROOT + "worker.js").catch(() => {});
const $ = (id) => document.getElementById(id);
async function keptPaths() {
  if (!("caches" in window)) return [];
  const requests = await (await caches.open(KEPT)).keys();
  return requests.map((request) => request.url.slice(ROOT.length));
}
