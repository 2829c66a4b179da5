// The place to drop a file lights up; a form that was sent says so; another run to compare with needs no button.
const form = document.querySelector("form[data-evaluation]");
const input = form?.querySelector("input[type=file]");

for (const name of ["dragenter", "dragover"]) {
  input?.addEventListener(name, () => input.parentElement.classList.add("is-over"));
}
for (const name of ["dragleave", "drop", "dragend"]) {
  input?.addEventListener(name, () => input.parentElement.classList.remove("is-over"));
}

form?.addEventListener("submit", () => {
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  // After the browser has taken the form; a page that comes back from its memory can be used again.
  setTimeout(() => { button.disabled = true; });
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || !form) return;
  form.querySelector("button").disabled = false;
  form.querySelector("button").removeAttribute("aria-busy");
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("select[name=with]")) target.form.requestSubmit();
});
