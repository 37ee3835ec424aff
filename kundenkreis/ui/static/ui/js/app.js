// The site as an app: its service worker, and a button to install it where the browser offers that.
const buttons = document.querySelectorAll("[data-install]");
let offer = null;

if (navigator.serviceWorker && document.querySelector("link[rel=manifest]")) {
  addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js").catch(() => null));
}

addEventListener("beforeinstallprompt", (event) => {
  if (!buttons.length) return;
  event.preventDefault();
  offer = event;
  for (const button of buttons) button.hidden = false;
});

for (const button of buttons) {
  button.addEventListener("click", async () => {
    await offer?.prompt();
    button.hidden = true;
  });
}
