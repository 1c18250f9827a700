// The search box. Pagefind and its index are loaded when a reader turns to the box, not before.

const PAGE = 8;
const DELAY = 200;
const MOMENTS = 3;
const WORDS = 16;

for (const box of document.querySelectorAll(".hub-search")) {
  new SearchBox(box);
}

function SearchBox(box) {
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const panel = box.querySelector(".found");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const more = box.querySelector(".found > button");
  const language = document.documentElement.lang;
  const counts = JSON.parse(box.dataset.counts);
  const plural = new Intl.PluralRules(language);
  let engine = null;
  let latest = 0;
  let results = [];

  const load = () => {
    engine ??= import(new URL(box.dataset.index, document.baseURI)).then(async (pagefind) => {
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => { engine = null; });
    return engine;
  };

  const open = (isOpen) => {
    panel.hidden = !isOpen;
  };

  const search = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    if (!query) return open(false);
    try {
      const found = await (await load()).search(query);
      if (turn !== latest) return;
      results = found.results;
      list.replaceChildren();
      status.textContent = (counts[plural.select(results.length)] ?? counts.other)
        .replace("%(num)s", results.length);
      open(true);
      await showMore(turn);
    } catch (error) {
      if (turn !== latest) return;
      console.error(error);
      list.replaceChildren();
      status.textContent = box.dataset.failed;
      more.hidden = true;
      open(true);
    }
  };

  const showMore = async (turn = latest) => {
    const start = list.children.length;
    const pages = await Promise.all(results.slice(start, start + PAGE).map((one) => one.data()));
    if (turn !== latest) return;
    list.append(...pages.map(entry));
    more.hidden = list.children.length >= results.length;
    if (start) list.children[start]?.querySelector("a").focus();
  };

  let timer;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, DELAY);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", () => showMore());
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      open(false);
      input.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) open(false);
  });
  input.addEventListener("click", () => { if (list.children.length) open(true); });
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  const { seminar, title } = page.meta;
  link.append(text("span", "title", seminar ?? title));
  if (seminar && seminar !== title) link.append(text("span", "page", title));
  const excerpt = text("span", "excerpt", "");
  // Pagefind gives the excerpt as HTML: only its text and its marks are taken over.
  for (const node of new DOMParser().parseFromString(page.excerpt, "text/html").body.childNodes) {
    excerpt.append(node.nodeName === "MARK" ? text("mark", "", node.textContent) : node.textContent);
  }
  link.append(excerpt);
  item.append(link);
  const moments = momentsOf(page);
  if (moments.length) {
    link.href = `${page.url}#${moments[0].id}`;
    excerpt.remove();
    const list = document.createElement("ul");
    list.append(...moments.map((moment) => momentEntry(page, moment)));
    item.append(list);
  }
  return item;
}

// Where transcripts say what was looked for: the last element before each match whose id is a
// moment (t=754, recording-ar&t=754), with the words around it.
function momentsOf(page) {
  const words = (page.raw_content ?? "").split(/\s+/);
  const anchors = page.anchors.toSorted((a, b) => a.location - b.location);
  const found = new Map();
  for (const location of page.locations ?? []) {
    const anchor = anchors.findLast((one) => one.location <= location);
    const seconds = /(?:^|&)t=(\d+)$/.exec(anchor?.id ?? "")?.[1];
    if (seconds === undefined || found.has(anchor.id)) continue;
    const start = Math.max(location - WORDS / 2, anchor.location);
    const end = anchors.find((one) => one.location > location)?.location ?? words.length;
    found.set(anchor.id, {
      id: anchor.id,
      seconds: Number(seconds),
      before: words.slice(start, location).join(" "),
      match: words[location],
      after: words.slice(location + 1, Math.min(location + WORDS / 2, end)).join(" "),
    });
  }
  return [...found.values()].slice(0, MOMENTS);
}

function momentEntry(page, { id, seconds, before, match, after }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${page.url}#${id}`;
  const clock = text("bdi", "clock", clockOf(seconds));
  const said = text("span", "excerpt", "");
  said.append(`${before} `, text("mark", "", match), ` ${after}`);
  link.append(clock, " ", said);
  item.append(link);
  return item;
}

function clockOf(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function text(name, className, content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = content;
  return element;
}
