// Orders at the desk: acting on them in a drawer, what the ledger did meanwhile, and how much waits for a person.
import { announce } from "./announce.js";

const QUIET = 400;
const SPREAD = 600;
const drawer = () => document.getElementById("order-act");
const isBusy = (place) => place.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

// -- Acting --------------------------------------------------------------------------------------------------

let opener = "";

async function open(link) {
  opener = link.id;
  try {
    await htmx.ajax("GET", link.getAttribute("href"), { target: "#order-act-body", swap: "innerHTML" });
  } catch {
    location.assign(link.href);
    return;
  }
  drawer().showModal();
  focusFirst();
}

// The column may have been told anew meanwhile: what opened the drawer is another element of the same name. The browser
// then leaves the focus where it was, in the drawer that nobody sees any more, or on nothing.
document.addEventListener("close", ({ target }) => {
  const at = document.activeElement;
  if (target.id === "order-act" && (at === document.body || target.contains(at))) document.getElementById(opener)?.focus();
}, { capture: true });

function focusFirst() {
  showTerms(drawer().querySelector("select[name=reason]")?.value);
  const first = drawer().querySelector("[role=alert], .order-form button[value=confirm], .order-form :is(select, input:not([type=hidden]), textarea)");
  (first ?? drawer().querySelector("h2"))?.focus();
}

/** Of what the rules allow, only what goes for the chosen reason. */
function showTerms(reason) {
  for (const each of document.querySelectorAll("#order-terms [data-reasons]")) each.hidden = Boolean(reason) && !each.dataset.reasons.split(" ").includes(reason);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-order-act]");
  if (link && drawer() && window.htmx && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  }
  // In the drawer the way back is to close it.
  if (event.target.closest?.("#order-act a[data-closes]")) event.preventDefault();
  const copying = event.target.closest?.("[data-copy-text]");
  if (copying) copy(copying);
});
document.addEventListener("htmx:afterSettle", ({ detail }) => { if (detail.target.id === "order-act-body" && drawer().open) focusFirst(); });
document.addEventListener("change", ({ target }) => { if (target.matches(".order-form select[name=reason]")) showTerms(target.value); });
document.addEventListener("order-acted", () => {
  drawer()?.close();
  document.dispatchEvent(new CustomEvent("conversation-changed"));
});

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copyText);
  } catch {
    return; // without https the clipboard is closed to pages
  }
  announce(button.dataset.done);
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), 1500);
}

// -- What changes meanwhile ----------------------------------------------------------------------------------

const soonDuties = later(refreshDuties);
const soonOrder = later(refreshOrder);

document.addEventListener("live", ({ detail: { topic } }) => {
  if (topic === "orders") soonDuties();
  if (topic.startsWith("order:")) soonOrder();
});

/** In a moment, once however often it is asked for; spread, because every desk hears it at once. */
function later(act) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, QUIET + Math.random() * SPREAD); };
}

function refreshDuties() {
  const address = document.getElementById("rail-duties")?.dataset.url;
  for (const id of ["rail-duties", "tab-duties"]) if (document.getElementById(id)) replace(id, address);
  replacePart("order-duties", (part) => part.dataset.page);
}

function refreshOrder() {
  if (document.querySelector("#order-beside [data-order]")) document.dispatchEvent(new CustomEvent("order-changed"));
  replacePart("order-page", (part) => part.dataset.orderPage);
}

function replacePart(id, address) {
  const part = document.getElementById(id);
  // Nobody loses what they type.
  if (part && !isBusy(part) && !part.querySelector(".order-words[open]")) replace(id, address(part), true);
}

async function replace(id, address, isWhole = false) {
  const page = address && await read(address);
  const place = document.getElementById(id);
  if (!page || !place) return;
  const fresh = isWhole ? page.getElementById(id) : page.body;
  if (!fresh || place.innerHTML === fresh.innerHTML) return;
  const opened = openParts(place);
  const focused = document.activeElement?.id;
  place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  reopen(opened);
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function read(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

// -- The column beside a conversation: nothing in it closes or jumps when it is told anew ---------------------

const openParts = (place) => [...place.querySelectorAll("details[open][id]")].map((part) => part.id);
const reopen = (ids) => { for (const id of ids) { const part = document.getElementById(id); if (part) part.open = true; } };
let kept = null;

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target.id !== "side") return;
  const side = detail.target;
  const focused = side.contains(document.activeElement) ? document.activeElement.id : "";
  kept = { focused, conversation: document.getElementById("thread")?.dataset.conversation, open: openParts(side), top: side.querySelector(".pane-body")?.scrollTop ?? 0 };
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  if (detail.target.id !== "side" || !kept) return;
  reopen(kept.open);
  if (kept.focused) document.getElementById(kept.focused)?.focus({ preventScroll: true });
  const body = detail.target.querySelector(".pane-body");
  if (body && kept.conversation === document.getElementById("thread")?.dataset.conversation) body.scrollTop = kept.top;
  kept = null;
});
document.addEventListener("show-order", () => {
  const place = document.querySelector("#order-beside a, #order-beside summary");
  if (!place) return;
  document.body.dataset.pane = "side";
  place.focus();
  place.scrollIntoView({ block: "nearest" });
});
