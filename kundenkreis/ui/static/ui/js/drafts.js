// What is being typed is kept for its writer on the server too: <textarea data-place="question:…" data-about="title">.
const pause = 3_000;

for (const area of document.querySelectorAll("textarea[data-place]")) {
  let timer, kept = area.value;

  function keep() {
    clearTimeout(timer);
    timer = undefined;
    if (area.value === kept) return;
    kept = area.value;
    const body = new URLSearchParams({
      csrfmiddlewaretoken: area.form.elements.csrfmiddlewaretoken.value,
      place: area.dataset.place, title: area.dataset.about ?? "", path: location.pathname, text: kept,
    });
    // No network: the device keeps it too (draft.js).
    fetch("/drafts/", { method: "POST", body, keepalive: kept.length < 20_000, redirect: "manual" }).catch(() => {});
  }

  area.addEventListener("input", () => (timer ??= setTimeout(keep, pause)));
  area.form.addEventListener("submit", () => {
    clearTimeout(timer); // sent now: nothing left to keep
    kept = area.value;
  });
  window.addEventListener("pagehide", keep);
}
