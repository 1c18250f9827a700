// The search box: what is typed and chosen, the address that says it, and the panel of results.

import { Engine } from "./engine.js";
import { Facets } from "./facets.js";
import { ResultList, element } from "./results.js";

const PAGE = 10;
const DELAY = 200;

export class SearchBox {
  constructor(box) {
    this.box = box;
    this.form = box.querySelector("form");
    this.input = box.querySelector("input");
    this.panel = box.querySelector(".found");
    this.status = box.querySelector("[role=status]");
    this.filters = box.querySelector("details");
    this.advice = box.querySelector(".advice");
    this.more = box.querySelector(".found > button");
    this.list = new ResultList(box.querySelector("ol"));
    this.base = new URL(box.dataset.index, document.baseURI).pathname;
    this.latest = 0;
    this.results = [];
    this.#listen();
  }

  // Loads the index; after a failure, the next search loads it again.
  load() {
    this.engine ??= Engine.load(this.base).then((engine) => {
      this.texts = engine.settings.texts;
      this.facets = new Facets(engine, this.facets?.chosen ?? this.#chosenInAddress(engine.settings.labels));
      return engine;
    });
    this.engine.catch(() => { this.engine = null; });
    return this.engine;
  }

  // Searches for what the box and the filters say, and shows the results.
  async search() {
    const turn = ++this.latest;
    try {
      const engine = await this.load();
      const query = this.input.value.trim();
      if (turn !== this.latest) return;
      this.#writeAddress();
      if (!query && !this.facets.chosen.size) {
        this.results = [];
        return this.#open(false);
      }
      const found = query
        ? await engine.search(query)
        : { results: await this.facets.everything(), others: [], unknown: [], corrected: [] };
      const results = await this.facets.narrowed(found.results);
      const others = await this.facets.narrowed(found.others);
      if (turn !== this.latest) return;
      this.found = [...found.results, ...found.others];
      this.number = results.length;
      this.results = [...results, ...others];
      this.shown = 0;
      this.list.clear();
      this.filters.hidden = !this.found.length;
      // Opened first: screen readers announce what changes in a status that is there.
      this.#open(true);
      this.#say(found);
      this.#advise();
      await this.#showMore(turn);
      if (this.filters.open || this.facets.chosen.size) await this.#showFilters(turn);
    } catch (error) {
      if (turn !== this.latest) return;
      this.list.clear();
      this.advice.replaceChildren();
      this.filters.hidden = true;
      this.more.hidden = true;
      this.#fail(error);
    }
  }

  #fail(error) {
    console.error(error);
    this.engine = null;
    this.#open(true);
    this.status.textContent = this.box.dataset.failed;
  }

  readAddress() {
    this.input.value = new URLSearchParams(location.search).get("q") ?? "";
    if (this.facets) {
      this.engine.then(({ settings }) => {
        this.facets.chosen = this.#chosenInAddress(settings.labels);
        this.search();
      });
    } else this.search();
  }

  #chosenInAddress(labels) {
    const params = new URLSearchParams(location.search);
    return new Map(Object.keys(labels).map((facet) => [facet, params.get(facet)])
      .filter(([facet, value]) => value && labels[facet][value]));
  }

  #writeAddress() {
    const address = new URL(location);
    const wanted = { q: this.input.value.trim(), ...Object.fromEntries(this.facets.chosen) };
    for (const name of ["q", ...Object.keys(this.labels)]) {
      if (wanted[name]) address.searchParams.set(name, wanted[name]);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    this.asked = location.search;
  }

  #open(isOpen) {
    this.panel.hidden = !isOpen;
  }

  #say({ unknown, corrected, isPartial }) {
    const { counts } = this.texts;
    const { number } = this;
    const plural = new Intl.PluralRules(document.documentElement.lang).select(number);
    this.status.textContent = [
      ...corrected.map((each) => filled(this.texts.corrected, each)),
      ...unknown.map((word) => filled(this.texts.unknown, { word })),
      isPartial && number ? this.texts.partial : "",
      (counts[plural] ?? counts.other).replace("%(num)s", number),
    ].filter(Boolean).join(" ");
  }

  // What to try where nothing was found.
  #advise() {
    this.advice.replaceChildren();
    if (this.results.length) return;
    const list = element("ul");
    list.append(element("li", "", this.texts.spelling));
    if (this.facets.chosen.size) {
      const button = element("button", "", this.texts.unfiltered);
      button.type = "button";
      button.addEventListener("click", () => {
        this.facets.chosen.clear();
        this.input.focus();
        this.search();
      });
      const item = element("li");
      item.append(button);
      list.append(item);
    }
    const all = element("a", "", this.texts.all);
    all.href = this.box.dataset.all;
    const item = element("li");
    item.append(all);
    list.append(item);
    this.advice.append(element("p", "", this.texts.suggestions), list);
  }

  async #showMore(turn = this.latest) {
    const next = this.results.slice(this.shown, this.shown + PAGE);
    const pages = await Promise.all(next.map((one) => one.data()));
    if (turn !== this.latest) return;
    const links = pages.map((page, index) => {
      if (this.shown + index === this.number) this.list.divide(this.texts.others);
      return this.list.add(page);
    });
    if (this.shown) links[0]?.focus();
    this.shown += next.length;
    this.more.hidden = this.shown >= this.results.length;
  }

  // The choices of each facet, with how many results they would leave.
  async #showFilters(turn = this.latest) {
    const selects = [];
    for (const [facet, names] of Object.entries(this.labels)) {
      const counts = await this.facets.counts(facet, this.found);
      if (turn !== this.latest) return;
      const label = element("label", "", `${names[""]} `);
      const select = element("select");
      select.name = facet;
      const values = Object.entries(names).filter(([value]) =>
        value && (counts.get(value) || this.facets.chosen.get(facet) === value));
      if (!values.length) continue;
      select.append(new Option(this.texts.any, ""), ...values.map(([value, name]) =>
        new Option(`${name} (${counts.get(value)})`, value)));
      select.value = this.facets.chosen.get(facet) ?? "";
      label.append(select);
      selects.push(label);
    }
    const focused = document.activeElement?.name;
    const choices = this.filters.querySelector("div");
    choices.replaceChildren(...selects);
    if (focused) choices.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  #listen() {
    let timer;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(), DELAY);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      this.search();
    });
    this.input.addEventListener("click", () => { if (this.results.length) this.#open(true); });
    this.more.addEventListener("click", () => this.#showMore().catch((error) => this.#fail(error)));
    this.filters.addEventListener("toggle", () => {
      if (this.filters.open) this.#showFilters().catch((error) => this.#fail(error));
    });
    this.filters.addEventListener("change", ({ target }) => {
      if (target.value) this.facets.chosen.set(target.name, target.value);
      else this.facets.chosen.delete(target.name);
      this.search();
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("keydown", ({ key }) => { if (key === "Escape") this.#open(false); });
    document.addEventListener("click", ({ target }) => {
      if (!this.box.contains(target) && target.isConnected) this.#open(false);
    });
    // A link to a place on the page is a new address, too, but no new search.
    addEventListener("popstate", () => { if (location.search !== this.asked) this.readAddress(); });
  }

  #key(event) {
    const { links } = this.list;
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      this.#open(false);
      this.input.focus();
    } else if (document.activeElement?.matches("select")) {
      return;
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.input).focus();
    }
  }

  get labels() {
    return this.facets.engine.settings.labels;
  }
}

function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}
