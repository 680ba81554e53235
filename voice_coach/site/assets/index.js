"use strict";
// The list: found by words, narrowed by filters. Without this file it is a list all the same.
const cards = [...document.querySelectorAll("[data-page]")];
const homes = cards.map((card) => card.parentElement);
const rules = JSON.parse($("advice").dataset.rules).map(([about, text, forbids]) => [new RegExp(about), text, forbids]);
const meanings = new Map(Object.entries(JSON.parse($("query").dataset.meanings)));
const longest = Math.max(...[...meanings.keys()].map((phrase) => phrase.split(" ").length));
const ordinary = new Set($("query").dataset.ordinary.split(" "));
const plain = (text) => text.toLowerCase().replace(/['’`]/g, "");
const words = (text) => plain(text).replace(/\bshoulder[ -]blade/g, "shoulderblade").match(/\p{L}+/gu) ?? [];
const texts = cards.map((card) => [
  [5, words(card.dataset.title)],
  [4, words(card.dataset.words)],
  [3, words(card.dataset.area)],
  [2, words(card.querySelector("p").textContent)],
]);
let kept = new Set();

function alike(wanted, word) {
  if (word === wanted) return 1;
  if (word.startsWith(wanted) || (word.length > 3 && wanted.startsWith(word))) return 0.8;
  return 0;
}
const fit = (index, term) => Math.max(...texts[index].map(([weight, all]) => weight * Math.max(0, ...all.map((word) => alike(term, word)))));
// Each word or phrase becomes what the library calls it; after a + stands what a session must be made for.
function read(query) {
  const all = words(query), units = [], must = [];
  for (let at = 0; at < all.length;) {
    let size = longest;
    while (size && !meanings.has(all.slice(at, at + size).join(" "))) size--;
    const meant = size ? meanings.get(all.slice(at, at + size).join(" ")) : ordinary.has(all[at]) ? "" : all[at];
    const terms = meant.split(" ").filter(Boolean);
    must.push(...terms.filter((term) => term[0] === "+").map((term) => term.slice(1)));
    const free = terms.filter((term) => term[0] !== "+");
    if (free.length) units.push(free);
    at += size || 1;
  }
  return [units, must];
}
// A session must fit all that is known of; what no session is about says nothing.
function scores(query) {
  const [units, must] = read(query);
  const each = units.map((terms) => cards.map((_, index) => Math.max(...terms.map((term, place) => fit(index, term) * (1 - place / 20)))));
  const known = each.filter((row) => row.some(Boolean));
  return cards.map((_, index) => {
    if (!must.every((term) => texts[index][1][1].includes(term)) || known.length + must.length === 0) return 0;
    return known.every((row) => row[index]) ? known.reduce((sum, row) => sum + row[index], 1) : 0;
  });
}
function find() {
  const query = $("query").value.trim(), rule = rules.find(([about]) => about.test(plain(query)));
  $("advice").textContent = query && rule ? rule[1] : "";
  const value = !query ? cards.map(() => 1) : rule?.[2] ? cards.map(() => 0) : scores(query);
  const shown = cards.map((card, index) => value[index] > 0
    && (!$("area").value || card.dataset.area === $("area").value)
    && (!$("most").value || Number(card.dataset.minutes) <= Number($("most").value))
    && (!$("hands").checked || card.dataset.needs === "0")
    && (!$("kept").checked || kept.has(card.dataset.page)));
  const order = [...cards.keys()].sort((one, other) => value[other] - value[one] || one - other);
  for (const index of order) {
    cards[index].hidden = !shown[index];
    (query ? $("found") : homes[index]).append(cards[index]);
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  const narrowed = query || $("area").value || $("most").value || $("hands").checked || $("kept").checked;
  $("complaints").hidden = Boolean(narrowed);
  const count = shown.filter(Boolean).length, told = $("count").dataset;
  $("count").textContent = !narrowed ? "" : count === 0 ? told.none : count === 1 ? told.one : count + " " + told.many;
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
