// <form data-position="/bookings/7/position/"> with a button data-position-start: after a press, and only then, the place
// of this device is sent, at most every 30 seconds, until the page is left or the form is sent (which deletes it).
const EVERY = 30_000;
let watch = null;
let last = 0;

const form = () => document.querySelector("form[data-position]");

// The live stream writes the page anew: what it hides is shown again as it is.
function paint(said = "") {
  const found = form();
  if (!found) return end();
  found.querySelector("[data-position-start]").hidden = watch !== null;
  found.querySelector("[data-position-stop]").hidden = watch === null;
  const state = found.querySelector("[data-position-state]");
  state.textContent = said || (watch !== null && last ? state.dataset.on : "");
}

function end() {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
  last = 0;
}

async function send({ coords }) {
  if (Date.now() - last < EVERY || !form()) return;
  last = Date.now();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
  body.set("lat", coords.latitude);
  body.set("lng", coords.longitude);
  const answer = await fetch(form().dataset.position, { method: "POST", body }).catch(() => null);
  // The way is over, or was never ours: nothing more is sent. Without a network the next place is tried at once.
  if (answer && answer.status >= 400 && answer.status < 500) end();
  if (!answer) last = 0;
  paint();
}

if (form() && navigator.geolocation) {
  paint();
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-position-start]") || watch !== null) return;
    watch = navigator.geolocation.watchPosition(send, () => {
      end();
      paint(form()?.querySelector("[data-position-state]").dataset.off);
    });
    paint();
  });
  document.addEventListener("submit", (event) => event.target.matches("[data-position]") && end());
  document.addEventListener("live:fresh", () => paint());
}
