// The engines that are compared, in a page: each answers a query with the addresses of its pages.

const COUNT = 10;

async function addresses(results) {
  const pages = await Promise.all(results.slice(0, COUNT * 2).map((one) => one.data()));
  return pages.map((page) => page.url);
}

const ENGINES = {
  async hub(root, language) {
    const { Engine } = await import(`${root}assets/search/engine.js`);
    const engine = await Engine.load(`${root}pagefind/${language}/`);
    return async (query) => {
      const { results, others } = await engine.search(query);
      return addresses([...results, ...others]);
    };
  },

  async pagefind(root) {
    const pagefind = await import(`${root}pagefind-plain/pagefind.js`);
    await pagefind.init();
    return async (query) => addresses((await pagefind.search(query)).results);
  },

  // Material's own worker: 0 sets up, 1 is ready, 2 asks, 3 answers. Its language is that of the
  // page: other pages are passed over, as generously as possible.
  async material(root) {
    const index = await (await fetch(`${root}search/search_index.json`)).json();
    const worker = new Worker(`${root}material/javascripts/workers/search.js`);
    const answer = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    });
    let next = answer();
    worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
    await next;
    return async (query) => {
      next = answer();
      worker.postMessage({ type: 2, data: query });
      return (await next).data.items.map(([page]) => root + page.location);
    };
  },
};

let ask;

export async function start(name, root, language) {
  ask = await ENGINES[name](root, language);
}

export async function search(query, root, prefixes, prefix) {
  const paths = (await ask(query)).map((url) => new URL(url, location.href).pathname.slice(root.length));
  const own = paths.filter((path) => (prefix
    ? path.startsWith(prefix)
    : !prefixes.some((other) => other && path.startsWith(other))));
  return [...new Set(own)].slice(0, COUNT);
}
