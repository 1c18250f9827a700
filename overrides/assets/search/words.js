// The words of the index, to complete what is half written and to correct what is mistyped. They
// are loaded when a word is found nowhere: a word with one wrong letter still has its first or its
// last half, so that a file or two are enough.

const SHORTEST = 5;

export class Words {
  constructor(base, starts, rules) {
    Object.assign(this, { base, starts, rules, files: new Map() });
  }

  // The terms of words that begin so.
  async completions(word) {
    const key = this.rules.key(word);
    const entries = await this.#entries("forward", key);
    return distinct(entries.filter((each) => each.key.startsWith(key))
      .sort((a, b) => b.count - a.count)).slice(0, 4);
  }

  // Whether the index has a word, if it is long enough to be listed.
  async has({ word, term }) {
    return (await this.#entries("forward", this.rules.key(word))).some((each) => each.term === term);
  }

  // The word that differs in one letter, the commonest if there are several.
  async correction(word) {
    const key = this.rules.key(word);
    const half = Math.floor(key.length / 2);
    if (word.length < SHORTEST || half < 2) return null;
    const entries = (await Promise.all([
      this.#entries("forward", key.slice(0, half)),
      this.#entries("backward", reversed(key).slice(0, half)),
    ])).flat();
    return entries.filter((each) => isOneEdit(each.key, key))
      .reduce((best, each) => (best && best.count >= each.count ? best : each), null);
  }

  async #entries(order, start) {
    const starts = this.starts[order];
    const numbers = starts.map((_, number) => number).filter((number) =>
      starts[number].slice(0, start.length) <= start && !(starts[number + 1] < start));
    return (await Promise.all(numbers.map((number) => this.#file(`${order}-${number}`)))).flat();
  }

  #file(name) {
    if (!this.files.has(name)) {
      this.files.set(name, fetch(`${this.base}words/${name}.txt`)
        .then((answer) => answer.text())
        .then((text) => text.trimEnd().split("\n").map((line) => {
          const [word, count] = line.split("\t");
          const folded = this.rules.fold(word);
          const key = this.rules.key(folded);
          return { word, key, term: this.rules.term(folded), count: Number(count) };
        })));
    }
    return this.files.get(name);
  }
}

function distinct(entries) {
  return [...new Map(entries.map((each) => [each.term, each])).values()];
}

function reversed(word) {
  return [...word].reverse().join("");
}

// One letter more, less or other, or two neighbours exchanged (Damerau).
function isOneEdit(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) { endA--; endB--; }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  return (restA.length <= 1 && restB.length <= 1)
    || (restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]);
}
