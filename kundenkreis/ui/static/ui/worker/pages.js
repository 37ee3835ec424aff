// A helper's own pages, for a place without network: only those the server marks with `X-Kept-For`, only on
// this device, until `X-Kept-Until`, and gone with the sign-out or when somebody else signs in.
const PAGES = "pages";
const MOST_PAGES = 24;

const ownerOf = (answer) => answer.headers.get("X-Kept-For");
const isOver = (answer) => !(Date.parse(answer.headers.get("X-Kept-Until")) > Date.now());
const plain = (request) => location.origin + new URL(request.url).pathname;

async function dropPages(owner, most = MOST_PAGES) {
  const cache = await caches.open(PAGES);
  const keys = await cache.keys();
  for (const [place, key] of keys.entries()) {
    const old = await cache.match(key);
    if ((owner && ownerOf(old) !== owner) || isOver(old) || place < keys.length - most) await cache.delete(key);
  }
  for (const tap of owner ? await waiting.all() : []) if (tap.owner !== owner) await waiting.remove(tap.place);
  return cache;
}

async function keepPage(request, answer) {
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in/")) await caches.delete(PAGES);
  const owner = ownerOf(answer);
  if (!owner || request.method !== "GET" || !answer.ok || new URL(request.url).searchParams.has("part")) return;
  const cache = await dropPages(owner, MOST_PAGES - 1);
  await cache.put(plain(answer.redirected ? answer : request), answer.clone());
}

// Pages a helper will want later, though she has not opened them yet.
async function keepPages(paths) {
  for (const path of paths) {
    const request = new Request(path);
    if (!(await keptPage(request))) await keepPage(request, await fetch(`${path}?kept=1`)).catch(() => null);
  }
}

// As it was, but it says so (`data-kept`), and its forms carry new keys: each showing is a new intention.
async function keptPage(request) {
  const cache = await dropPages();
  const kept = await cache.match(plain(request));
  if (!kept) return undefined;
  const text = (await kept.text())
    .replace("<html ", "<html data-kept ")
    .replace(/name="once" value="[^"]*"/g, () => `name="once" value="${crypto.randomUUID()}"`);
  return new Response(text, { headers: kept.headers });
}

// Whoever uses this device next sees nothing of who signed out, and hears nothing meant for her.
async function goodbye() {
  await waiting.clear();
  await caches.delete(PAGES);
  const subscription = await registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
