// What was typed and not sent is still there after an accident. It stays on this device for a week.
const WEEK = 7 * 24 * 3600 * 1000;
const store = (() => {
  try {
    return window.localStorage;
  } catch {
    return null; // private window or blocked storage
  }
})();

const keyOf = (field) => `draft:${location.pathname}:${field.form?.getAttribute("action") ?? ""}:${field.name}`;

function restore(field) {
  const kept = JSON.parse(store.getItem(keyOf(field)) ?? "null");
  if (kept && Date.now() - kept.at < WEEK && !field.value) field.value = kept.text;
  else if (kept && Date.now() - kept.at >= WEEK) store.removeItem(keyOf(field));
}

function keep(field) {
  if (field.value.trim()) store.setItem(keyOf(field), JSON.stringify({ text: field.value, at: Date.now() }));
  else store.removeItem(keyOf(field));
}

if (store) {
  document.querySelectorAll("textarea[data-draft]").forEach(restore);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-draft]")) keep(event.target);
  });
  document.addEventListener("submit", (event) => {
    for (const field of event.target.querySelectorAll("textarea[data-draft]")) store.removeItem(keyOf(field));
  });
}
