// Signing out while something still waits for the network: said once before, for it would be lost.
import "./waiting.js";

const forms = [...document.querySelectorAll("form[action='/sign-out/'][data-waits]")];
let count = 0;

async function look() {
  count = forms.length && navigator.serviceWorker ? (await globalThis.waiting.all()).length : 0;
}

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (!count) return;
    count = 0;
    event.preventDefault();
    const note = Object.assign(document.createElement("p"), { textContent: form.dataset.waits, role: "alert" });
    note.className = "leaving";
    form.before(note);
  });
}

if (forms.length && globalThis.indexedDB) {
  look().catch(() => null);
  globalThis.waiting.channel.addEventListener("message", look);
}
