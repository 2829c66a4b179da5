// Files on their way into an answer: stored at once, named below the box, and gone with one press.
const kept = new Map(); // conversation -> [{ id, name, address, isReady }]

const files = (form = document.getElementById("composer")) => {
  const id = form?.dataset.conversation ?? "";
  if (!kept.has(id)) kept.set(id, []);
  return kept.get(id);
};

/** The stored files of the open composer, in their order. */
export const fileIds = () => files().filter((file) => file.isReady).map((file) => file.id);

/** Whether something is still on its way. */
export const hasPendingFiles = () => files().some((file) => !file.isReady);

/** Forget the files after they were sent. */
export function clearFiles() {
  for (const file of files()) if (file.address) URL.revokeObjectURL(file.address);
  files().length = 0;
  showFiles();
}

/** Store each file; one that is refused says why and goes. */
export function addFiles(chosen, form, fail) {
  for (const each of chosen) store(each, form, fail);
}

async function store(chosen, form, fail) {
  const file = { id: "", name: chosen.name, isReady: false, address: chosen.type.startsWith("image/") ? URL.createObjectURL(chosen) : "" };
  const list = files(form);
  list.push(file);
  showFiles();
  try {
    const fields = new FormData();
    fields.append("file", chosen);
    const answer = await fetch(form.dataset.uploads, { method: "POST", body: fields, headers: { "X-CSRFToken": document.body.dataset.token, "HX-Request": "true" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    Object.assign(file, { id: told.id, name: told.name, isReady: true });
  } catch (problem) {
    list.splice(list.indexOf(file), 1);
    const ownWords = problem instanceof SyntaxError || problem instanceof TypeError;
    fail(ownWords ? form.dataset.wordsUpload : problem.message || form.dataset.wordsUpload);
  }
  showFiles();
}

/** Draw the files of the open composer. */
export function showFiles() {
  document.getElementById("composer-files")?.replaceChildren(...files().map(draw));
}

function draw(file) {
  const row = document.createElement("li");
  const box = document.createElement("span");
  box.className = "attachment attachment--file";
  if (file.address) {
    const picture = document.createElement("img");
    Object.assign(picture, { className: "composer-picture", src: file.address, alt: "" });
    box.append(picture);
  }
  const name = document.createElement("span");
  name.className = "attachment-name";
  name.textContent = file.isReady ? file.name : `${file.name} …`;
  const remove = document.createElement("button");
  Object.assign(remove, { type: "button", className: "button button--quiet button--icon button--small", textContent: "×" });
  remove.setAttribute("aria-label", `${document.getElementById("composer").dataset.wordsRemove}: ${file.name}`);
  remove.addEventListener("click", () => {
    files().splice(files().indexOf(file), 1);
    showFiles();
    document.getElementById("text").focus();
  });
  box.append(name, remove);
  row.append(box);
  return row;
}
