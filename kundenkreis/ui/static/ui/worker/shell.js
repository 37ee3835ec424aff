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

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy()));
