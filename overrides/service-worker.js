// Keeps the pages that a reader opened, and what they look like, for when the line is gone.
// Published at the site's root, so that its scope is the site.
{% if hub.offline %}

const VERSION = "{{ hub.version }}";
const SCOPE = self.registration.scope;
const PREFIX = `kmh-hub ${SCOPE} `; // other sites of the same host share the storage
const SHELL = `${PREFIX}shell ${VERSION}`;
const PAGES = `${PREFIX}pages`;
const FILES = `${PREFIX}files`;
const MOST = { [SHELL]: 40, [PAGES]: 60, [FILES]: 120 };
const LARGEST = 300_000; // bytes of a kept file: pictures and search indexes, not recordings
const PATIENCE = 4000; // milliseconds, after which a kept page is shown instead of a slow one
const FIRST = ["base.css", "offline.js", "search.js"].map((name) => `assets/${name}`);
const OFFLINE_PAGES = [{% for language in hub.alternates %}"{{ language.url }}offline.html"{% if not loop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  const first = [...FIRST, ...OFFLINE_PAGES].map((path) => new Request(SCOPE + path, { cache: "no-cache" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(first)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOldShells().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  if (request.url.startsWith(`${SCOPE}admin/`)) return; // the form is of no use without a line
  // Players ask for parts of recordings, which are too large to be kept.
  if (request.headers.has("range") || ["audio", "video"].includes(request.destination)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (isAsset(request.url)) event.respondWith(asset(event));
  else event.respondWith(file(event));
});

// A page's first visit happens before this worker: the page then tells what it had loaded.
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(Promise.allSettled(event.data.keep.map(fetchAndKeep)));
});

async function removeOldShells() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !(name in MOST));
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The newest page, the kept one if the line is slow or gone, else the page about reading offline.
async function page(event) {
  const cache = await caches.open(PAGES);
  const kept = (await cache.match(address(event.request.url))) ?? (await cache.match(`${address(event.request.url)}/`));
  const fetched = fetch(event.request).then((response) => {
    if (isPage(response)) keepCopy(event, PAGES, response); // documents are not kept
    return response;
  });
  if (kept) {
    event.waitUntil(fetched.catch(() => {}));
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
    return Promise.race([fetched.catch(() => kept), late]);
  }
  return fetched.catch(() => offlinePage(event.request.url));
}

async function offlinePage(url) {
  const path = url.slice(SCOPE.length);
  const [own] = OFFLINE_PAGES.toSorted((a, b) => b.length - a.length)
    .filter((name) => path.startsWith(name.slice(0, -"offline.html".length)));
  return (await (await caches.open(SHELL)).match(SCOPE + own)) ?? Response.error();
}

// Styles and scripts of this version are kept; those that a page of another version names, or that
// do not tell, come from the line, so that what a page loads belongs together while there is one.
async function asset(event) {
  const { request } = event;
  const cache = await caches.open(SHELL);
  const kept = await cache.match(address(request.url));
  if (kept && (versionOf(request.url) ?? versionOf(request.referrer)) === VERSION) return kept;
  try {
    const response = await fetch(request);
    if (!kept) keepCopy(event, SHELL, response);
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

async function file(event) {
  try {
    const response = await fetch(event.request);
    keepCopy(event, FILES, response);
    return response;
  } catch {
    return (await (await caches.open(FILES)).match(address(event.request.url))) ?? Response.error();
  }
}

async function fetchAndKeep(url) {
  if (!url.startsWith(SCOPE)) return;
  const response = await fetch(url);
  if (isKeepable(response)) await keep(isPage(response) ? PAGES : isAsset(url) ? SHELL : FILES, url, response);
}

function keepCopy(event, name, response) {
  if (!isKeepable(response)) return;
  event.waitUntil(keep(name, event.request.url, response.clone()));
}

function isKeepable(response) {
  const isWhole = response.status === 200 && response.type === "basic" && !response.redirected;
  return isWhole && Number(response.headers.get("content-length") ?? 0) <= LARGEST;
}

function isPage(response) {
  return response.headers.get("content-type")?.startsWith("text/html") ?? false;
}

function isAsset(url) {
  return url.startsWith(`${SCOPE}assets/`);
}

// What was kept last is kept longest.
async function keep(name, url, response) {
  const body = await response.blob();
  if (body.size > LARGEST) return;
  const cache = await caches.open(name);
  await cache.delete(address(url));
  await cache.put(address(url), new Response(body, { headers: response.headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => cache.delete(key)));
}

// Without what does not change the content: searches, moments, versions, the name of a folder's page.
function address(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

function versionOf(url) {
  return URL.canParse(url) ? new URL(url).searchParams.get("v") : null;
}
{% else %}

// The site keeps nothing: whoever has this worker from before loses it with all that it kept.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const prefix = `kmh-hub ${self.registration.scope} `;
  event.waitUntil(
    caches.keys()
      .then((names) => names.filter((name) => name.startsWith(prefix)))
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => self.registration.unregister())
  );
});
{% endif %}
