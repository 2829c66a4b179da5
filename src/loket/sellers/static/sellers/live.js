// The page stays as the claim is: on every hint its parts are fetched again; what somebody marked or focused stays.

const box = document.querySelector("[data-live]");
const PAUSE = 300;
const LONGEST = 15000;
let waiting = 0;
let retry = 1000;
let isStale = false;

function listen() {
  const source = new EventSource(`${box.dataset.live}?topics=${encodeURIComponent(box.dataset.topics)}`);
  // What happened between the page and its stream.
  source.addEventListener("ready", () => { retry = 1000; soon(); });
  for (const hint of ["dispute", "catch_up"]) source.addEventListener(hint, soon);
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => { soon(); listen(); }, retry);
    retry = Math.min(retry * 2, LONGEST);
  });
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(renew, PAUSE);
}

/** Fetching a claim tells its reader, by which a clock may begin: never while nobody looks. */
async function renew() {
  isStale = document.hidden;
  if (isStale) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) replace(part, next);
  }
}

function replace(part, next) {
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const marked = [...part.querySelectorAll("input:checked")].map((each) => each.value);
  const opened = [...part.querySelectorAll("details")].map((each) => each.open);
  part.replaceWith(next);
  for (const each of next.querySelectorAll("input[type=checkbox]")) each.checked = marked.includes(each.value);
  [...next.querySelectorAll("details")].forEach((each, place) => { each.open ||= Boolean(opened[place]); });
  if (focused) next.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const label = next.querySelector(".dispute-label");
  if (label) document.getElementById("announcer")?.replaceChildren(label.textContent);
  document.dispatchEvent(new CustomEvent("renewed"));
}

document.addEventListener("visibilitychange", () => { if (box && isStale && !document.hidden) soon(); });
// That something was done is said once, not again when the page is loaded anew.
if (new URLSearchParams(location.search).has("done")) history.replaceState(null, "", location.pathname + location.hash);
if (box) listen();
