// The chosen appearance shows at once; the form still stores it in the cookie.
const theme = document.querySelector("[data-theme-switch]");
theme?.form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = event.submitter.value;
  const body = new FormData(theme.form, event.submitter);
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  document.dispatchEvent(new Event("appearance"));
  for (const option of theme.querySelectorAll("button")) {
    option.toggleAttribute("aria-current", option === event.submitter);
    if (option === event.submitter) option.setAttribute("aria-current", "true");
  }
  await fetch(theme.form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
});
