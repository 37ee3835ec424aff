// A push message becomes a notification, once a tag; the server hears that it was shown, so no SMS follows.
async function show(said) {
  await registration.showNotification(said.title, {
    body: said.body,
    tag: said.tag,
    lang: said.language,
    icon: APP.icon,
    badge: APP.badge,
    data: { url: said.url },
  });
  if (said.receipt) await fetch(said.receipt, { method: "POST", credentials: "omit" }).catch(() => null);
}

// Only ever a page of our own.
function ours(url) {
  const wanted = new URL(url ?? "/", location.origin);
  return wanted.origin === location.origin ? wanted.href : location.origin + "/";
}

async function open(url) {
  const [window] = await clients.matchAll({ type: "window", includeUncontrolled: false });
  if (!window) return clients.openWindow(url);
  await window.focus();
  return window.navigate(url);
}

addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : { title: APP.name };
  event.waitUntil(show(said));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(ours(event.notification.data?.url)));
});
