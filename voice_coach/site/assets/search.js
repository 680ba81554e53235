"use strict";
// What `coach list WORDS` answers, from the table in the page; a port of voice_coach/library/
// {reading,advice,spelling,understanding,wishes,finder}.py.
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
  const small = set(table.small), everyday = set(table.everyday), deniable = set(table.advice.deniable), denied = set(table.advice.denied);
  const flags = table.advice.flags.map(([key, kind, text, when, offer]) => ({ key, kind, text, offer: split(offer), when: when.split("\n").map(split).filter((line) => line.length) }));
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

  // Phrases
  const plurals = new Set(["legs", "hands", "strokes", "chills", "kids", "children", "us"]), wholes = new Set(split("spine scare slide stare plane shine ring during spring morning evening nothing ceiling spotting"));
  function stem(word) {
    if (plurals.has(word) || wholes.has(word)) return word;
    if (word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
    if (word === "aching" || word === "ached") return "ache";
    const ending = ["ness", "ing", "ed", "ly"].find((end) => word.endsWith(end) && word.length - end.length > 2 && !word.endsWith("eed"));
    if (ending) word = word.slice(0, -ending.length);
    if (word.length > 3 && word.at(-1) === word.at(-2)) word = word.slice(0, -1);
    return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
  }
  const { parts, calming, signs: signTable, literal, idioms } = table.advice;
  const lone = (texts) => Object.values(texts).flatMap((text) => text.split(",")).map((phrase) => phrase.trim()).filter((phrase) => !phrase.includes(" "));
  const letters = (texts) => texts.flatMap((text) => text.match(/[a-z]+/g) ?? []);
  const partStems = new Set(letters([...Object.values(parts), ...Object.values(calming)]).map(stem));
  const alarming = new Set(lone(signTable).map(stem).filter((root) => !partStems.has(root)));
  const signWords = [...new Set(lone(signTable).filter((word) => word.length > 3 && /^\p{L}+$/u.test(word) && !partStems.has(stem(word))))].sort();
  const allPhrases = { ...parts, ...calming, ...signTable, ...Object.fromEntries(literal.map((word) => [word, word.replaceAll("_", " ")])), ok: idioms };
  const phraseWords = new Set(letters(Object.values(allPhrases)));
  const everydayOrOrdinary = [...new Set([...everyday, ...ordinary])].sort(), everydayStems = new Set(everydayOrOrdinary.map(stem));
  const harmlessWords = new Set([...split(table.likely), ...ordinary, ...sessions.flatMap(({ names }) => names.flatMap(([, words]) => words))]);
  const phrasesOf = { free: new Map(), exact: new Map() };
  let longestPhrase = 0;
  for (const [sign, text] of Object.entries(allPhrases)) {
    for (const phrase of text.split(",")) {
      const words = split(phrase.replaceAll("'", "").replaceAll("-", " ")), content = words.filter((word) => !small.has(word));
      const exact = content.length < Math.min(2, words.length), to = exact ? phrasesOf.exact : phrasesOf.free, roots = (exact ? words : content).map(stem);
      longestPhrase = Math.max(longestPhrase, roots.length);
      to.set(roots.join(" "), [...(to.get(roots.join(" ")) ?? []), sign]);
    }
  }

  // Spelling
  const endings = ["es", "ed", "ing", "y", "ly", "er"];
  const singular = (word) => word.length > 3 && /s$/.test(word) && !/(ss|us|is)$/.test(word) && !ordinary.has(word) ? word.slice(0, -1) : word;
  const libraryWords = (text) => wordsOf(plain(text).replace(/\bshoulder[ -]blade/g, "shoulderblade").replace(/\bback[ -]of[ -]/g, " ")).map(singular);
  function known(word) {
    if (ordinary.has(word)) return word;
    const single = singular(word), stems = [single, ...endings.filter((end) => single.endsWith(end)).map((end) => single.slice(0, -end.length))];
    const forms = stems.filter((stem) => stem.length > 2).flatMap((stem) => ["", ...endings].map((end) => stem + end));
    return [single, ...forms].find((form) => vocabulary.has(form)) ?? (everyday.has(word) ? word : "");
  }
  function near(word, words, cutoff = 0.82) {
    const forms = new Map(), letters = (text) => [...text].sort().join("");
    for (const one of words) if (one[0] === word[0]) for (const form of [one, one + "s"]) forms.set(form, one);
    let best = [...forms.keys()].find((form) => letters(form) === letters(word));
    let ratio = best === undefined ? cutoff : Infinity;
    for (const form of forms.keys()) {
      const alike = 2 * Math.min(form.length, word.length) / (form.length + word.length) < ratio ? 0 : 2 * shared(form, word) / (form.length + word.length);
      if (alike > ratio || (alike === ratio && (best === undefined || form > best))) [best, ratio] = [form, alike];
    }
    return best === undefined ? [] : [forms.get(best)];
  }
  const nearest = (word, words, cutoff) => [...word].length < 3 ? "" : near(word, words, cutoff)[0] ?? "";
  const alike = (one, other) => one && [...one].sort().join("") === [...other].sort().join("") ? 1 : 2 * shared(one, other) / (one.length + other.length);
  const nearOf = (word) => nearest(word, vocabulary) || nearest(word, everydayOrOrdinary, 0.88);

  // What was typed, word by word (voice_coach/library/understanding.py)
  function meant([word, after]) {
    const joined = word + (after ?? "");
    if (after !== undefined && vocabulary.has(joined)) return [[joined], "", 2];
    if (isWord(word)) return [[word], "", 1];
    for (let at = 3; at < word.length - 2; at++) {
      if (vocabulary.has(word.slice(0, at)) && vocabulary.has(word.slice(at))) return [[word.slice(0, at), word.slice(at)], "", 1];
    }
    const close = nearOf(word), sign = nearest(word, signWords);
    if (sign && alike(sign, word) >= alike(close, word)) return [[sign], sign, 1];
    if (close) return [[close], "", 1];
    if (after !== undefined && nearOf(joined)) return [[nearOf(joined)], "", 2];
    return [[word], "", 1];
  }
  const isNumber = (word) => /^[0-9]+$/.test(word);
  const isSmall = (word) => small.has(word) || [...word].length === 1 || (isNumber(word) && word.length < 4);
  const isWord = (word) => isSmall(word) || everyday.has(word) || (stem(word) !== word && everydayStems.has(stem(word))) || phraseWords.has(word) || Boolean(known(word));
  const isUnderstood = (word) => isSmall(word) || harmlessWords.has(word) || (!alarming.has(stem(word)) && (everydayStems.has(stem(word)) || partStems.has(stem(word)) || Boolean(known(word))));
  function understand(typed) {
    const text = plain(typed), found = [...text.matchAll(/\p{Nd}+|[\p{L}\p{Nl}\p{No}]+/gu)], words = [], doubtful = new Map(), pieces = [];
    let at = 0, end = 0;
    while (at < Math.min(found.length, 60)) {
      const [now, sign, count] = meant(found.slice(at, at + 2).map(([word]) => word));
      if (sign) doubtful.set(words.length, sign);
      words.push(...now);
      pieces.push(text.slice(end, found[at].index), now.join(" "));
      at += count;
      end = found[at - 1].index + found[at - 1][0].length;
    }
    pieces.push(text.slice(end));
    const said = adviceFor(words);
    const unknown = words.filter((word, place) => !said.harmless.has(place) && (doubtful.has(place) || (!said.places.has(place) && !isUnderstood(word))));
    unknown.push(...found.slice(60, 61).map(([word]) => word));
    const taken = [...doubtful].find(([place]) => said.places.has(place));
    return { text: pieces.join(""), unknown: [...new Set(unknown)], said, taken: taken ? taken[1] : "" };
  }

  // Signs and flags (voice_coach/library/reading.py, advice.py)
  function find(words) {
    const content = [...words.keys()].filter((at) => !small.has(words[at]));
    const found = [...findIn(phrasesOf.free, words, content), ...findIn(phrasesOf.exact, words, [...words.keys()])];
    const harmless = found.filter(({ sign }) => sign === "ok").map(({ at }) => new Set(at));
    const telling = (at) => { const places = at.filter((place) => !small.has(words[place])); return places.length ? places : at; };
    return found.filter(({ sign, at }) => sign === "ok" || !harmless.some((inside) => telling(at).every((place) => inside.has(place))));
  }
  function findIn(known, words, places) {
    const found = [], forms = places.map((place) => isNumber(words[place]) ? ["#", ...[9, 50].filter((least) => Number(words[place].slice(0, 4)) >= least).map((least) => "#" + least)] : [stem(words[place])]);
    for (let start = 0; start < places.length; start++) {
      let keys = [""];
      for (let end = start; end < Math.min(start + longestPhrase, places.length); end++) {
        keys = keys.flatMap((key) => forms[end].map((form) => key ? key + " " + form : form));
        for (const key of keys) for (const sign of known.get(key) ?? []) found.push({ sign, at: places.slice(start, end + 1) });
      }
    }
    return found;
  }
  function raised(when, signs) {
    for (const line of when) {
      const wanted = line.filter((term) => term[0] !== "!").map((term) => term.split("|")), barred = line.filter((term) => term[0] === "!");
      if (wanted.length && wanted.every((one) => one.some((sign) => signs.has(sign))) && !barred.some((term) => signs.has(term.slice(1)))) {
        return wanted.flat().filter((sign) => signs.has(sign));
      }
    }
    return [];
  }
  function adviceFor(words) {
    const found = find(words).filter(({ sign, at }) => !(deniable.has(sign) && at[0] && denied.has(words[at[0] - 1])));
    const harmless = new Set(found.filter(({ sign }) => sign === "ok").flatMap(({ at }) => at)), signs = new Map(), places = new Set(), raisedFlags = [];
    for (const { sign, at } of found) if (sign !== "ok") signs.set(sign, [...(signs.get(sign) ?? []), ...at]);
    for (const flag of flags) {
      const by = signs.has("=" + flag.key) ? ["=" + flag.key] : raised(flag.when, signs);
      if (!by.length || (raisedFlags.length && flag.kind !== "ask")) continue;
      raisedFlags.push(flag);
      for (const sign of by) for (const at of signs.get(sign)) places.add(at);
      if (flag.kind !== "ask") break;
    }
    return { flags: raisedFlags, kind: raisedFlags[0]?.kind ?? "", text: raisedFlags.slice(0, 3).map(({ text }) => text).join(" "), places, harmless };
  }
  const isAs = (one, way) => way === "light" ? one.bare && !one.pressed : way === "seated" ? one.sitting : way === "-prone" ? !one.prone
    : way[0] === "+" ? one.madeFor.has(way.slice(1)) : !one.touches.includes(way.slice(1));

  // Wishes
  function wishesIn(text) {
    const rules = table.wishes;
    let rest = text, minutes = 0, most = false, spared = [];
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
    for (const source of rules.spare) {
      for (const [, ...groups] of rest.matchAll(pattern(source, "gu"))) {
        const named = groups.find(Boolean);
        spared.push(...rules.spared.filter(([, ways]) => pattern(ways).test(named)).map(([part]) => part));
      }
      taken(source);
    }
    const bed = pattern(rules.bed).test(rest);
    const bare = taken(rules.bare), seated = taken(rules.seated), lacking = pattern(rules.lacking).exec(rest);
    taken(rules.lacking);
    return { rest, minutes, most, bare, seated, lacking: lacking ? lacking[1].split(" ").pop().replace(/s+$/, "") : "", bed, spared };
  }
  function grants(one, asked) {
    if ((asked.bare && !one.bare) || (asked.seated && !one.sitting)) return false;
    if (asked.lacking && one.needs.some((need) => need.includes(asked.lacking))) return false;
    if (asked.spared.some((part) => one.touches.includes(part)) || (asked.bed && !one.madeFor.has("bed"))) return false;
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
  function queryOf(text) {
    const typed = wordsOf(plain(text)).map(known).filter(Boolean), must = [];
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
    return { typed: new Set(typed), must, units, missing, places: units.filter((unit) => unit.some((term) => places.has(term))) };
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

  function bestOf(scores, names) {
    const least = Math.max(0.55 * (scores.size ? Math.max(...scores.values()) : 1), 1e-6);
    const best = new Map([...scores].filter(([, value]) => value >= least));
    for (const slug of names) if (!best.has(slug)) best.set(slug, least);
    return [...best].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }
  function grantedBy(possible, asked, query) {
    for (const less of [asked, { ...asked, minutes: 0 }]) {
      const granted = possible.filter((one) => grants(one, less));
      if (granted.length && (!less.bed || !query.places.length || granted.some((one) => query.places.flat().some((term) => one.weights.has(term))))) return [granted, query.missing];
    }
    return asked.bed ? [possible.filter((one) => grants(one, { ...asked, bed: false })), "this in bed"] : [[], query.missing];
  }

  // { advice, kind, unknown, elsewhere, slugs: best first }
  return function answer(text) {
    const read = understand(text), { said, unknown } = read, kind = said.kind;
    const advice = read.taken ? `If you mean "${read.taken}": ${said.text}` : said.text;
    if (kind && kind !== "ask") return { advice, kind, unknown, elsewhere: "", slugs: [] };
    const asked = wishesIn(read.text), query = queryOf(asked.rest), { must, units } = query;
    const offer = said.flags.flatMap((flag) => flag.offer), keys = said.flags.map(({ key }) => key);
    const possible = sessions.filter((one) => must.every((word) => one.madeFor.has(word)) && offer.every((term) => term.split("|").some((way) => isAs(one, way))) && !keys.some((key) => one.avoid.includes(key)));
    let [granted, elsewhere] = grantedBy(possible, asked, query);
    const wants = asked.minutes || asked.bare || asked.seated || asked.lacking || asked.spared.length || must.length, scores = new Map();
    const scoreAll = () => {
      scores.clear();
      for (const one of granted) {
        if (units.length) scores.set(one.slug, floor6(score(one, query) * (0.6 + 0.4 * closeness(one, asked))));
        else if (wants) scores.set(one.slug, floor6(closeness(one, asked) - 0.003 * one.needs.length));
      }
    };
    scoreAll();
    if (asked.minutes && ![...scores.values()].some(Boolean)) {
      [granted, elsewhere] = grantedBy(possible, { ...asked, minutes: 0 }, query);
      scoreAll();
    }
    const called = libraryWords(text).join(" ");
    let order = bestOf(scores, granted.filter((one) => one.names.some(([, name]) => name.join(" ") === called)).map(({ slug }) => slug));
    const first = order.length && sessions.find(({ slug }) => slug === order[0][0]);
    if (query.places.length > 1 && first && !query.places.every((unit) => unit.some((term) => first.weights.has(term)))) {
      const heads = new Set();
      for (const unit of query.places) {
        const alone = { ...query, units: [unit] };
        for (const [slug] of bestOf(new Map(granted.map((one) => [one.slug, floor6(score(one, alone))])), []).slice(0, 1)) heads.add(slug);
      }
      order = [...[...heads].map((slug) => [slug]), ...order.filter(([slug]) => !heads.has(slug))];
    }
    return { advice, kind, unknown, elsewhere, slugs: order.map(([slug]) => slug) };
  };
}
