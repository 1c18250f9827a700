// A query to the pages that answer it. Pagefind is asked for each term by itself; what several
// terms have in common, their order on the page and phrases of one meaning are weighed here.

import { Pages } from "./pages.js";
import { Rules } from "./terms.js";
import { Words } from "./words.js";

const NEAR = 4;
const FEW = 10;
// A seminar's long page tells more of a word than its short ones: length counts for nothing,
// and the index does not tell it.
const RANKING = { pageLength: 0, metaWeights: { title: 4 } };
// Browsers with Trusted Types ask here what may become a script by its address: Pagefind's worker,
// and nothing else.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (address.endsWith("/pagefind-worker.js") ? address : null),
});

export class Engine {
  // Pagefind remembers what it could not load: after a failure, another engine tries again.
  static async load(base) {
    const [{ createInstance }, settings] = await Promise.all([
      import(`${base}pagefind.js`),
      fetch(`${base}settings.json`).then((answer) => answer.json()),
    ]);
    return new Engine(base, createInstance({ ranking: RANKING }), settings);
  }

  constructor(base, pagefind, settings) {
    this.pagefind = pagefind;
    this.settings = settings;
    this.rules = new Rules(settings.rules);
    this.words = new Words(base, settings.words, this.rules);
    this.shown = new Pages(base, settings.names);
    this.frequent = settings.frequent;
    this.pagesOf = new Map();
  }

  // What is shown of a result, and the places on it of what was looked for.
  async show({ id, locations, terms }) {
    const page = await this.shown.read(Number(id));
    return { ...page, locations: [...locations, ...this.#placesOfFrequent(terms, page)] };
  }

  // The pages that have all of a query, the best first, and a few others that have some of it; and
  // what a reader should know: words found nowhere, words taken for others. Where no page has all,
  // those that have some are the results.
  async search(query) {
    const slots = await this.#slots(this.rules.words(query));
    for (const slot of slots) {
      slot.pages = await this.#slotPages(slot);
      if (!slot.pages.size) await this.#checkNowhere(slot.own);
    }
    const known = slots.filter((slot) => slot.pages.size);
    const pages = ranked(known);
    const all = pages.filter((page) => page.slots === known.length);
    for (const page of pages) page.data = () => this.show(page);
    return {
      results: all.length ? all : pages,
      others: all.length ? pages.slice(all.length, FEW) : [],
      isPartial: !all.length && pages.length > 0,
      unknown: [...new Set(slots.filter((slot) => !slot.pages.size).map((slot) => slot.word))],
      corrected: known.filter((slot) => slot.correction)
        .map((slot) => ({ word: slot.word, other: slot.correction })),
    };
  }

  // What a page has to have: each slot is a list of alternatives, each of those a list of terms.
  async #slots(words) {
    const slots = [];
    for (let at = 0; at < words.length;) {
      const phrase = await this.#phraseSomewhereAt(words, at);
      const { word, joined, parts } = words[at];
      let meant;
      if (phrase) {
        slots.push({ word: phrase.words.map((each) => each.word).join(" "), own: phrase.words, alternatives: phrase.alternatives });
        at += phrase.words.length;
      } else if ((meant = this.#meaningOf(words[at])).length) {
        words = [...words.slice(0, at), ...meant, ...words.slice(at + 1)];
      } else if (joined && !this.#phraseAt(words, at + 1)) {
        const own = words.slice(at, at + parts);
        slots.push({ word: own.map((each) => each.word).join("-"), own, alternatives: [own.map((each) => each.term), joined] });
        at += parts;
      } else if (await this.#isOneWord(words, at)) {
        const both = words[at].word + words[at + 1].word;
        slots.push({ word: both, own: words.slice(at, at + 2), alternatives: [[this.rules.term(both)]] });
        at += 2;
      } else {
        const slot = await this.#slot(words[at], at === words.length - 1);
        slots.push({ own: [words[at]], ...slot });
        at += 1;
      }
    }
    return slots;
  }

  // Whether two words of which one is found nowhere are found as one: `task force`, `taskforce`.
  async #isOneWord(words, at) {
    const [one, other] = words.slice(at, at + 2);
    if (!other) return false;
    const [first, second] = await Promise.all([one, other].map(({ term }) => this.pages(term)));
    if (first.size && second.size) return false;
    return (await this.pages(this.rules.term(one.word + other.word))).size > 0;
  }

  // The phrase of several names that begins here; its words count by themselves if no page has it.
  async #phraseSomewhereAt(words, at) {
    const phrase = this.#phraseAt(words, at);
    return phrase && (await this.#slotPages(phrase)).size ? phrase : null;
  }

  // What an abbreviation stands for, where no page has it nor all of that: the words count singly.
  #meaningOf({ term, isMeant }) {
    if (isMeant) return [];
    const group = this.rules.same.find((phrases) =>
      phrases.some((phrase) => phrase.length === 1 && phrase[0].term === term)) ?? [];
    const longest = group.reduce((best, phrase) => (phrase.length > best.length ? phrase : best), []);
    return longest.length > 1 ? longest.map((each) => ({ ...each, isMeant: true })) : [];
  }

  // The longest phrase of several names that begins here.
  #phraseAt(words, at) {
    let best = null;
    for (const group of this.rules.same) {
      for (const phrase of group) {
        const isHere = phrase.every((each, index) => words[at + index]?.term === each.term);
        if (isHere && phrase.length > (best?.words.length ?? 0)) {
          const own = words.slice(at, at + phrase.length);
          best = { words: own, alternatives: group.map((other) => other.map((each) => each.term)) };
        } else if (isHere && best && phrase.length === best.words.length) {
          best.alternatives.push(...group.map((other) => other.map((each) => each.term)));
        }
      }
    }
    return best;
  }

  // A word; if it is found nowhere, those that begin so (the last word may be half written), else
  // the one that it is probably mistyped for.
  async #slot({ word, term }, isLast) {
    const isNumber = /^[0-9]/.test(word);
    if ((await this.pages(term)).size) return { word, alternatives: [[term]] };
    if (isLast && word.length > 1) {
      const start = isNumber ? word : this.rules.key(word);
      if ((await this.pages(start)).size) return { word, alternatives: [[start]] };
    }
    if (isNumber) return { word, alternatives: [] };
    if (isLast) {
      const completed = await this.words.completions(word);
      if (completed.length) return { word, alternatives: completed.map((each) => [each.term]) };
    }
    const correction = await this.words.correction(word);
    return { word, correction: correction?.word, alternatives: correction ? [[correction.term]] : [] };
  }

  // Pagefind finds nothing in a part of the index that it could not load; the list of words knows.
  async #checkNowhere(words) {
    for (const each of words) {
      if (!(await this.pages(each.term)).size && await this.words.has(each)) {
        throw new Error(`The index is not whole: ${each.word}`);
      }
    }
  }

  async #slotPages(slot) {
    const pages = new Map();
    for (const terms of slot.alternatives) {
      for (const [id, hit] of await this.#phrasePages(terms)) {
        const other = pages.get(id);
        pages.set(id, other ? {
          ...hit,
          score: Math.max(hit.score, other.score),
          locations: [...other.locations, ...hit.locations],
          terms: [...other.terms, ...hit.terms],
        } : hit);
      }
    }
    return pages;
  }

  // The pages that have terms near each other.
  async #phrasePages(terms) {
    const [start, ...others] = await Promise.all(terms.map((term) => this.pages(term)));
    if (!others.length) return start;
    const pages = new Map();
    for (const [id, hit] of start) {
      const hits = [hit, ...others.map((each) => each.get(id))];
      if (hits.includes(undefined)) continue;
      const locations = placesInARow(hits);
      const isInTitle = hits.every((each) => each.isInMeta);
      if (!locations.length && !isInTitle) continue;
      const score = hits.reduce((sum, each) => sum + each.score, 0) / Math.sqrt(hits.length);
      pages.set(id, { ...hit, score, locations, terms });
    }
    return pages;
  }

  // The pages that have a term, by their ids.
  pages(term) {
    if (!this.pagesOf.has(term)) {
      const isFrequent = this.frequent.includes(term);
      this.pagesOf.set(term, this.pagefind.search(term).then(({ results }) => new Map(
        results.map((one) => [one.id, {
          score: one.score,
          locations: one.words,
          terms: [term],
          hasAllPlaces: !isFrequent,
          isInMeta: Boolean(one.matchedMetaFields?.length),
        }]))));
    }
    return this.pagesOf.get(term);
  }

  // The index tells one place only of a word that thousands of pages have: the page has the others.
  #placesOfFrequent(terms, page) {
    const wanted = this.frequent.filter((term) => terms.some((start) => term.startsWith(start)));
    if (!wanted.length) return [];
    const words = page.content.split(" ");
    const found = new Set([...new Set(words)].filter((word) =>
      this.rules.terms(word).some((term) => wanted.includes(term))));
    return words.flatMap((word, at) => (found.has(word) ? [at] : []));
  }
}

// The pages of slots, those with the most of them first, then the best.
function ranked(slots) {
  const pages = new Map();
  for (const slot of slots) {
    for (const [id, hit] of slot.pages) {
      const page = pages.get(id) ?? { id, score: 0, slots: 0, locations: [], terms: [] };
      page.slots += 1;
      page.score += hit.score;
      if (page.last && isNear(page.last, hit.locations)) page.score += 1 + hit.score / 2;
      page.last = hit.locations;
      page.locations.push(...hit.locations);
      page.terms.push(...hit.terms);
      pages.set(id, page);
    }
  }
  return [...pages.values()].sort((a, b) => b.slots - a.slots || b.score - a.score);
}

// Where the terms of a page's hits follow on each other, words between them allowed. A term whose
// places are not all known may be anywhere.
function placesInARow(hits) {
  const start = Math.max(0, hits.findIndex((each) => each.hasAllPlaces));
  return hits[start].locations.flatMap((at) => chain(at, hits.slice(start + 1)));
}

function chain(at, hits) {
  const locations = [at];
  let reach = NEAR;
  for (const { locations: candidates, hasAllPlaces } of hits) {
    const last = locations.at(-1);
    const next = candidates.find((each) => each >= last && each <= last + reach);
    if (next !== undefined) locations.push(next);
    else if (hasAllPlaces) return [];
    reach = next === undefined ? reach + NEAR : NEAR;
  }
  return locations;
}

function isNear(before, after) {
  return before.some((at) => after.some((each) => each > at && each <= at + NEAR));
}

