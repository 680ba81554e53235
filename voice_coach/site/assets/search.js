"use strict";
// What `coach list WORDS` answers, from the table in the page; a port of voice_coach/library/{spelling,wishes,finder}.py.
// tests/site/test_search.py holds the two together: change both.
const split = (text) => text.split(" ").filter(Boolean);
const wordsOf = (text) => text.match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? [];
const floor6 = (score) => Math.floor(score * 1e6 + 0.5) / 1e6;
const plain = (text) => text.replace(/['’`]/g, "").replace(/[\s\x1c-\x1f\x85\ufeff]+/g, " ").trim().toLowerCase();

// How many letters two words share, in order: the longest run, then those before and after it (Python's difflib).
function shared(one, other) {
  let best = 0, at = 0, to = 0;
  for (let i = 0; i < one.length; i++) {
    for (let j = 0; j < other.length; j++) {
      let size = 0;
      while (i + size < one.length && j + size < other.length && one[i + size] === other[j + size]) size++;
      if (size > best) [best, at, to] = [size, i, j];
    }
  }
  return best && best + shared(one.slice(0, at), other.slice(0, to)) + shared(one.slice(at + best), other.slice(to + best));
}

function searcher(table) {
  const set = (text) => new Set(split(text));
  const ordinary = set(table.ordinary), places = set(table.places), matters = set(table.matters), areas = set(table.areas);
  const phrases = new Map(Object.entries(table.phrases)), elsewhere = new Map(Object.entries(table.elsewhere));
  const longest = Math.max(...[...phrases.keys()].map((phrase) => split(phrase).length));
  const pattern = (source, flags = "u") => new RegExp(source, flags);
  const advice = table.advice.map(([about, text, forbids]) => ({ about: pattern(about), text, forbids }));
  const times = table.wishes.times.map(([source, minutes]) => [pattern(source), minutes]);
  const sessions = table.sessions.map((row) => {
    const names = row.names.split("|").map((name) => split(name)).map(([weight, ...words]) => [Number(weight), words]);
    const weights = new Map(), flat = split(row.weights);
    for (let at = 0; at < flat.length; at += 2) weights.set(flat[at], Number(flat[at + 1]));
    return { ...row, names, weights, madeFor: new Set(names.slice(2).flatMap(([, words]) => words)) };
  });
  const rarity = new Map();
  for (const { weights } of sessions) for (const word of weights.keys()) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  for (const [word, count] of rarity) rarity.set(word, Math.floor(1000 * Math.log(1 + sessions.length / count) + 0.5));
  const vocabulary = new Set([...split(table.vocabulary), ...rarity.keys()].filter((word) => !ordinary.has(word)).sort());

  // Spelling
  const endings = ["es", "ed", "ing", "y", "ly", "er"];
  const singular = (word) => word.length > 3 && /s$/.test(word) && !/(ss|us|is)$/.test(word) && !ordinary.has(word) ? word.slice(0, -1) : word;
  const libraryWords = (text) => wordsOf(plain(text).replace(/\bshoulder[ -]blade/g, "shoulderblade").replace(/\bback[ -]of[ -]/g, " ")).map(singular);
  function known(word) {
    if (ordinary.has(word)) return word;
    const single = singular(word), stems = [single, ...endings.filter((end) => single.endsWith(end)).map((end) => single.slice(0, -end.length))];
    const forms = stems.filter((stem) => stem.length > 2).flatMap((stem) => ["", ...endings].map((end) => stem + end));
    return [single, ...forms].find((form) => vocabulary.has(form)) ?? "";
  }
  function near(word, words) {
    const forms = new Map(), letters = (text) => [...text].sort().join("");
    for (const one of words) if (one[0] === word[0]) for (const form of [one, one + "s"]) forms.set(form, one);
    let best = [...forms.keys()].find((form) => letters(form) === letters(word));
    let ratio = best === undefined ? 0.82 : Infinity;
    for (const form of forms.keys()) {
      const alike = 2 * Math.min(form.length, word.length) / (form.length + word.length) < ratio ? 0 : 2 * shared(form, word) / (form.length + word.length);
      if (alike > ratio || (alike === ratio && (best === undefined || form > best))) [best, ratio] = [form, alike];
    }
    return best === undefined ? [] : [forms.get(best)];
  }
  function meant(word) {
    if (known(word)) return [known(word)];
    for (let at = 3; at < word.length - 2; at++) {
      if (vocabulary.has(word.slice(0, at)) && vocabulary.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    if (word.length < 3) return [];
    const [first] = near(word, vocabulary);
    return first ? [first] : near(word, [...ordinary]);
  }
  function spelled(text) {
    const parts = [];
    for (const part of wordsOf(text)) {
      if (parts.length && vocabulary.has(parts.at(-1) + part)) parts.push(parts.pop() + part);
      else parts.push(part);
    }
    return parts.flatMap(meant);
  }
  function corrected(text) {
    return wordsOf(text).flatMap((word) => known(word) ? [word] : meant(word).length ? meant(word) : [word]).join(" ");
  }

  // Wishes
  function wishesIn(text) {
    const rules = table.wishes;
    let rest = text, minutes = 0, most = false;
    for (const [about, fixed] of times) {
      const match = about.exec(text);
      if (!match) continue;
      rest = text.slice(0, match.index) + " " + text.slice(match.index + match[0].length);
      minutes = fixed || rules.numbers[match[2]] || Number(match[2]);
      most = Boolean(match[1]);
      break;
    }
    if (!minutes && pattern(rules.few).test(rest)) [minutes, most] = [rules.fewMinutes, true];
    const taken = (source) => {
      const before = rest;
      rest = rest.replace(pattern(source, "gu"), " ");
      return rest !== before;
    };
    const bare = taken(rules.bare), seated = taken(rules.seated), lacking = pattern(rules.lacking).exec(rest);
    taken(rules.lacking);
    return { rest, minutes, most, bare, seated, lacking: lacking ? lacking[1].split(" ").pop().replace(/s+$/, "") : "" };
  }
  function grants(one, asked) {
    if ((asked.bare && !one.bare) || (asked.seated && !one.sitting)) return false;
    if (asked.lacking && one.needs.some((need) => need.includes(asked.lacking))) return false;
    if (!asked.minutes) return true;
    return one.lengths !== null && (asked.most ? one.minutes[1] <= asked.minutes : one.minutes[0] <= asked.minutes * 1.1);
  }
  function closeness(one, { minutes, most }) {
    const asked = minutes * 60;
    if (!asked || most || !one.lengths) return 1;
    const [least, standard, longest] = one.lengths, outside = Math.max(least - asked, asked - longest, 0);
    return outside ? Math.max(0, 0.75 - 0.75 * outside / asked) : 1 - 0.3 * Math.min(1, Math.abs(standard - asked) / asked);
  }

  // What was typed, in the library's words
  function read(text) {
    const typed = spelled(text), must = [];
    let units = [];
    for (let at = 0, size; at < typed.length; at += size || 1) {
      const word = typed[at];
      size = Math.min(longest, typed.length - at);
      while (size && !phrases.has(typed.slice(at, at + size).join(" "))) size--;
      let meaning = ordinary.has(word) ? "" : word;
      if (size) meaning = phrases.get(typed.slice(at, at + size).join(" "));
      else if (elsewhere.has(word)) meaning = areas.has(elsewhere.get(word)) ? `${elsewhere.get(word)} ${word}` : table.nearest;
      must.push(...split(meaning).filter((term) => term[0] === "+").map((term) => term.slice(1)));
      units.push(libraryWords(split(meaning).filter((term) => term[0] !== "+").join(" ")));
    }
    if (!units.some((unit) => unit.length)) units = must.map((term) => [term]);
    units = units.map((unit) => unit.filter((term) => rarity.has(term))).filter((unit) => unit.length);
    units = [...new Map(units.map((unit) => [unit.join(" "), unit])).values()];
    const missing = typed.map((word) => elsewhere.get(word)).find((area) => area && !areas.has(area)) ?? "";
    return { typed: new Set(typed), must, units, missing };
  }
  function score(one, { typed, units }) {
    let fit = 0, telling = 0, place = null;
    for (const unit of units) {
      const weights = unit.map((term) => one.weights.get(term) ?? 0);
      const fits = (Math.max(...weights) + weights.reduce((sum, weight) => sum + weight) / weights.length) / 2000;
      let tells = Math.max(...unit.map((term) => rarity.get(term)));
      if (unit.some((term) => places.has(term))) {
        tells *= 2;
        place = place || fits > 0;
      } else if (matters.has(unit[0])) tells *= 0.4;
      fit += tells * fits;
      telling += tells;
    }
    if (!fit || place === false) return 0;
    const all = new Set([...typed, ...units.flat()]), count = Math.max(typed.size, 1);
    const shares = one.names.filter(([, name]) => name.every((word) => all.has(word))).map(([weight, name]) => weight * Math.min(1, name.length / count));
    return (fit / telling + 0.5 * (Math.max(0, ...shares) / 1000)) * one.factor;
  }

  // { advice, elsewhere, slugs: best first }
  return function answer(text) {
    const said = plain(`${text}; ${corrected(plain(text))}`), flag = advice.find(({ about }) => about.test(said));
    if (flag?.forbids) return { advice: flag.text, elsewhere: "", slugs: [] };
    const asked = wishesIn(plain(text)), query = read(asked.rest), { must, units } = query;
    const possible = sessions.filter((one) => must.every((word) => one.madeFor.has(word)));
    let granted = possible.filter((one) => grants(one, asked));
    if (!granted.length) granted = possible.filter((one) => grants(one, { ...asked, minutes: 0 }));
    const wants = asked.minutes || asked.bare || asked.seated || asked.lacking || must.length, scores = new Map();
    for (const one of granted) {
      if (units.length) scores.set(one.slug, floor6(score(one, query) * (0.6 + 0.4 * closeness(one, asked))));
      else if (wants) scores.set(one.slug, floor6(closeness(one, asked) - 0.003 * one.needs.length));
    }
    const least = Math.max(0.55 * (scores.size ? Math.max(...scores.values()) : 1), 1e-6);
    const best = new Map([...scores].filter(([, value]) => value >= least)), called = libraryWords(text).join(" ");
    for (const one of granted) {
      if (!best.has(one.slug) && one.names.some(([, name]) => name.join(" ") === called)) best.set(one.slug, least);
    }
    const order = [...best].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { advice: flag?.text ?? "", elsewhere: query.missing, slugs: order.map(([slug]) => slug) };
  };
}
