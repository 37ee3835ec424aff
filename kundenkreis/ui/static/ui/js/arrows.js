// A television's remote control: arrows go to the nearest button that way, OK presses it.
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function middle(element) {
  const box = element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function nearest(from, [dx, dy]) {
  const [x, y] = middle(from);
  let best = null;
  let least = Infinity;
  for (const each of document.querySelectorAll("a[href], button:not([disabled])")) {
    const [left, top] = middle(each);
    const along = (left - x) * dx + (top - y) * dy;
    const aside = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
    // What lies straight ahead counts more than what is near but beside.
    const far = along + 2 * aside;
    if (each !== from && along > 4 && far < least) {
      best = each;
      least = far;
    }
  }
  return best;
}

if (document.body.hasAttribute("data-arrows")) {
  document.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way) return;
    const here = document.activeElement;
    const first = document.querySelector("a[href], button:not([disabled])");
    const next = here === document.body ? first : nearest(here, way);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}
