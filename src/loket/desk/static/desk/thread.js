// The open conversation: what comes, who looks, and what changes around it.
import { announce } from "./announce.js";
import { noteRead, openConversation, refresh, select } from "./inbox.js";
import { follow } from "./live.js";

const TYPING_LASTS = 5000;
const WRITING_LASTS = 6500;
const NEAR_THE_END = 120;
const thread = () => document.getElementById("thread");
const messages = () => document.getElementById("messages");
let typingTimer = 0;
let viewersTimer = 0;
let fetching = null;
let isWanted = false;

/** Put fetched messages and notes into their places; known ones stay as they are. */
export function place(fragment) {
  const atEnd = isAtEnd();
  const added = [];
  for (const item of [...fragment.querySelectorAll("li[data-rank]")]) {
    if (item.classList.contains("day") ? hasDay(item) : document.getElementById(item.id)) continue;
    const row = document.importNode(item, true);
    row.classList.add("message--new");
    insert(row);
    if (!row.classList.contains("day")) added.push(row);
  }
  if (!added.length) return added;
  document.getElementById("nothing-said")?.remove();
  noteSequences();
  if (atEnd || added.some((row) => row.dataset.sender === "agent")) toEnd();
  else document.getElementById("newer").hidden = false;
  return added;
}

/** Fetch what is new; one fetch at a time, and none is forgotten. */
export async function catchUp() {
  if (!thread()) return;
  if (fetching) { isWanted = true; return; }
  const shown = thread();
  fetching = read(`${shown.dataset.messages}?after=${shown.dataset.sequence}&after_note=${shown.dataset.note}`);
  const page = await fetching;
  fetching = null;
  if (page && thread() === shown) tellOf(place(page));
  if (isWanted) { isWanted = false; catchUp(); }
}

/** Show translations that came after their messages; what somebody has unfolded stays so. */
const showTranslations = debounced(async () => {
  const shown = thread();
  const page = shown && await read(`${shown.dataset.messages}?before=${Number(shown.dataset.sequence) + 1}`);
  if (!page || thread() !== shown) return;
  const atEnd = isAtEnd();
  for (const item of page.querySelectorAll("li[data-sequence]")) {
    const known = document.getElementById(item.id);
    if (!known || known.innerHTML === item.innerHTML || known.querySelector("details[open]")) continue;
    known.innerHTML = item.innerHTML;
  }
  if (atEnd) toEnd();
});

function tellOf(added) {
  const fromCustomer = added.filter((row) => row.dataset.sender === "customer");
  if (fromCustomer.length) hideTyping();
  for (const row of added.filter((each) => each.dataset.sender !== "agent").slice(-3)) {
    const who = row.querySelector(".message-author")?.textContent ?? "";
    announce(`${who}: ${(row.querySelector(".message-body") ?? row).textContent.trim().slice(0, 300)}`);
  }
}

function insert(row) {
  const rank = Number(row.dataset.rank);
  const before = [...messages().children].reverse().find((each) => each.dataset.rank && Number(each.dataset.rank) <= rank);
  // A day stands before the first of its messages, which has the same rank.
  if (row.classList.contains("day") || !before) messages().insertBefore(row, firstAfter(rank, row.classList.contains("day")));
  else before.after(row);
}

function firstAfter(rank, orEqual) {
  return [...messages().children].find((each) => each.dataset.rank && (orEqual ? Number(each.dataset.rank) >= rank : Number(each.dataset.rank) > rank)) ?? null;
}

function hasDay(item) {
  const known = messages().querySelector(`.day[data-day="${item.dataset.day}"]`);
  if (!known) return false;
  // Earlier messages of the same day came: the line moves above them.
  if (Number(known.dataset.rank) > Number(item.dataset.rank)) { known.remove(); return false; }
  return true;
}

function noteSequences() {
  const shown = thread();
  const highest = (name) => Math.max(Number(shown.dataset[name]), ...[...messages().querySelectorAll(`[data-${name}]`)].map((row) => Number(row.dataset[name])));
  shown.dataset.sequence = highest("sequence");
  shown.dataset.note = highest("note");
  if (!document.hidden) noteRead(shown.dataset.conversation, Number(shown.dataset.sequence));
}

async function earlier(button) {
  const shown = thread();
  button.setAttribute("aria-busy", "true");
  const page = await read(`${shown.dataset.messages}?before=${button.dataset.before}`);
  button.removeAttribute("aria-busy");
  if (!page || thread() !== shown) return;
  const height = shown.scrollHeight;
  document.getElementById("earlier").remove();
  for (const item of [...page.querySelectorAll("li[data-rank]")]) {
    if (!(item.classList.contains("day") ? hasDay(item) : document.getElementById(item.id))) insert(document.importNode(item, true));
  }
  const more = page.getElementById("earlier");
  if (more) messages().prepend(document.importNode(more, true));
  shown.scrollTop += shown.scrollHeight - height;
  messages().querySelector("#earlier button")?.focus({ preventScroll: true });
}

async function read(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

function isAtEnd() {
  const shown = thread();
  return shown.scrollHeight - shown.scrollTop - shown.clientHeight < NEAR_THE_END;
}

function toEnd() {
  const shown = thread();
  if (!shown) return;
  shown.scrollTop = shown.scrollHeight;
  document.getElementById("newer").hidden = true;
}

// -- Who writes and who looks --------------------------------------------------------------------------------

function showTyping() {
  const line = document.getElementById("typing");
  if (!line) return;
  const atEnd = isAtEnd();
  line.hidden = false;
  if (atEnd) toEnd();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hideTyping, TYPING_LASTS);
}

function hideTyping() {
  const line = document.getElementById("typing");
  if (line) line.hidden = true;
}

async function refreshViewers() {
  clearTimeout(viewersTimer);
  const shown = thread();
  const page = shown && await read(shown.dataset.viewers);
  if (!page || thread() !== shown) return;
  const line = document.getElementById("viewers");
  const words = page.body.innerHTML;
  if (line.innerHTML !== words) line.innerHTML = words;
  if (line.children.length) viewersTimer = setTimeout(refreshViewers, page.querySelector("[data-writing]") ? WRITING_LASTS : 30_000);
}

function leave(address) {
  const form = new FormData();
  form.append("csrfmiddlewaretoken", document.body.dataset.token);
  navigator.sendBeacon(address, form);
}

// -- Opening -------------------------------------------------------------------------------------------------

function opened() {
  followShown();
  if (!thread()) return;
  select(thread().dataset.conversation);
  // Shown first: what is hidden has no end to scroll to.
  document.body.dataset.pane = "main";
  noteSequences();
  toEnd();
}

/** The open conversation, and the order beside it. */
function followShown() {
  const id = thread()?.dataset.conversation;
  const order = document.querySelector("#order-beside [data-order]")?.dataset.order;
  follow(id ? [`conversation:${id}`, `notes:${id}`, `viewers:${id}`, ...(order ? [`order:${order}`] : [])] : []);
}

const refreshState = debounced(() => {
  const shown = thread();
  if (shown) htmx.ajax("GET", shown.dataset.state, { swap: "none", target: "#thread" });
});

// The order beside it may have become another one.
const followSoon = debounced(followShown);

function debounced(act) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, 150); };
}

document.addEventListener("live", ({ detail: { hint, topic } }) => {
  if (!thread() || !topic.endsWith(openConversation())) return;
  if (hint === "typing:customer") return showTyping();
  if (hint === "viewers") return refreshViewers();
  if (hint === "message" || hint === "note" || hint === "catch_up") catchUp();
  if (hint === "translated") showTranslations();
  if (hint === "state" || hint === "rating" || hint === "catch_up") refreshState();
});
document.addEventListener("live", ({ detail: { hint, topic } }) => {
  // Places in line move although the conversation itself does not change.
  if (topic === "desk" && hint === "queue" && document.querySelector("#turn[data-holder='queue']")) refreshState();
});
document.addEventListener("live-up", () => { catchUp(); refreshState(); refreshViewers(); });
document.addEventListener("order-changed", refreshState);
document.addEventListener("conversation-changed", () => { catchUp(); refreshState(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && thread()) noteSequences(); });

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  // A session that ended answers with the sign-in page: show that as a page of its own.
  if (new URL(detail.xhr.responseURL, location.href).pathname.includes("/sign-in")) {
    detail.shouldSwap = false;
    location.reload();
  }
  if (detail.target?.id === "main" && thread()) leave(thread().dataset.leave);
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target.id !== "main") return;
  opened();
  document.dispatchEvent(new CustomEvent("conversation-opened"));
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => { if (detail.target.id === "side") followSoon(); });
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("#earlier button");
  if (button) earlier(button);
  if (target.closest?.("#newer")) toEnd();
  copyFrom(target.closest?.("[data-copies], [data-copies-link]"));
  if (target.id === "take-over-yes") takeOver();
});
document.addEventListener("scroll", ({ target }) => {
  if (target.id === "thread" && isAtEnd()) document.getElementById("newer").hidden = true;
}, { capture: true, passive: true });
document.addEventListener("leave-conversation", close);
addEventListener("pagehide", () => { if (thread()) leave(thread().dataset.leave); });

function copyFrom(item) {
  if (!item) return;
  const link = item.dataset.copiesLink;
  navigator.clipboard?.writeText(link ? new URL(link, location.href).href : item.dataset.copies);
}

function takeOver() {
  const address = document.querySelector("[data-take-over]")?.dataset.takeOver;
  if (address) htmx.ajax("POST", address, { values: { take_over: "yes" }, swap: "none", target: "#thread" });
}

/** Back to the list; the conversation stays open beside it. */
function close() {
  if (!thread()) return;
  document.body.dataset.pane = "list";
  document.querySelector("#rows [aria-current]")?.focus();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#back") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  close();
});

htmx.config.refreshOnHistoryMiss = true;
// A button that is seen works at once: by default new ones are deaf for 20 ms, which fast fingers hit.
htmx.config.defaultSettleDelay = 0;
if (thread()) opened();
