// Reading without a line: starts the service worker, says when the line is gone, and gives the
// reader the say over the copies on the device.

const ROOT = new URL("..", import.meta.url);
const CHOICE = `kmh-hub ${ROOT.href} copies`;
const PREFIX = `kmh-hub ${ROOT.href} `;
const workers = navigator.serviceWorker;
// Browsers with Trusted Types ask what text may become a script or a page: the worker, and the pages
// that are kept here, of which only the title is read.
const trusted = globalThis.trustedTypes?.createPolicy("kmh-hub", {
  createHTML: (html) => html,
  createScriptURL: (address) => address,
}) ?? { createHTML: (html) => html, createScriptURL: (address) => address };

if (workers && isWanted()) {
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

for (const bar of document.querySelectorAll("[data-no-line]")) {
  const show = () => { bar.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

for (const section of document.querySelectorAll("[data-copies]")) manage(section);

function isWanted() {
  try {
    return localStorage.getItem(CHOICE) !== "no";
  } catch {
    return false; // the reader's browser lets sites keep nothing
  }
}

// After the page is there, so that the copies do not compete with it for the line.
async function start() {
  const isFirst = !workers.controller;
  const worker = trusted.createScriptURL(new URL("service-worker.js", ROOT).href);
  await workers.register(worker, { updateViaCache: "none" });
  const { active } = await workers.ready;
  if (!isFirst) return;
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const own = [location.href, ...loaded].filter((url) => url.startsWith(ROOT.href));
  active.postMessage({ keep: own });
}

async function remove() {
  const registration = await workers.getRegistration(ROOT);
  await registration?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The list of kept pages, on the page about reading offline.
async function manage(section) {
  if (!workers) return;
  section.hidden = false;
  const list = section.querySelector("ul");
  const none = section.querySelector("[data-none]");
  const choice = section.querySelector("input");
  const isElsewhere = !location.pathname.endsWith("/offline.html");
  for (const notice of document.querySelectorAll("[data-not-kept]")) notice.hidden = !isElsewhere;
  for (const button of document.querySelectorAll("[data-again]")) {
    button.addEventListener("click", () => location.reload());
  }
  choice.checked = isWanted();
  choice.addEventListener("change", async () => {
    if (choice.checked) {
      localStorage.removeItem(CHOICE);
      await start();
    } else {
      localStorage.setItem(CHOICE, "no");
      await remove();
    }
    await show();
  });
  await show();

  async function show() {
    const cache = isWanted() ? await caches.open(`${PREFIX}pages`) : null;
    const kept = ((await cache?.keys()) ?? []).reverse().filter(({ url }) => !url.endsWith("/offline.html"));
    list.replaceChildren(...await Promise.all(kept.map((request) => entry(cache, request))));
    none.hidden = kept.length > 0;
  }
}

async function entry(cache, request) {
  const html = await (await cache.match(request)).text();
  const page = new DOMParser().parseFromString(trusted.createHTML(html), "text/html");
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = request.url;
  const { lang, dir } = page.documentElement;
  Object.assign(link, { textContent: page.title, lang, dir, hreflang: lang });
  item.append(link);
  return item;
}
