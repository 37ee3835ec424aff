// <div data-steps="/bookings/7/" data-state="confirmed"> holds a visit's steps, each <div data-step="states">. What
// waits for the network counts as done here: the step after it is shown.
const AFTER = { departure: "on_the_way", start: "in_progress", completion: "completed", unsuccessful: "completed" };

export function follow(taps) {
  for (const area of document.querySelectorAll("[data-steps]")) {
    let { state } = area.dataset;
    for (const { path } of taps) {
      if (path.startsWith(area.dataset.steps)) state = AFTER[path.split("/").at(-2)] ?? state;
    }
    for (const step of area.querySelectorAll("[data-step]")) step.hidden = !step.dataset.step.split(" ").includes(state);
  }
}
