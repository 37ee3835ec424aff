// What happens to each request of a page: from the network, else as it was kept, else told that there is none.
async function page(request) {
  const kept = request.method === "GET" ? await keptPage(request) : null;
  try {
    const answer = await (kept ? within(fetch(request)) : fetch(request));
    await keepPage(request, answer);
    return answer;
  } catch (trouble) {
    const shown = kept || (await caches.match(APP.offline));
    if (!shown) throw trouble;
    return shown;
  }
}

// What waits is sent before the sign-out, while it still may; afterwards nothing is left of her.
async function leave(request) {
  await within(sendTaps()).catch(() => null);
  const answer = await page(request);
  await goodbye();
  return answer;
}

async function visit(request) {
  if (request.method !== "POST") return page(request);
  if (new URL(request.url).pathname === "/sign-out/") return leave(request);
  return (await answerToTap(request)) ?? page(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (request.method === "GET" && (HASHED.test(url.pathname) || url.pathname === "/brand.css"))
    event.respondWith(file(request));
});
