// Mending a translation in the thread: the form stands in the folded part, and its message comes back mended.
const formOf = (target) => target.closest?.("form[data-mends]");

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.(".mend") && target.open) target.querySelector("textarea").focus();
}, true);

document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  save(form);
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-stops-mending]")) stop(formOf(target));
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".mend[open]")?.querySelector("form");
  if (!form) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  if (event.key === "Escape") { event.stopPropagation(); stop(form); }
}, true);

// Somebody was faster: the words stay, and with the version that is there by now they may be saved again.
document.addEventListener("translation-changed", ({ target, detail }) => {
  const form = formOf(target);
  if (form) form.elements.seen.value = detail.seen;
});

async function save(form) {
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const place = `#${form.dataset.mends}`;
  await htmx.ajax("POST", form.action, { source: form, target: place, select: place, swap: "outerHTML" });
  form.removeAttribute("aria-busy");
  if (!form.isConnected) document.querySelector(`${place} .original > summary`)?.focus({ preventScroll: true });
}

function stop(form) {
  form.reset();
  const folded = form.closest(".mend");
  folded.open = false;
  folded.querySelector("summary").focus();
}
