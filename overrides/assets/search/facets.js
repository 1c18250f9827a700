// What results are narrowed by. Which pages have which value is loaded when a reader narrows.

import { facetTerm } from "./terms.js";

export class Facets {
  constructor(engine, chosen) {
    Object.assign(this, { engine, chosen: new Map(chosen), pages: null });
  }

  // Narrow results; `except` is a facet that is not looked at.
  async narrowed(results, except = "") {
    const chosen = [...this.chosen].filter(([facet]) => facet !== except);
    if (!chosen.length) return results;
    const pages = await this.load();
    return results.filter(({ id }) =>
      chosen.every(([facet, value]) => pages.get(facet)?.get(value)?.has(id)));
  }

  // How many results each value of a facet would leave.
  async counts(facet, results) {
    const pages = (await this.load()).get(facet);
    const left = await this.narrowed(results, facet);
    return new Map([...pages].map(([value, ids]) =>
      [value, left.filter(({ id }) => ids.has(id)).length]));
  }

  // All pages: the results of filters without a query.
  async everything() {
    const { results } = await this.engine.pagefind.search(null);
    const pages = results.map(({ id }) => ({ id, locations: [], terms: [] }));
    return pages.map((page) => ({ ...page, data: () => this.engine.show(page) }));
  }

  load() {
    this.pages ??= this.#load();
    return this.pages;
  }

  async #load() {
    const entries = Object.entries(this.engine.settings.labels).map(async ([facet, names]) => {
      const values = Object.keys(names).filter((value) => value);
      const pages = await Promise.all(values.map(async (value) =>
        [value, await this.engine.pages(facetTerm(facet, value))]));
      return [facet, new Map(pages)];
    });
    return new Map(await Promise.all(entries));
  }
}
