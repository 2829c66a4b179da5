// Deciding by key: J and K choose, A accepts, E edits, R turns down. Before the desk's own keys, which mean other things.
const rows = () => [...document.querySelectorAll("[data-suggestion]")];
const chosen = () => document.activeElement?.closest("[data-suggestion]") ?? null;

function move(step) {
  const all = rows();
  const at = all.indexOf(chosen());
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function edit() {
  const part = chosen()?.querySelector("[data-edit]");
  if (part?.tagName !== "DETAILS") return part?.click();
  part.open = true;
  part.querySelector("input").select();
}

const ACTS = {
  j: () => move(1), k: () => move(-1), e: edit,
  a: () => chosen()?.querySelector("[data-accept]")?.click(),
  r: () => chosen()?.querySelector("[data-reject]")?.click(),
};

function isTyping(target) {
  return target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (isTyping(event.target)) {
    if (event.key !== "Escape") return;
    const row = chosen();
    row?.querySelector("[data-edit]")?.removeAttribute("open");
    row?.focus();
    event.stopPropagation();
    return;
  }
  const act = rows().length && ACTS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, { capture: true });

// After a decision the page comes back at the row after it.
if (/^#[pg]-\d+$/.test(location.hash)) document.getElementById(location.hash.slice(1))?.focus();
