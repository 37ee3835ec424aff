// A helper's own pages, for a place without network: only those the server marks with `X-Kept-For`, only on
// this device, and gone with the sign-out or when somebody else signs in.
const PAGES = "pages";
const MOST_PAGES = 20;

const ownerOf = (answer) => answer.headers.get("X-Kept-For");
const plain = (request) => location.origin + new URL(request.url).pathname;

async function keepPage(request, answer) {
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in/")) await caches.delete(PAGES);
  const owner = ownerOf(answer);
  if (!owner || request.method !== "GET" || !answer.ok) return;
  const cache = await caches.open(PAGES);
  const keys = await cache.keys();
  for (const [place, key] of keys.entries()) {
    const old = await cache.match(key);
    if (ownerOf(old) !== owner || place < keys.length - MOST_PAGES + 1) await cache.delete(key);
  }
  await cache.put(plain(answer.redirected ? answer : request), answer.clone());
}

async function keptPage(request) {
  return (await caches.open(PAGES)).match(plain(request));
}

// Whoever uses this device next sees nothing of who signed out, and hears nothing meant for her.
async function goodbye() {
  await caches.delete(PAGES);
  const subscription = await registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
