// One stream of hints for the whole page. It says what changed, never what was said; others fetch that.
// Events on document: "live" (detail: hint, topic), "live-up" after every (re)connect, "live-down".
const HINTS = ["message", "state", "queue", "opened", "delivery", "note", "viewers", "rating", "ledger", "notice", "translated",
  "typing:customer", "typing:agent", "catch_up", "dispute", "talk"];
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;
const QUIET_LIMIT = 2500;

const address = document.body.dataset.live;
let topics = new Set((document.body.dataset.topics ?? "").split(",").filter(Boolean));
let source = null;
let pause = FIRST_PAUSE;
let retry = 0;
let lost = 0;

/** Follow these topics besides the page's own from now on. */
export function follow(more) {
  const wanted = new Set([...(document.body.dataset.topics ?? "").split(",").filter(Boolean), ...more]);
  if (source && wanted.size === topics.size && [...wanted].every((topic) => topics.has(topic))) return;
  topics = wanted;
  connect();
}

function connect() {
  if (!address) return;
  clearTimeout(retry);
  source?.close();
  source = new EventSource(`${address}?topics=${encodeURIComponent([...topics].join(","))}`);
  source.addEventListener("open", up);
  source.addEventListener("error", down);
  for (const hint of HINTS) source.addEventListener(hint, (event) => tell("live", { hint, topic: event.data }));
}

function up() {
  pause = FIRST_PAUSE;
  clearTimeout(lost);
  lost = 0;
  tell("live-up");
}

function down() {
  // Short gaps, as when another conversation is opened, are nobody's business.
  lost ||= setTimeout(() => tell("live-down"), QUIET_LIMIT);
  if (source.readyState !== EventSource.CLOSED) return;
  // The browser gave up (an answer that is no stream): try again by ourselves, ever more slowly.
  clearTimeout(retry);
  retry = setTimeout(checkSession, pause * (0.7 + Math.random() * 0.6));
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function checkSession() {
  try {
    const answer = await fetch(document.location.href, { method: "HEAD", redirect: "manual" });
    if (answer.type === "opaqueredirect") return tell("signed-out");
  } catch { /* no connection at all: the next try tells */ }
  connect();
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

addEventListener("online", connect);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
connect();
