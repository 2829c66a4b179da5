// Everything by key. Keys never act while somebody types, nor with Ctrl, Alt or Command.
const PLACES = { q: "view-queue", m: "view-mine", a: "view-all", c: "view-closed", o: "rail-orders", d: "rail-disputes" };
const GO_LASTS = 1500;
let goUntil = 0;

const rows = () => [...document.querySelectorAll("#rows a.case-row")];
const press = (id) => { const button = document.getElementById(id); if (button && !button.hidden) button.click(); };

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function move(step) {
  const all = rows();
  if (!all.length) return;
  const focused = all.indexOf(document.activeElement);
  const current = focused >= 0 ? focused : all.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = current < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, current + step));
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function back() {
  if (document.body.dataset.pane === "side") document.body.dataset.pane = "main";
  else if (document.getElementById("leave-dispute")) press("leave-dispute");
  else if (document.activeElement?.closest("#main") || document.body.dataset.pane !== "list") tell("leave-conversation");
}

const ACTS = {
  j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
  t: () => press("take"), e: () => press("close"), r: () => tell("write", "reply"), n: () => tell("write", "note"),
  o: () => tell("show-order"), p: () => press("propose"),
  "/": () => document.querySelector("#search, #order-search")?.focus(), "?": () => document.getElementById("keys")?.showModal(),
  g: () => { goUntil = performance.now() + GO_LASTS; }, Escape: back,
};

// Between "take" and the composer's focus lies a way to the server; what is typed meanwhile is meant for the composer.
let typedAhead = "";

const isTaking = () => document.getElementById("take")?.disabled;

function typeAhead(event) {
  if (event.key.length !== 1) return;
  event.preventDefault();
  typedAhead += event.key;
}

function handOver(composer) {
  const words = typedAhead.replace(/^r/i, ""); // "r" asks for the composer itself
  typedAhead = "";
  if (!words) return;
  composer.setRangeText(words, composer.selectionStart, composer.selectionEnd, "end");
  composer.dispatchEvent(new Event("input", { bubbles: true }));
}

function isTyping(target) {
  return target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (isTaking()) { typeAhead(event); return; }
  typedAhead = "";
  if (event.key.startsWith("Arrow") && !event.target.closest?.("#list") && event.target !== document.body) return;
  if (performance.now() < goUntil) {
    goUntil = 0;
    if (PLACES[event.key]) { event.preventDefault(); press(PLACES[event.key]); return; }
  }
  const act = ACTS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.addEventListener("composer-free", ({ detail }) => handOver(detail));
