// "/" at the start of a line, or the button, offers ready texts: filled, in the customer's language, by keys alone.
const PAUSE = 120;
let timer = 0;
let asked = 0;

const picker = () => document.getElementById("macros");
const search = () => document.getElementById("macro-search");
const text = () => document.getElementById("text");
const opener = () => document.getElementById("macros-open");
const rows = () => [...document.querySelectorAll("#macro-rows [data-before]")];
const isOpen = () => picker() && !picker().hidden;
const isReply = () => document.querySelector("#composer [name=mode]:checked")?.value === "reply";

function open() {
  picker().hidden = false;
  opener().setAttribute("aria-expanded", "true");
  search().value = "";
  search().focus();
  look();
}

function close() {
  asked += 1;
  clearTimeout(timer);
  if (!isOpen()) return;
  picker().hidden = true;
  opener().setAttribute("aria-expanded", "false");
  search().removeAttribute("aria-activedescendant");
}

function leave() {
  close();
  text().focus();
}

async function look() {
  const turn = ++asked;
  try {
    const query = new URLSearchParams({ q: search().value });
    const answer = await fetch(`${picker().dataset.url}?${query}`, { headers: { "HX-Request": "true" } });
    if (turn !== asked || !isOpen()) return;
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked || !isOpen()) return;
    tellProblem("");
    document.getElementById("macro-rows").replaceChildren(...[...page.querySelectorAll("li")].map((row) => document.importNode(row, true)));
    choose(0);
  } catch {
    if (turn === asked && isOpen()) tellProblem(picker().dataset.wordsFailed);
  }
}

function tellProblem(sentence) {
  const place = document.getElementById("macro-problem");
  place.textContent = sentence;
  place.hidden = !sentence;
}

function choose(at) {
  const all = rows();
  all.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  if (!all.length) { search().removeAttribute("aria-activedescendant"); return; }
  search().setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

function insert(row) {
  const { before, after, hint } = row.dataset;
  leave();
  put(before, after);
  tell(hint);
}

/** Put words where the caret stands; it stands between them then. */
function put(before, after) {
  const field = text();
  const caret = field.selectionStart + before.length;
  field.setRangeText(before + after, field.selectionStart, field.selectionEnd, "end");
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What the agent should know of what was put in; it goes once the text is gone. */
function tell(hint) {
  const place = document.getElementById("composer-told");
  place.textContent = hint;
  place.hidden = !hint;
}

function standsAtStart(field) {
  return field.selectionStart === field.selectionEnd && /(^|\n)$/.test(field.value.slice(0, field.selectionStart));
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function press(event) {
  const all = rows();
  const at = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") leave();
  else if (event.key === "/" && !search().value) { leave(); put("/", ""); }
  else if (STEPS[event.key] && all.length) choose((at + STEPS[event.key] + all.length) % all.length);
  else if (event.key === "Enter" && !event.isComposing) { if (all[at]) insert(all[at]); }
  else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("beforeinput", (event) => {
  if (event.target.id !== "text" || event.data !== "/" || event.isComposing || !isReply() || !standsAtStart(event.target)) return;
  event.preventDefault();
  open();
});
document.addEventListener("keydown", (event) => {
  if (event.target.id === "macro-search") press(event);
  else if (event.key === "Escape" && isOpen() && picker().contains(event.target)) { event.preventDefault(); event.stopPropagation(); leave(); }
}, { capture: true });
document.addEventListener("input", (event) => {
  if (event.target.id === "text" && !event.target.value) tell("");
  if (event.target.id !== "macro-search") return;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
// The search keeps the focus while a row is pressed: losing it would close the list before the click.
document.addEventListener("mousedown", (event) => { if (event.target.closest?.("#macro-rows")) event.preventDefault(); });
document.addEventListener("click", ({ target }) => {
  const row = target.closest?.("#macro-rows [data-before]");
  if (row) insert(row);
  else if (target.closest?.("#macros-close")) leave();
  else if (target.closest?.("#macros-open")) { if (isOpen()) leave(); else open(); }
  else if (isOpen() && !target.closest?.("#macros")) close();
});
document.addEventListener("composer-sent", () => tell(""));
document.addEventListener("change", (event) => { if (event.target.name === "mode") { close(); if (document.getElementById("composer-told")) tell(""); } });
document.addEventListener("focusout", (event) => {
  if (isOpen() && picker().contains(event.target) && event.relatedTarget && !picker().contains(event.relatedTarget)) close();
});
