// Price and fit of a design, asked anew while somebody chooses. Without this a button shows them.
for (const form of document.querySelectorAll("form[data-fit]")) {
  const place = form.querySelector("#fit");
  const button = form.querySelector(".fit-here");
  if (button) button.hidden = true;
  let timer, call;

  async function ask() {
    call?.abort();
    call = new AbortController();
    const given = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "once", "title", "from"]) given.delete(name);
    try {
      const answer = await fetch(`${form.dataset.fit}?${new URLSearchParams(given)}`, { signal: call.signal });
      if (answer.ok) place.innerHTML = await answer.text(); // our own page's fragment; the CSP runs no script in it
    } catch {
      // aborted, or no network: keeping the design says what does not fit
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "title") return;
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
}
