// Shows how far a file has been sent, then what came of it, without leaving the page.
const form = document.querySelector("form[data-import]");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = form.querySelector("[data-progress]");
  const [label, bar] = [box.querySelector("label"), box.querySelector("progress")];
  const button = form.querySelector("button");
  const request = new XMLHttpRequest();
  box.hidden = false;
  label.textContent = label.dataset.sending;
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / total; });
  request.upload.addEventListener("load", () => {
    label.textContent = label.dataset.working;
    bar.removeAttribute("value");
  });
  request.addEventListener("loadend", () => {
    box.hidden = true;
    button.removeAttribute("aria-busy");
    button.disabled = false;
    show(request);
  });
  request.open("POST", location.href);
  request.responseType = "document";
  request.send(new FormData(form));
});

function show(request) {
  const outcome = request.response?.getElementById("outcome");
  // Signed out meanwhile, or the server is gone: the plain form tells.
  if (!outcome) return form.submit();
  document.getElementById("outcome").replaceChildren(...outcome.childNodes);
  document.getElementById("outcome").focus();
}
