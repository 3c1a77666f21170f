// Keeps the phone's pages at hand: files of ours by their names, visits as they were last seen.
const SHELL = "lumencare-shell-{{ version }}";
const PAGES = "lumencare-phone";
const FILES = [{% for each in shell %}"{{ each|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const SCOPE = "{{ scope|escapejs }}";
const PATIENCE = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("lumencare-shell-") && name !== SHELL;
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// A page that led to signing in is nobody's any more: what was kept of it goes.
const keep = async (request, answer) => {
  if (answer.redirected && !new URL(answer.url).pathname.startsWith(SCOPE)) await caches.delete(PAGES);
  else if (answer.ok && answer.type === "basic") await (await caches.open(PAGES)).put(request, answer.clone());
  return answer;
};

const soon = (request, patience) => new Promise((resolve, reject) => {
  setTimeout(reject, patience);
  fetch(request).then(resolve, reject);
});

const page = async (request) => {
  const kept = await caches.match(request, { ignoreVary: true });
  try {
    return await keep(request, await (kept ? soon(request, PATIENCE) : fetch(request)));
  } catch (error) {
    const found = kept || (request.mode === "navigate" && await caches.match(SCOPE, { ignoreVary: true }));
    if (found) return found;
    throw error;
  }
};

const file = async (request) => (await caches.match(request, { ignoreVary: true })) || fetch(request);
const drawing = async (request) => (await caches.match(request, { ignoreVary: true })) || keep(request, await fetch(request));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(file(event.request));
  else if (url.pathname.startsWith(`${SCOPE}records/`)) event.respondWith(drawing(event.request));
  else if (url.pathname === SCOPE || url.pathname.startsWith(`${SCOPE}visits/`)) event.respondWith(page(event.request));
});

// A page tells what is to stay: the day, its visits, their drawings; a drawing never changes.
const carry = async (wanted) => {
  const cache = await caches.open(PAGES);
  for (const kept of await cache.keys()) {
    const path = new URL(kept.url).pathname;
    if (path.startsWith(SCOPE) && !wanted.includes(path)) await cache.delete(kept);
  }
  for (const address of wanted) {
    if (address.startsWith(`${SCOPE}records/`) && await cache.match(address, { ignoreVary: true })) continue;
    try { await keep(new Request(address), await fetch(address)); } catch { return false; }
  }
  return true;
};

self.addEventListener("message", (event) => {
  if (event.data.carry) event.waitUntil(carry(event.data.carry).then((carried) => event.source.postMessage({ carried })));
  if (event.data.forget) event.waitUntil(caches.delete(PAGES));
});
