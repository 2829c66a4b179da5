// "[[" in the composer looks for an article in the customer's language and puts its title and link in.
const PAUSE = 180;
let timer = 0;
let asked = 0;

const box = () => document.getElementById("found");

/** Look for articles when the caret stands behind "[[". */
export function suggestArticles(field, form) {
  clearTimeout(timer);
  const words = wordsAtCaret(field);
  if (words === null) return hide(field);
  timer = setTimeout(() => look(words, field, form), PAUSE);
}

function wordsAtCaret(field) {
  const before = field.value.slice(0, field.selectionStart);
  const start = before.lastIndexOf("[[");
  const words = start < 0 ? null : before.slice(start + 2);
  return words === null || /[\]\n]/.test(words) || words.length > 80 ? null : words;
}

async function look(words, field, form) {
  const turn = ++asked;
  const address = `${form.dataset.articles}?${new URLSearchParams({ q: words, language: form.dataset.language })}`;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected || turn !== asked || wordsAtCaret(field) === null) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    box().replaceChildren(...[...page.querySelectorAll("li")].map((row) => document.importNode(row, true)));
    box().hidden = false;
    field.setAttribute("aria-controls", "found");
    choose(field, 0);
  } catch { /* typing on works without */ }
}

function hide(field) {
  asked += 1;
  if (!box() || box().hidden) return;
  box().hidden = true;
  field.removeAttribute("aria-controls");
  field.removeAttribute("aria-activedescendant");
}

const hits = () => [...box().querySelectorAll("[data-url]")];

function choose(field, at) {
  const rows = hits();
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  if (!rows.length) return;
  field.setAttribute("aria-activedescendant", rows[at].id);
  rows[at].scrollIntoView({ block: "nearest" });
}

function insert(field, hit) {
  const caret = field.selectionStart;
  const start = field.value.slice(0, caret).lastIndexOf("[[");
  const words = `${hit.dataset.title}: ${new URL(hit.dataset.url, location.href).href}`;
  field.setRangeText(words, start, caret, "end");
  hide(field);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (field.id !== "text" || box().hidden) return;
  const rows = hits();
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") hide(field);
  else if (event.key === "ArrowDown" && rows.length) choose(field, (at + 1) % rows.length);
  else if (event.key === "ArrowUp" && rows.length) choose(field, (at - 1 + rows.length) % rows.length);
  else if ((event.key === "Enter" || event.key === "Tab") && rows[at]) insert(field, rows[at]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
document.addEventListener("mousedown", (event) => {
  const hit = event.target.closest?.("#found [data-url]");
  if (!hit) return;
  event.preventDefault();
  insert(document.getElementById("text"), hit);
});
document.addEventListener("focusout", (event) => { if (event.target.id === "text") hide(event.target); });
