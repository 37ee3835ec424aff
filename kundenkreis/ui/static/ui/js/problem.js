// The summary of errors takes the focus; its links go into the field, not only near it.
const summary = document.querySelector("[data-focus]");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const top = field.closest(".field") ?? field;
  top.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});
