// <form data-push="SERVER KEY">: asks for push messages when its button is pressed, never before.
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function bytes(key) {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function subscribed(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  try {
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  } catch (trouble) {
    // Subscribed once with another key of ours: begin anew.
    if (!old) throw trouble;
    await old.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  }
}

async function ask(form) {
  const problem = form.querySelector("[role=status]");
  problem.textContent = "";
  if ((await Notification.requestPermission()) !== "granted") {
    problem.textContent = problem.dataset.refused;
    return;
  }
  try {
    const { endpoint, keys } = (await subscribed(form.dataset.push)).toJSON();
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => (form.elements[name].value = value));
    form.submit();
  } catch {
    problem.textContent = problem.dataset.failed;
  }
}

if (able) {
  for (const form of document.querySelectorAll("form[data-push]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const note of document.querySelectorAll("[data-push-missing]")) note.hidden = true;
}
