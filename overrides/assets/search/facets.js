// What results are narrowed by. Which pages have which value is loaded when a reader narrows.

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
    return results.map(({ id, data }) => ({ id, data, locations: [] }));
  }

  load() {
    this.pages ??= this.#load();
    return this.pages;
  }

  async #load() {
    const { pagefind, settings: { labels } } = this.engine;
    await pagefind.filters();
    const pagesOf = async (facet, value) => {
      const { results } = await pagefind.search(null, { filters: { [facet]: value } });
      return [value, new Set(results.map(({ id }) => id))];
    };
    const entries = Object.entries(labels).map(async ([facet, names]) => {
      const values = Object.keys(names).filter((value) => value);
      return [facet, new Map(await Promise.all(values.map((value) => pagesOf(facet, value))))];
    });
    return new Map(await Promise.all(entries));
  }
}
