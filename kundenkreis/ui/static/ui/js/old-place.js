// An address kept from before, #answer-<id>: where its answer stands on another page of a long thread, that page opens.
const kept = /^#answer-([0-9a-f-]{36})$/.exec(location.hash);
const paged = document.querySelector("[data-answers]");

if (kept && paged && !document.getElementById(kept[0].slice(1)) && !location.search.includes(kept[1]))
  location.replace(`?answer=${kept[1]}${kept[0]}`);
