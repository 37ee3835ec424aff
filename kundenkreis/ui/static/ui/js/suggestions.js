// Suggestions while typing: links below the field, reached with Tab or the arrow keys, counted aloud.
for (const field of document.querySelectorAll("[data-suggestions]")) {
  const panel = document.createElement("div");
  panel.className = "suggestions__panel";
  panel.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  (field.closest(".search__line, .field__line") ?? field).after(panel, status);
  let timer, call;

  const links = () => [...panel.querySelectorAll("a")];
  const hide = () => {
    panel.hidden = true;
    status.textContent = "";
  };

  async function ask() {
    const words = field.value.trim();
    call?.abort();
    if (words.length < 3) return hide();
    call = new AbortController();
    const address = `${field.dataset.suggestions}?q=${encodeURIComponent(words)}`;
    try {
      const answer = await fetch(address, { signal: call.signal, headers: { "HX-Request": "true" } });
      if (!answer.ok) return hide();
      panel.innerHTML = await answer.text(); // our own page's fragment; the CSP runs no script in it
    } catch {
      return; // aborted, or no network: the form still works
    }
    panel.hidden = links().length === 0;
    // The fragment may bring its own sentence; else the number says enough.
    status.textContent = panel.querySelector("[data-count]")?.dataset.count ?? String(links().length || "");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 250);
  });

  const move = (event) => {
    if (event.key === "Escape") return hide();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || panel.hidden) return;
    event.preventDefault();
    const places = [field, ...links()];
    const next = places.indexOf(document.activeElement) + step;
    places[(next + places.length) % places.length].focus();
  };
  field.addEventListener("keydown", move);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.focus();
    move(event);
  });
}
