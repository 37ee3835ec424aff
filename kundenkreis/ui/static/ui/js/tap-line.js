// One line of what waits for the network: what, when, what was typed, why it was refused, and its way back.
const { waiting } = globalThis;
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

export const wake = async (more = {}) => (await navigator.serviceWorker.ready).active.postMessage({ send: true, ...more });

// Not in the midst of sending: what has gone out cannot be called back.
const undo = (tap) => navigator.locks.request("taps", () => waiting.remove(tap.place)).then(() => keepWords(tap));

// What was written stands in its form again, as `draft.js` finds it.
function keepWords(tap) {
  const { report } = Object.fromEntries(tap.fields);
  const key = `draft:${tap.path}:${tap.path}:report`;
  if (report) localStorage.setItem(key, JSON.stringify({ text: report, at: Date.now() }));
}

// A new tap of now, with a key of its own and this page's token.
async function again(tap) {
  const once = crypto.randomUUID();
  const fresh = { once, csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value };
  const fields = tap.fields.map(([name, value]) => [name, fresh[name] ?? value]);
  const { place, refused, ...rest } = tap;
  await waiting.keep({ ...rest, fields, once, at: Date.now() });
  await waiting.remove(place);
  await wake();
}

export function line(tap, template, words, done) {
  const item = template.content.cloneNode(true);
  const set = (name, text) => Object.assign(item.querySelector(`[data-${name}]`), { textContent: text, hidden: !text });
  const typed = Object.fromEntries(tap.fields);
  set("what", words[waiting.nounOf(tap)]);
  set("time", clock.format(tap.at));
  set("typed", typed.report || typed.code_word || typed.photo?.name);
  set("why", words[tap.refused] ?? tap.refused);
  const [more, back] = ["again", "undo"].map((name) => item.querySelector(`[data-${name}]`));
  more.hidden = !tap.refused;
  if (tap.refused) back.firstElementChild.textContent = back.dataset.drop;
  more.addEventListener("click", () => again(tap).then(done));
  back.addEventListener("click", () => undo(tap).then(done));
  return item;
}
