// The page of a claim stays as the claim is: by the stream's hints, and by asking now and then where there is no stream.

const place = document.querySelector("[data-claim-news]");
const [PAUSE, LOOK_EVERY, FIRST_RETRY, LONGEST_RETRY] = [300, 15000, 1000, 30000]; // milliseconds
let isStreaming = false;
let isStale = false;
let pending = 0;
let retry = FIRST_RETRY;

function listen() {
  const source = new EventSource(`${place.dataset.live}?topics=${encodeURIComponent(place.dataset.topics)}`);
  source.addEventListener("ready", () => { isStreaming = true; retry = FIRST_RETRY; look(); });
  for (const hint of ["dispute", "catch_up"]) source.addEventListener(hint, soon);
  source.addEventListener("error", () => {
    isStreaming = false;
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, retry);
    retry = Math.min(retry * 2, LONGEST_RETRY);
  });
}

function soon() {
  clearTimeout(pending);
  pending = setTimeout(renew, PAUSE);
}

/** Whether anything happened since the page was made, by its number alone. */
async function look() {
  const answer = await fetch(`${place.dataset.claimNews}?sequence=${place.dataset.sequence}`).catch(() => null);
  if (answer?.status === 205) soon();
  if (answer?.status === 404) location.reload();
}

/** Fetching the page tells its reader, by which a clock may begin: never while nobody looks. */
async function renew() {
  isStale = document.hidden;
  if (isStale) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-claim-news]");
  if (!fresh) return;
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const news = page.getElementById(part.id);
    if (news && news.innerHTML !== part.innerHTML) replace(part, news);
  }
  place.dataset.sequence = fresh.dataset.sequence;
}

function replace(part, news) {
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const opened = [...part.querySelectorAll("details")].map((each) => each.open);
  part.replaceWith(news);
  [...news.querySelectorAll("details")].forEach((each, at) => { each.open ||= Boolean(opened[at]); });
  if (focused) news.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const label = news.querySelector(".dispute-label");
  if (label) document.getElementById("announcer")?.replaceChildren(label.textContent);
}

if (place) {
  document.addEventListener("visibilitychange", () => { if (!document.hidden && (isStale || !isStreaming)) soon(); });
  setInterval(() => { if (!isStreaming && !document.hidden) look(); }, LOOK_EVERY);
  listen();
}
