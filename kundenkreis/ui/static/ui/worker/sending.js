// Sends one tap. Without network, or while the server is in trouble or wants a new sign-in, it throws and the tap waits on.
async function send(tap) {
  const body = new FormData();
  for (const [name, value] of tap.fields) body.append(name, value);
  const headers = { "X-Tapped-Ago": (Math.max(0, Date.now() - tap.at) / 1000).toFixed(3) };
  const answer = await fetch(tap.path, { method: "POST", body, headers, signal: AbortSignal.timeout(LONG) });
  if (answer.ok) {
    await keepPage({ method: "GET", url: answer.url }, answer);
    return "";
  }
  if (answer.status >= 500 || TROUBLE.includes(answer.status)) throw new Error(`not now: ${answer.status}`);
  const problem = await answer.json().catch(() => ({}));
  // Somebody else is signed in: she neither sends nor reads what was tapped before her.
  return problem.reason === "other_person" ? "" : problem.detail || "unclear";
}

addEventListener("sync", (event) => {
  if (event.tag === "taps") event.waitUntil(sendTaps());
});
addEventListener("message", (event) => {
  const { send: wanted, keep } = event.data ?? {};
  if (wanted) event.waitUntil(sendTaps().catch(() => null));
  if (keep) event.waitUntil(keepPages(keep));
});
