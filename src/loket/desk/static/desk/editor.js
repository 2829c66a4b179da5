// Keeps what is typed in this browser until it is saved, and warns before it would be left behind.
const form = document.querySelector("form[data-draft]");
const NAMES = ["question", "answer", "also_asked"];

if (form) {
  const key = `loket-draft:${form.dataset.draft}`;
  const state = form.querySelector("[data-state]");
  const notice = form.querySelector("[data-kept]");
  const onPage = read();
  let isLeavingOnPurpose = false;

  offerKept();
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => { isLeavingOnPurpose = true; });
  notice.querySelector("[data-restore]").addEventListener("click", putBack);
  notice.querySelector("[data-discard]").addEventListener("click", () => { forget(); notice.hidden = true; });
  addEventListener("beforeunload", (event) => { if (isDirty() && !isLeavingOnPurpose) event.preventDefault(); });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.querySelector("[value=save]").click();
  });

  function read() {
    return Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
  }

  function isDirty() {
    return NAMES.some((name) => form.elements[name].value !== onPage[name]);
  }

  function keep() {
    if (!isDirty()) return forget();
    state.textContent = state.dataset.dirty;
    try { localStorage.setItem(key, JSON.stringify(read())); } catch { /* private mode: the warning remains */ }
  }

  function forget() {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  }

  function kept() {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }

  function offerKept() {
    const words = kept();
    if (!words) return;
    if (NAMES.every((name) => words[name] === onPage[name])) return forget();
    notice.hidden = false;
  }

  function putBack() {
    const words = kept();
    for (const name of NAMES) form.elements[name].value = words?.[name] ?? form.elements[name].value;
    notice.hidden = true;
    form.elements.answer.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.question.focus();
  }
}
