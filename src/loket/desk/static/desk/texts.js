// Wording a ready text: fields are put in by a press, and what was not saved is not left behind unasked.
const form = document.querySelector("form[data-leave]");

if (form) {
  const field = form.elements.text;
  const state = form.querySelector("[data-state]");
  const saved = state.textContent;
  const onPage = content();
  let isSaving = false;

  form.addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-field]");
    if (!chip) return;
    field.setRangeText(`{${chip.dataset.field}}`, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", () => { state.textContent = isDirty() ? state.dataset.dirty : saved; });
  form.addEventListener("submit", () => { isSaving = true; });
  addEventListener("beforeunload", (event) => { if (isDirty() && !isSaving) event.preventDefault(); });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });

  function content() {
    return [field.value, form.elements.subject?.value ?? ""].join("\n\n");
  }

  function isDirty() {
    return content() !== onPage;
  }
}
