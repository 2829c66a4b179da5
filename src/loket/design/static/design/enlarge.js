// Evidence at full size in a dialog: arrows walk through it, Escape closes; without this script the links open the files.

const links = () => [...document.querySelectorAll("a[data-enlarge]")];
const dialog = document.createElement("dialog");
dialog.className = "enlarged";
document.body.append(dialog);
let at = 0;

function show(place) {
  const all = links();
  if (!all.length) return;
  at = (place + all.length) % all.length;
  const link = all[at];
  const isFilm = link.dataset.enlarge === "film";
  const words = link.querySelector("img")?.alt ?? "";
  const shown = document.createElement(isFilm ? "video" : "img");
  if (isFilm) shown.controls = true;
  else shown.alt = words;
  shown.src = link.href;
  const said = document.createElement("p");
  said.textContent = `${words} (${at + 1}/${all.length})`;
  dialog.setAttribute("aria-label", words);
  dialog.replaceChildren(shown, foot(said));
  if (!dialog.open) dialog.showModal();
}

function foot(said) {
  const line = document.createElement("div");
  line.className = "enlarged-foot";
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  close.textContent = document.querySelector("[data-words-close]").dataset.wordsClose;
  close.addEventListener("click", () => dialog.close());
  line.append(said, close);
  return line;
}

document.addEventListener("click", (event) => {
  if (event.target === dialog) return dialog.close();
  const link = event.target.closest("a[data-enlarge]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(links().indexOf(link));
});
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowRight") show(at + 1);
  if (event.key === "ArrowLeft") show(at - 1);
});
dialog.addEventListener("close", () => { dialog.replaceChildren(); links()[at]?.focus(); });
