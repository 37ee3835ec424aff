// The card that offers push messages is shown only where nothing was decided: no permission refused, no subscription.
const offer = document.querySelector("[data-push-offer]");

async function open() {
  if (!("PushManager" in window && "Notification" in window)) return true; // an iPhone before it is on the home screen
  if (Notification.permission === "denied") return false;
  const registration = await navigator.serviceWorker.ready;
  return !(await registration.pushManager.getSubscription());
}

if (offer && navigator.serviceWorker) open().then((yes) => (offer.hidden = !yes));
