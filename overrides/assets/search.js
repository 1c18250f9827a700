// Loads the search when a reader turns to the box, or opens an address that has a query.

const PARAMETERS = ["q", "year", "theme", "country", "kind", "also"];

for (const element of document.querySelectorAll(".hub-search")) {
  const input = element.querySelector("input");
  let box = null;
  const load = () => {
    box ??= import("./search/box.js").then(({ SearchBox }) => new SearchBox(element));
    box.catch(() => { box = null; });
    return box;
  };
  const searchNow = (event) => {
    event.preventDefault();
    load().then((loaded) => loaded.search());
  };
  input.addEventListener("focus", () => load().then((loaded) => {
    if (input.value.trim()) loaded.search();
    else loaded.load();
  }), { once: true });
  element.querySelector("form").addEventListener("submit", searchNow, { once: true });
  const asked = new URLSearchParams(location.search);
  if (PARAMETERS.some((name) => asked.has(name))) load().then((loaded) => loaded.readAddress());
}
