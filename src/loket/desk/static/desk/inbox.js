// The list beside the conversation: it follows what happens without a reload, and nothing in it jumps.
import { announce } from "./announce.js";

const body = () => document.getElementById("list-body");
const list = () => document.getElementById("rows");
const READ = "loket-desk-read";
const MOST_ROWS = 200;
const STILL = 800;
let timer = 0;
let pointerMoved = 0;
const plainTitle = document.title;

/** The conversation that is open, or "". */
export const openConversation = () => document.getElementById("thread")?.dataset.conversation ?? "";

/** Fetch the list again soon; many wishes at once are one. */
export function refresh(delay = 150) {
  clearTimeout(timer);
  timer = setTimeout(fetchList, delay + Math.random() * 150);
}

async function fetchList() {
  const place = body();
  // Under a moving pointer rows do not change places.
  if (!place || (place.matches(":hover") && performance.now() - pointerMoved < STILL)) return place && refresh(STILL);
  if (list().dataset.query) return refreshCounts(place);
  const address = new URL(place.dataset.url, location.href);
  const shown = list().querySelectorAll("li[data-version]").length;
  address.search = new URLSearchParams({ view: place.dataset.view, rows: Math.min(MOST_ROWS, shown), selected: openConversation() });
  const page = await read(address);
  if (!page) return;
  replaceCounts(page);
  merge(list(), page.getElementById("rows"));
}

async function refreshCounts(place) {
  const address = new URL(place.dataset.url, location.href);
  address.search = new URLSearchParams({ view: place.dataset.view });
  const page = await read(address);
  if (page) replaceCounts(page);
}

async function read(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null; // the stream tells when there is a connection again
  }
}

function replaceCounts(page) {
  const fresh = page.getElementById("views");
  const views = document.getElementById("views");
  if (!fresh || !views) return;
  const before = Number(views.dataset.waiting);
  views.dataset.waiting = fresh.dataset.waiting;
  for (const link of fresh.querySelectorAll(".view-link .badge")) {
    const shown = views.querySelector(`#${link.closest("a").id} .badge`);
    if (shown.textContent !== link.textContent) shown.textContent = link.textContent;
    shown.className = link.className;
  }
  showTitle();
  if (Number(fresh.dataset.waiting) > before) announce(views.querySelector("#view-queue").innerText.replace(/\s+/g, " "));
}

function showTitle() {
  const waiting = Number(document.getElementById("views")?.dataset.waiting);
  document.title = waiting ? `(${waiting}) ${plainTitle}` : plainTitle;
}

function merge(shown, fresh) {
  const scroller = body();
  const anchor = scroller.scrollTop > 4 ? firstVisible(scroller) : null;
  const top = anchor?.getBoundingClientRect().top;
  const focused = document.activeElement?.closest?.("#rows li")?.id;
  const wanted = new Set([...fresh.children].map((row) => row.id));
  [...shown.children].forEach((row, at) => { if (!wanted.has(row.id) && at < MOST_ROWS) row.remove(); });
  let cursor = shown.firstElementChild;
  for (const row of [...fresh.children]) {
    const known = document.getElementById(row.id);
    const placed = known && known.parentElement === shown ? update(known, row) : adopt(row);
    if (placed === cursor) cursor = cursor.nextElementSibling;
    else shown.insertBefore(placed, cursor);
  }
  if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - top;
  if (focused && document.activeElement === document.body) document.querySelector(`#${CSS.escape(focused)} a`)?.focus({ preventScroll: true });
  markRead();
}

function update(known, row) {
  const version = row.dataset.version;
  const time = row.querySelector("time");
  if (version && version === known.dataset.version) {
    const shown = known.querySelector("time");
    if (shown && time) shown.textContent = time.textContent;
    return known;
  }
  const link = known.querySelector("a.case-row");
  const freshLink = row.querySelector("a.case-row");
  if (!link || !freshLink) {
    const placed = adopt(row);
    known.replaceWith(placed);
    return placed;
  }
  known.dataset.version = version;
  link.className = freshLink.className;
  link.dataset.sequence = freshLink.dataset.sequence;
  link.replaceChildren(...freshLink.childNodes);
  flash(known);
  return known;
}

function adopt(row) {
  const placed = document.importNode(row, true);
  if (placed.dataset.version) flash(placed);
  htmx.process(placed);
  return placed;
}

function flash(row) {
  row.classList.add("case-list-new");
  setTimeout(() => row.classList.remove("case-list-new"), 2000);
}

function firstVisible(scroller) {
  const edge = scroller.getBoundingClientRect().top;
  return [...list().children].find((row) => row.getBoundingClientRect().bottom > edge);
}

// -- What was read on this device --------------------------------------------------------------------------

function readMarks() {
  try { return JSON.parse(localStorage.getItem(READ)) ?? {}; } catch { return {}; }
}

/** Note that the agent has seen a conversation up to here. */
export function noteRead(conversation, sequence) {
  const marks = readMarks();
  if ((marks[conversation] ?? 0) >= sequence) return;
  const kept = Object.entries(marks).filter(([id]) => id !== conversation).slice(-400);
  try { localStorage.setItem(READ, JSON.stringify({ ...Object.fromEntries(kept), [conversation]: sequence })); } catch { /* shown as unread again */ }
  markRead();
}

function markRead() {
  const marks = readMarks();
  for (const row of document.querySelectorAll("#rows .case-row--unread")) {
    if ((marks[row.dataset.conversation] ?? 0) >= Number(row.dataset.sequence)) row.classList.remove("case-row--unread");
  }
}

/** Show which row is open. */
export function select(conversation) {
  for (const row of document.querySelectorAll("#rows .case-row")) {
    if (row.dataset.conversation === conversation) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

// -- Events --------------------------------------------------------------------------------------------------

document.addEventListener("pointermove", () => { pointerMoved = performance.now(); }, { passive: true });
document.addEventListener("live", ({ detail }) => { if (detail.topic === "desk") refresh(); });
document.addEventListener("live-up", () => { refresh(); showConnection(false); });
document.addEventListener("live-down", () => showConnection(true));
document.addEventListener("signed-out", () => location.reload());
document.addEventListener("conversation-changed", () => refresh(0));
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
document.addEventListener("htmx:afterSwap", ({ detail }) => { if (detail.target.id === "rows" || detail.target.id === "more") markRead(); });

function showConnection(isLost) {
  const line = document.getElementById("connection");
  if (!line) return;
  line.hidden = !isLost;
  line.textContent = isLost ? document.body.dataset.wordsLost : "";
}

setInterval(() => { if (!document.hidden) refresh(); }, 60_000); // ages grow
showTitle();
markRead();
document.querySelector("#rows [aria-current]")?.scrollIntoView({ block: "nearest" });
