// Says that somebody is writing, at most every 20 seconds: <textarea data-writing="/desk/cases/…/writing/">.
const pause = 20_000;

for (const area of document.querySelectorAll("textarea[data-writing]")) {
  let last = 0;
  area.addEventListener("input", () => {
    if (Date.now() - last < pause) return;
    last = Date.now();
    const token = area.form.elements.csrfmiddlewaretoken.value;
    fetch(area.dataset.writing, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
  });
}
