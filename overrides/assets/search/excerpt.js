// Where on a page the words of a query are: an excerpt with its marks, moments in recordings.

const WORDS = 28;
const BEFORE = 6;
const MOMENTS = 3;
const AROUND = 8;

// The part of a page with the most matches, else its beginning after the title, as pieces of text;
// marks are `{ mark }`.
export function excerptOf(page) {
  const words = page.content.split(" ");
  const sorted = distinct(page.locations);
  const within = (start) => sorted.filter((at) => at >= start && at < start + WORDS - BEFORE).length;
  const best = sorted.reduce((one, other) => (within(other) > within(one) ? other : one), sorted[0]);
  const start = best === undefined
    ? page.meta.title.split(" ").length
    : Math.max(0, Math.min(best - BEFORE, words.length - WORDS));
  return { at: best, pieces: pieces(words, start, start + WORDS, sorted) };
}

// The id of the last element with one before a place, if a link can lead there.
export function anchorOf(page, at) {
  if (page.url.includes("#")) return "";
  return sortedAnchors(page).findLast((one) => one.location <= at)?.id ?? "";
}

// The last element before each match whose id is a moment (t=754, recording-ar&t=754).
export function momentsOf(page) {
  const words = page.content.split(" ");
  const anchors = sortedAnchors(page);
  const found = new Map();
  for (const at of distinct(page.locations)) {
    const anchor = anchors.findLast((one) => one.location <= at);
    const seconds = /(?:^|&)t=(\d+)$/.exec(anchor?.id ?? "")?.[1];
    if (seconds === undefined || found.has(anchor.id)) continue;
    const end = anchors.find((one) => one.location > at)?.location ?? words.length;
    found.set(anchor.id, {
      id: anchor.id,
      seconds: Number(seconds),
      pieces: pieces(words, Math.max(at - AROUND, anchor.location), Math.min(at + AROUND, end), page.locations),
    });
  }
  return [...found.values()].slice(0, MOMENTS);
}

export function clockOf(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function pieces(words, start, end, locations) {
  const marked = new Set(locations);
  const shown = words.slice(start, end).flatMap((word, index) => [
    index ? " " : "",
    ...(marked.has(start + index) ? markedWord(word) : [word]),
  ]);
  return [start > 0 ? "… " : "", ...shown, end < words.length ? " …" : ""];
}

// The marks of punctuation around a word are not part of the match.
function markedWord(word) {
  const [, before, match, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word);
  return match ? [before, { mark: match }, after] : [word];
}

function sortedAnchors(page) {
  return page.anchors.toSorted((a, b) => a.location - b.location);
}

function distinct(locations) {
  return [...new Set(locations)].sort((a, b) => a - b);
}
