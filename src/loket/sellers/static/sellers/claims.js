// The list by key: J and K walk, X marks, A accepts what is marked. Keys never act while somebody types.

const form = document.querySelector("[data-claims]");
const all = form.querySelector("[data-mark-all]");
const told = form.querySelector("[data-marked]");
const accept = document.getElementById("accept-marked");
const links = () => [...form.querySelectorAll("a.claim-row")];
const boxes = () => [...form.querySelectorAll("input[name=claims]")];

function move(step) {
  const rows = links();
  const at = rows.findIndex((row) => row.closest("li").contains(document.activeElement));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function mark() {
  const box = document.activeElement?.closest("li")?.querySelector("input[name=claims]");
  if (!box) return;
  box.checked = !box.checked;
  count();
}

function count() {
  if (!told) return;
  const marked = boxes().filter((each) => each.checked).length;
  told.textContent = marked ? told.dataset.words.replace("{count}", new Intl.NumberFormat(document.documentElement.lang).format(marked)) : "";
  accept.disabled = !marked;
  all.checked = marked > 0 && marked === boxes().length;
}

const ACTS = { j: () => move(1), k: () => move(-1), x: mark, a: () => { if (accept && !accept.disabled) accept.click(); } };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const act = ACTS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
form.addEventListener("change", (event) => {
  if (event.target === all) for (const box of boxes()) box.checked = all.checked;
  count();
});
document.addEventListener("renewed", count);
addEventListener("pageshow", count);
count();
