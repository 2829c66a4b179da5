// What an agent prefers on this device: kept here, applied at once.
const KEY = "loket-desk-preferences";

/** Whether a preference ("enter-sends", "compact") is on. */
export function prefers(name) {
  return read()[name] === true;
}

function read() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

function apply() {
  document.documentElement.dataset.density = prefers("compact") ? "compact" : "calm";
  for (const box of document.querySelectorAll("[data-preference]")) box.checked = prefers(box.dataset.preference);
  document.dispatchEvent(new CustomEvent("preferences"));
}

document.addEventListener("change", ({ target }) => {
  const name = target.dataset?.preference;
  if (!name) return;
  try { localStorage.setItem(KEY, JSON.stringify({ ...read(), [name]: target.checked })); } catch { /* this page only */ }
  apply();
});
addEventListener("storage", (event) => { if (event.key === KEY) apply(); });
apply();
