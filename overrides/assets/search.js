// Loads the search when a reader turns to the box, or opens an address that has a query.

const PARAMETERS = ["q", "year", "theme", "country", "kind", "also"];

for (const element of document.querySelectorAll(".hub-search")) {
  const input = element.querySelector("input");
  const waiting = new AbortController();
  let box = null;
  const load = (use) => {
    box ??= import("./search/box.js").then(({ SearchBox }) => {
      waiting.abort();
      return new SearchBox(element);
    });
    box.then(use).catch(() => { box = null; if (input.value.trim()) fail(); });
  };
  const fail = () => {
    element.querySelector(".found").hidden = false;
    element.querySelector("[role=status]").textContent = element.dataset.failed;
  };
  const searchNow = () => load((loaded) => loaded.search());
  const on = (name, listener) => {
    element.addEventListener(name, listener, { signal: waiting.signal });
  };
  on("focusin", () => load((loaded) => (input.value.trim() ? loaded.search() : loaded.load())));
  on("input", searchNow);
  on("submit", (event) => { event.preventDefault(); searchNow(); });
  const asked = new URLSearchParams(location.search);
  if (PARAMETERS.some((name) => asked.has(name))) load((loaded) => loaded.readAddress());
}
