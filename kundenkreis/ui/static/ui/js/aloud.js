// Reads a text aloud with the browser's own voice, piece by piece in each piece's language; it pauses and goes on.
const PIECES = "h1, h2, h3, h4, p, li, td, th, blockquote, figcaption, dt, dd";
const SILENT = "[hidden], details:not([open]) > :not(summary), summary, nav, pre, .meta, .visually-hidden";

function wordsOf(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(`ul, ol, figure, ${SILENT}`).forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function piecesOf(text) {
  return [...text.querySelectorAll(PIECES)]
    .filter((each) => !each.closest(SILENT) && !each.querySelector("p, h2, h3, h4, td, th"))
    .map((each) => ({ words: wordsOf(each), language: each.closest("[lang]").lang }))
    .filter((each) => each.words);
}

for (const box of "speechSynthesis" in window ? document.querySelectorAll("[data-aloud]") : []) {
  const voice = window.speechSynthesis;
  const text = document.getElementById(box.dataset.aloud);
  const [go, end] = box.querySelectorAll("button");
  const label = go.querySelector("span");
  let state = "idle";

  function show(next) {
    state = next;
    label.textContent = box.dataset[next];
    end.hidden = next === "idle";
  }

  function begin() {
    voice.cancel();
    const pieces = piecesOf(text);
    pieces.forEach((piece, at) => {
      const said = new SpeechSynthesisUtterance(piece.words);
      said.lang = piece.language;
      if (at === pieces.length - 1) said.onend = () => show("idle");
      voice.speak(said);
    });
    if (pieces.length) show("reading");
  }

  go.addEventListener("click", () => {
    if (state === "idle") return begin();
    voice[state === "reading" ? "pause" : "resume"]();
    show(state === "reading" ? "paused" : "reading");
  });
  end.addEventListener("click", () => {
    voice.cancel();
    show("idle");
  });
  addEventListener("pagehide", () => voice.cancel());
  box.hidden = !text;
}
