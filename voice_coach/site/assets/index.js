"use strict";
// The list: found by words, narrowed by filters. Without this file it is a list all the same.
const cards = [...document.querySelectorAll("[data-page]")];
const homes = cards.map((card) => card.parentElement);
const answer = searcher(JSON.parse($("query").dataset.table));
let kept = new Set();

function find() {
  const query = $("query").value.trim(), found = answer(query), places = new Map(found.slugs.map((slug, place) => [slug, place]));
  $("advice").textContent = found.advice;
  const words = found.unknown.slice(0, 3).map((word) => `"${word}"`).join(" and ");
  $("unknown").textContent = words && (!found.kind || found.kind === "ask") ? $("unknown").dataset.text.replace("@", () => words) : "";
  $("elsewhere").textContent = found.elsewhere && found.slugs.length ? $("elsewhere").dataset.text.replace("@", found.elsewhere) : "";
  const shown = cards.map((card) => (!query || places.has(card.dataset.slug))
    && (!$("area").value || card.dataset.area === $("area").value)
    && (!$("most").value || Number(card.dataset.minutes) <= Number($("most").value))
    && (!$("hands").checked || card.dataset.needs === "0")
    && (!$("kept").checked || kept.has(card.dataset.page)));
  const rank = (index) => places.get(cards[index].dataset.slug) ?? cards.length;
  const order = [...cards.keys()].sort((one, other) => rank(one) - rank(other) || one - other);
  for (const index of order) {
    cards[index].hidden = !shown[index];
    (query ? $("found") : homes[index]).append(cards[index]);
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  const narrowed = query || $("area").value || $("most").value || $("hands").checked || $("kept").checked;
  $("complaints").hidden = Boolean(narrowed);
  const count = shown.filter(Boolean).length, texts = $("count").dataset;
  $("count").textContent = !narrowed ? "" : count === 0 ? texts.none : count === 1 ? texts.one : count + " " + texts.many;
}
$("find").addEventListener("input", find);
$("find").addEventListener("submit", (event) => event.preventDefault());
find(); // a browser may have put back what was typed before
keptPaths().then((paths) => {
  kept = new Set(paths);
  for (const card of cards) card.querySelector(".mark").hidden = !kept.has(card.dataset.page);
  $("kept-only").hidden = !cards.some((card) => kept.has(card.dataset.page));
});
let offer = null;
addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); offer = event; $("install").hidden = false; });
$("install").onclick = () => { offer.prompt(); $("install").hidden = true; };
