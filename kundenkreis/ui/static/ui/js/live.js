// <div id="thread" data-live="TOKEN" data-live-url="/cases/7/thread/">: when the live stream says that something
// happened, the fragment is fetched anew and morphed in: focus, typed text and opened details stay.
const MOST_WAIT = 30_000;
const areas = [...document.querySelectorAll("[data-live][data-live-url]")];
const htmx = areas.length ? (await import("../vendor/htmx.js")).default : null;

async function refresh(area) {
  const answer = await fetch(area.dataset.liveUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  // The whole element or only its content: both may come back.
  const text = await answer.text();
  const whole = area.id && new DOMParser().parseFromString(text, "text/html").getElementById(area.id);
  await htmx.swap({ text: whole ? whole.innerHTML : text, target: area, swap: "innerMorph", sourceElement: area });
  area.dispatchEvent(new CustomEvent("live:fresh", { bubbles: true }));
}

function follow(token, followers) {
  let wait = 1000;
  let timer;
  let late = false;
  const fresh = () => {
    clearTimeout(timer);
    late = document.hidden;
    // Several events of one transaction arrive together: one fetch answers them all.
    if (!late) timer = setTimeout(() => followers.forEach(refresh), 120);
  };
  const connect = (again) => {
    const stream = new EventSource(`/live?token=${encodeURIComponent(token)}`);
    stream.onopen = () => {
      wait = 1000;
      if (again) fresh();
    };
    stream.onmessage = fresh;
    stream.onerror = () => {
      stream.close();
      // All pages lose the stream in the same moment; they must not come back in the same moment.
      setTimeout(() => connect(true), wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, MOST_WAIT);
    };
    addEventListener("pagehide", () => stream.close(), { once: true });
  };
  connect(false);
  document.addEventListener("visibilitychange", () => late && !document.hidden && fresh());
  addEventListener("pageshow", (event) => event.persisted && (connect(true), fresh()));
}

const byToken = new Map();
for (const area of areas) byToken.set(area.dataset.live, [...(byToken.get(area.dataset.live) ?? []), area]);
byToken.forEach((followers, token) => follow(token, followers));
