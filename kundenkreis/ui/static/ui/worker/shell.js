// The frame without a network: files whose name carries a hash come from the cache, and where no page
// comes, a page of ours says so. `APP` is written by the server: version, files, the page without network.
const SHELL = `shell-${APP.version}`;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/;

async function fill() {
  const cache = await caches.open(SHELL);
  // Without cookies: what is kept for everybody shows nobody's name.
  const keep = async (url) => {
    const answer = await fetch(new Request(url, { credentials: "omit", cache: "no-cache" }));
    if (answer.ok) await cache.put(url, answer);
  };
  await Promise.all([...APP.files, APP.offline].map(keep));
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function page(request) {
  try {
    const answer = await fetch(request);
    await keepPage(request, answer);
    return answer;
  } catch (trouble) {
    const kept = (request.method === "GET" && (await keptPage(request))) || (await caches.match(APP.offline));
    if (!kept) throw trouble;
    return kept;
  }
}

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out/") event.waitUntil(goodbye());
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && (HASHED.test(url.pathname) || url.pathname === "/brand.css"))
    event.respondWith(file(request));
});
