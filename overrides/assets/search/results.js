// Results as a list: the pages of a seminar under its title, moments under their page.

import { anchorOf, clockOf, excerptOf, momentsOf } from "./excerpt.js";

export class ResultList {
  constructor(list) {
    this.list = list;
    this.clear();
  }

  clear() {
    this.list.replaceChildren();
    this.seminars = new Map();
  }

  get links() {
    return [...this.list.querySelectorAll("a")];
  }

  // Add a page as the engine shows it; returns its link.
  add(page) {
    const { seminar, title, kind, date } = page.meta;
    const item = element("li");
    const link = element("a");
    item.append(link);
    if (seminar) {
      link.append(element("span", "page", kind || title));
      this.#pagesOf(seminar, date).append(item);
    } else {
      link.append(element("span", "title", title));
      if (kind) link.append(" ", element("span", "date", kind));
      this.list.append(item);
    }
    const moments = momentsOf(page);
    if (moments.length) {
      link.href = `${page.url}#${moments[0].id}`;
      const inner = element("ul", "moments");
      inner.append(...moments.map((moment) => momentItem(page, moment)));
      item.append(inner);
    } else {
      const { at, pieces } = excerptOf(page);
      const anchor = page.locations.length ? anchorOf(page, at) : "";
      link.href = anchor ? `${page.url}#${anchor}` : page.url;
      link.append(" ", excerpt(pieces));
    }
    return link;
  }

  // What follows is of another kind, and not put under the seminars above.
  divide(text) {
    this.seminars.clear();
    this.list.append(element("li", "divide", text));
  }

  #pagesOf(seminar, date) {
    if (!this.seminars.has(seminar)) {
      const item = element("li", "seminar");
      const pages = element("ul");
      item.append(element("p", "title", seminar), element("p", "date", date), pages);
      this.list.append(item);
      this.seminars.set(seminar, pages);
    }
    return this.seminars.get(seminar);
  }
}

function momentItem(page, { id, seconds, pieces }) {
  const item = element("li");
  const link = element("a");
  link.href = `${page.url}#${id}`;
  link.append(element("bdi", "clock", clockOf(seconds)), " ", excerpt(pieces));
  item.append(link);
  return item;
}

function excerpt(pieces) {
  const shown = element("span", "excerpt");
  shown.append(...pieces.map((piece) => (piece.mark ? element("mark", "", piece.mark) : piece)));
  return shown;
}

export function element(name, className = "", content = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(content);
  return made;
}
