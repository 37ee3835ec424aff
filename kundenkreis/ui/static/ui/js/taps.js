// What waits for the network, told on the page. <section data-waiting="OWNER"> holds the words.
import "./waiting.js";
import { line, wake } from "./tap-line.js";
import { follow } from "./visit-steps.js";

const panel = document.querySelector("[data-waiting]");
const { waiting } = globalThis;
let shown = 0;

async function show() {
  const taps = (await waiting.all()).filter((tap) => tap.owner === panel.dataset.waiting);
  const calm = taps.filter((tap) => !tap.refused);
  const words = JSON.parse(panel.dataset.words);
  const template = panel.querySelector("template");
  panel.querySelector("ol").replaceChildren(...taps.map((tap) => line(tap, template, words, show)));
  panel.hidden = !taps.length;
  panel.classList.toggle("waiting--refused", calm.length < taps.length);
  panel.querySelector("[data-calm]").hidden = !calm.length;
  panel.querySelector("[data-troubled]").hidden = calm.length === taps.length;
  follow(calm);
  const before = shown;
  shown = taps.length;
  return before - taps.length;
}

// By the service worker: what has been sent makes this page an old one, unless the live stream renews it.
async function changed() {
  const old = "kept" in document.documentElement.dataset || !document.querySelector("[data-live]");
  if ((await show()) > 0 && old && navigator.onLine) location.reload();
}

if (panel && navigator.serviceWorker && navigator.locks) {
  waiting.channel.addEventListener("message", changed);
  document.addEventListener("live:fresh", show);
  addEventListener("online", () => wake());
  const keep = [...document.querySelectorAll("[data-keep]")].flatMap((each) => each.dataset.keep.split(" "));
  wake({ keep });
  show();
  // Without a network nobody else looks over what is missing.
  if ("kept" in document.documentElement.dataset) {
    for (const field of document.querySelectorAll("form > [name=pocket]")) field.form.noValidate = false;
  }
}
