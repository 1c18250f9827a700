// What is shown of pages that were found. The index calls a page by its number; a list of names
// leads from there to the file with its text, its address and its anchors.

const SIGNATURE = "pagefind_dcd".length;

export class Pages {
  constructor(base, { version, each }) {
    Object.assign(this, { base, version, each, loaded: new Map() });
    this.site = base.replace(/[^/]+\/[^/]+\/$/, "");
  }

  async read(number) {
    const part = `names/${this.version}-${Math.floor(number / this.each)}.pf_names`;
    const names = (await this.#once(part)).split(" ");
    const page = JSON.parse(await this.#once(`fragment/${names[number % this.each]}.pf_fragment`));
    return { ...page, url: this.site + page.url.slice(1) };
  }

  // A file that could not be loaded is asked for again next time.
  #once(path) {
    if (!this.loaded.has(path)) {
      const text = unpacked(this.base + path);
      text.catch(() => this.loaded.delete(path));
      this.loaded.set(path, text);
    }
    return this.loaded.get(path);
  }
}

async function unpacked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const text = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  return text.slice(SIGNATURE);
}
