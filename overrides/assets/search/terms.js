// Words to the terms under which they are found, by the rules that the index was made with:
// the other reader of scripts/kmh_hub/search/rules, beside rules.py. Tests compare the two.

const END = "ˑ";
const POINT = "ˌ";
const NUMBER_OR_WORD = /[0-9]+(?:[.,][0-9]+)*|\p{L}+/gu;
const GROUPS = /(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))/g;
const HYPHENS = /(?<=[\p{L}\p{N}])[-‐‑](?=[\p{L}\p{N}])/u;
const SPACED_GROUP = /(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))/g;

export class Rules {
  constructor(data) {
    this.letters = data.letters;
    this.prefixes = compiled(data.prefixes);
    this.endings = data.endings.map(compiled);
    this.ignored = new Set(data.ignored.map((word) => this.fold(word)));
    const form = (word) => this.key(this.fold(word));
    this.irregular = new Map(
      Object.entries(data.irregular).map(([word, other]) => [form(word), form(other)]));
    this.same = data.same.map((phrases) => phrases.map((phrase) => this.words(phrase))
      .filter((words) => words.length));
  }

  // The words of a query, each with its term. The first of hyphenated words knows how many they
  // are and the terms of all as one word.
  words(text) {
    return text.replace(SPACED_GROUP, "").split(/\s+/).flatMap((token) => {
      const { words, joined } = this.#parts(token);
      if (joined.length) Object.assign(words[0], { joined, parts: words.length });
      return words;
    });
  }

  // The terms under which the index has a piece of text without spaces.
  terms(token) {
    const { words, joined } = this.#parts(token);
    return [...new Set([...words.map((word) => word.term), ...joined])];
  }

  #parts(token) {
    const parts = token.split(HYPHENS);
    const words = parts.flatMap((part) => this.wordsOf(part));
    const isOne = parts.length === 1 || words.length < 2;
    return { words, joined: isOne ? [] : this.wordsOf(parts.join("")).map((word) => word.term) };
  }

  wordsOf(text) {
    return [...this.fold(text).matchAll(NUMBER_OR_WORD)].map(([word]) => word)
      .filter((word) => !this.ignored.has(word))
      .map((word) => ({ word, term: this.term(word) }));
  }

  fold(text) {
    const letters = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return [...letters].map((letter) => this.letters[letter] ?? letter).join("");
  }

  key(word) {
    for (let fits = true; fits;) [word, fits] = first(this.prefixes, word);
    return word;
  }

  term(word) {
    if (/^[0-9]/.test(word)) {
      return (word.replace(GROUPS, "").replace(/^0+/, "") || "0").replace(/[.,]/g, POINT) + END;
    }
    let form = this.key(word);
    for (const step of this.endings) [form] = first(step, this.irregular.get(form) ?? form);
    return form + END;
  }
}

// The term under which all pages with a value are found.
export function facetTerm(facet, value) {
  return POINT + `${facet} ${value}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, POINT) + END;
}

function compiled(rules) {
  return rules.map(([pattern, replacement]) => [new RegExp(pattern, "u"), replacement]);
}

function first(rules, word) {
  const rule = rules.find(([pattern]) => pattern.test(word));
  return rule ? [word.replace(...rule), true] : [word, false];
}
