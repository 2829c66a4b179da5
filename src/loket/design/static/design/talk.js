// The talk of buyer and seller: what is new appears by itself, and what is written is shown at once and sent until it
// is there, once. Without streams the page asks every few seconds; without a script it is a page with a form.

const place = document.getElementById("talk");
const form = document.getElementById("say");
const list = document.getElementById("talk-lines");
const [PAUSE, LOOK_EVERY, FIRST_RETRY, LONGEST_RETRY] = [250, 8000, 1000, 15000]; // milliseconds
const pageUrl = location.pathname;

// -- What the server has -------------------------------------------------------------------------------------

let isStreaming = false;
let isStale = false;
let pending = 0;
let retry = FIRST_RETRY;

function listen() {
  const source = new EventSource(`${place.dataset.live}?topics=${encodeURIComponent(place.dataset.topics)}`);
  source.addEventListener("ready", () => { isStreaming = true; retry = FIRST_RETRY; soon(); });
  for (const hint of ["talk", "catch_up"]) source.addEventListener(hint, soon);
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

/** Fetching the page says that it was read: never while nobody looks, nor before what is on its way is there. */
async function renew() {
  if (document.hidden || outbox.length) { isStale = true; return; }
  isStale = false;
  const answer = await fetch(pageUrl, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.status === 404 && !typed()) return location.reload();
  if (answer?.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/** Put in what is new or says more than before, such as its translation; whether this was a page of the talk. */
function show(fresh) {
  const lines = fresh.getElementById("talk-lines");
  if (!lines) return false;
  const wasAtEnd = form.getBoundingClientRect().top < innerHeight + 200;
  let added = null;
  for (const item of [...lines.children]) {
    if (!item.id) { addDay(item); continue; }
    const shown = document.getElementById(item.id);
    if (!shown) added = put(item);
    else if (shown.innerHTML !== item.innerHTML) replace(shown, item);
  }
  for (const id of ["talk-log", "talk-empty"]) document.getElementById(id).hidden = fresh.getElementById(id).hidden;
  document.getElementById("talk-translating").textContent = fresh.getElementById("talk-translating").textContent;
  if (added && wasAtEnd) list.lastElementChild.scrollIntoView({ block: "nearest" });
  return true;
}

function addDay(day) {
  if (![...list.querySelectorAll(".day")].some((each) => each.textContent === day.textContent)) put(day);
}

function put(item) {
  item.classList.add("message--new");
  const first = list.querySelector(".message--pending");
  if (first) first.before(item);
  else list.append(item);
  return item;
}

function replace(shown, item) {
  const opened = shown.querySelector("details")?.open;
  shown.replaceWith(item);
  if (opened) item.querySelector("details")?.setAttribute("open", "");
}

// -- What is on its way --------------------------------------------------------------------------------------

// Words alone survive a reload: a file stays in the page that it was chosen on.
const store = {
  name: `loket-talk-${pageUrl}`,
  read() { try { return JSON.parse(sessionStorage.getItem(this.name)) ?? []; } catch { return []; } },
  keep() {
    const kept = outbox.filter((each) => !each.files.length).map(({ key, text }) => ({ key, text }));
    try { sessionStorage.setItem(this.name, JSON.stringify(kept)); } catch { /* private window */ }
  },
};
const outbox = [];
let isSending = false;
let again = 0;

const typed = () => form.elements.text.value.trim();
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");

function add({ key, text, files = [] }) {
  const bubble = document.getElementById("talk-own").content.firstElementChild.cloneNode(true);
  bubble.querySelector(".message-body").textContent = [text, ...files.map((each) => each.name)].filter(Boolean).join("\n");
  const entry = { key, text, files, bubble };
  outbox.push(entry);
  document.getElementById("talk-log").hidden = false;
  document.getElementById("talk-empty").hidden = true;
  list.append(bubble);
  say(entry, "sending");
  store.keep();
  return entry;
}

function say(entry, state) {
  const words = entry.bubble.querySelector(".message-state");
  words.textContent = words.dataset[state];
}

function drop(entry) {
  outbox.splice(outbox.indexOf(entry), 1);
  entry.bubble.remove();
  store.keep();
}

async function flush() {
  if (isSending) return;
  clearTimeout(again);
  isSending = true;
  try {
    while (outbox.length && await deliver(outbox[0]));
  } finally {
    isSending = false;
  }
  if (isStale) soon();
}

/** Send one message under its own key, by which the server knows a repeat; whether the next one may follow. */
async function deliver(entry) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("key", entry.key);
  body.set("text", entry.text);
  for (const file of entry.files) body.append("attachments", file);
  const answer = await fetch(pageUrl, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 429) return wait(entry, answer);
  const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  if (answer.status === 422 || answer.status === 400 || answer.status === 413) return giveBack(entry, page);
  if (!answer.ok || !page.getElementById("talk-lines")) {
    say(entry, "away");
    return false;
  }
  retry = FIRST_RETRY;
  drop(entry);
  tell("");
  show(page);
  return true;
}

function wait(entry, answer) {
  say(entry, "waiting");
  const asked = Number(answer?.headers.get("Retry-After")) * 1000;
  if (answer?.status === 429) tell(problem.dataset.slow);
  again = setTimeout(flush, asked || retry);
  retry = Math.min(retry * 2, LONGEST_RETRY);
  return false;
}

/** What the server does not take goes back to whoever wrote it, with its reason. */
function giveBack(entry, page) {
  drop(entry);
  const text = form.elements.text;
  text.value = [entry.text, text.value].filter(Boolean).join("\n");
  const why = [...page.querySelectorAll("#say .field-error:not([hidden]), #say .alert-text, #say .errorlist li")].map((each) => each.textContent.trim());
  tell(why.filter(Boolean).join(" ") || problem.dataset.broken);
  text.focus();
  return true;
}

const problem = document.getElementById("talk-problem");
function tell(words) {
  problem.textContent = words;
  problem.hidden = !words;
}

// -- Beginning -------------------------------------------------------------------------------------------------

function begin() {
  // This module sees to it that nothing goes out twice.
  form.removeAttribute("data-once");
  form.querySelector("[data-plain]").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...form.elements.attachments.files];
    if (!typed() && !files.length) return form.elements.text.focus();
    const entry = add({ key: newKey(), text: typed(), files });
    form.reset();
    form.elements.text.value = "";
    tell("");
    entry.bubble.scrollIntoView({ block: "nearest" });
    flush();
  });
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  for (const kept of store.read()) add(kept);
  flush();
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && (isStale || !isStreaming)) soon(); });
  setInterval(() => { if (!isStreaming && !document.hidden) renew(); }, LOOK_EVERY);
  listen();
}

if (place?.dataset.live) begin();
