// Light, dark or as the system says. Loaded before the first paint, so that no page flashes.
(() => {
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem("loket-theme") || "system"; } catch { return "system"; }
  };
  const keep = (choice) => {
    try { localStorage.setItem("loket-theme", choice); } catch { /* private mode: for this page only */ }
  };
  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  };
  const fixed = root.hasAttribute("data-theme");
  if (!fixed) apply(read());
  addEventListener("storage", (event) => { if (event.key === "loket-theme") apply(read()); });
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choices]")) group.hidden = false;
    if (!fixed) apply(read());
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-theme-choice]");
    if (!button) return;
    keep(button.dataset.themeChoice);
    apply(button.dataset.themeChoice);
  });
})();
