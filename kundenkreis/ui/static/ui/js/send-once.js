// A form is sent once, however often the button is pressed. The server keeps the same promise by `once`.
const sent = new WeakSet();

// The server checks and explains at length; the browser's own bubbles would come first and vanish.
for (const form of document.forms) form.noValidate = form.method === "post";

function busy(button) {
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  if (!button.matches(".button")) return;
  const spinner = document.createElement("span");
  spinner.className = "button__spinner";
  spinner.setAttribute("aria-hidden", "true");
  button.querySelector(".icon")?.setAttribute("hidden", "");
  button.prepend(spinner);
}

function ready() {
  for (const button of document.querySelectorAll("[aria-disabled=true]")) {
    button.removeAttribute("aria-disabled");
    button.querySelector(".button__spinner")?.remove();
    button.querySelector(".icon[hidden]")?.removeAttribute("hidden");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  busy(event.submitter);
  // A page that does not come (no network) must not leave a dead button.
  setTimeout(() => {
    sent.delete(form);
    ready();
  }, 15000);
});

// Back from the next page: the browser shows this one as it was left.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) sent.delete(form);
  ready();
});
