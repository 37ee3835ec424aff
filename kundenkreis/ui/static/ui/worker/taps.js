// Taps of a helper in a dead zone. A form that names its owner (`pocket`) and finds no network is kept with the time
// of the tap, and sent later: in order, once (`once` is its key), and for its owner only.
const LATE = /^\/bookings\/[0-9a-f-]{36}\/(departure|start|completion|unsuccessful|call|photos|extras)\/$/;
const PATIENCE = 8_000;
const LONG = 120_000;
const TROUBLE = [401, 408, 425, 429];

const within = (promise, wait = PATIENCE) =>
  Promise.race([promise, new Promise((_done, fail) => setTimeout(() => fail(new Error("too slow")), wait))]);

async function tapOf(request) {
  const path = new URL(request.url).pathname;
  if (request.method !== "POST" || !LATE.test(path)) return null;
  const fields = [...(await request.clone().formData())];
  const { pocket: owner, once, then } = Object.fromEntries(fields);
  return owner ? { path, fields, owner, once, then, at: Date.now() } : null;
}

async function keepTap(tap) {
  const same = (await waiting.all()).find((older) => older.once === tap.once);
  await waiting.keep(same ? { ...tap, place: same.place, at: same.at } : tap);
  await registration.sync?.register("taps").catch(() => null);
}

// Null: this is no tap that may wait.
async function answerToTap(request) {
  const tap = await tapOf(request);
  if (!tap) return null;
  const before = (await waiting.all()).some((older) => older.owner === tap.owner && !older.refused);
  const answer = before ? null : await within(fetch(request)).catch(() => null);
  if (answer) return answer;
  const kept = await keepTap(tap).then(() => true, () => false);
  if (!kept) return null;
  if (before) await within(sendTaps()).catch(() => null);
  const visit = waiting.visitOf(tap);
  const next = tap.path.endsWith("/photos/") ? `${visit}completion/` : tap.then || visit;
  return Response.redirect(next, 303);
}

const sendTaps = () => navigator.locks.request("taps", sendAll);

async function sendAll() {
  for (const { place } of await waiting.all()) {
    const tap = (await waiting.all()).find((each) => each.place === place);
    if (!tap || tap.refused) continue;
    const refusal = await send(tap);
    if (refusal) await refuse(tap, refusal);
    else await waiting.remove(place);
  }
}

// What was tapped after it at the same visit is not sent either: its owner decides.
async function refuse(tap, refusal) {
  for (const each of await waiting.all()) {
    const follows = each.place >= tap.place && waiting.visitOf(each) === waiting.visitOf(tap) && !each.refused;
    if (follows) await waiting.keep({ ...each, refused: each.place === tap.place ? refusal : "after" });
  }
}
