// Files before sending: refused early if they cannot go, images shrunk on the device, progress, cancel.

import { randomKey } from "./api.js";
import { boot, element, say, size, wear } from "./words.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

const SHRINKABLE = /^image\/(jpeg|png|webp)$/;
const LONGEST = 2048; // pixels

export async function upload(original, composer) {
  const complaint = refuse(original, composer.files.length);
  if (complaint) return composer.complain(complaint);
  const file = { id: null, name: original.name, type: original.type, size: original.size };
  const card = tile(file, () => { file.transfer?.abort(); composer.unhang(file, card); });
  composer.hang(file, card);
  try {
    const blob = await shrink(original);
    if (blob.size > boot.limits.bytes) throw new Error(say("too_big", { name: original.name, limit: size(boot.limits.bytes) }));
    Object.assign(file, { blob, preview: preview(card, blob) });
    if (!composer.uploader.id) await composer.uploader.open();
    const stored = await transfer(file, blob, original.name, composer.uploader.token, card.progress);
    Object.assign(file, { id: stored.id, type: stored.type || blob.type, size: stored.size || blob.size, name: stored.name || file.name });
    card.classList.add("is-done");
    composer.refresh();
  } catch (error) {
    if (error.name === "AbortError") return;
    composer.unhang(file, card);
    composer.complain(error.message || say("upload_failed", { name: original.name }));
  }
}

export function refuse(file, already = 0) {
  const kind = file.type.split(";")[0] || guess(file.name);
  if (already >= boot.limits.files) return say("too_many", { limit: boot.limits.files });
  if (!boot.limits.types.includes(kind)) return say("wrong_type", { name: file.name });
  // A photo may still shrink below the limit; nothing else does.
  if (file.size > boot.limits.bytes && !(SHRINKABLE.test(kind) && file.size < 60_000_000)) {
    return say("too_big", { name: file.name, limit: size(boot.limits.bytes) });
  }
  return file.size ? null : say("empty_file", { name: file.name });
}

// Phones often name no type for their own photo format.
function guess(name) {
  const ending = name.toLowerCase().split(".").pop();
  return { heic: "image/heic", heif: "image/heif", pdf: "application/pdf" }[ending] || "";
}

export async function shrink(file) {
  if (!SHRINKABLE.test(file.type)) return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size < 400_000) return file;
  const canvas = element("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const type = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
  const smaller = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.85));
  return smaller && smaller.size < file.size ? smaller : file;
}

// fetch cannot tell how far an upload is; XMLHttpRequest can.
function transfer(file, blob, name, token, progress) {
  return new Promise((resolve, reject) => {
    const http = new XMLHttpRequest();
    file.transfer = http;
    http.open("POST", "/api/v1/uploads");
    http.setRequestHeader("Authorization", `Bearer ${token}`);
    http.setRequestHeader("Idempotency-Key", randomKey());
    http.responseType = "json";
    http.upload.onprogress = ({ loaded, total }) => { progress.value = loaded / total; };
    http.onload = () => (http.status < 300 ? resolve(http.response) : reject(new Error(http.response?.detail || say("upload_failed", { name }))));
    http.onerror = () => reject(new Error(say("upload_failed", { name })));
    http.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    const form = new FormData();
    form.append("file", blob, named(name, blob.type));
    http.send(form);
  });
}

function named(name, type) {
  return type === "image/webp" ? name.replace(/\.[^.]+$/, "") + ".webp" : name;
}

function tile(file, onRemove) {
  const progress = element("progress", { max: 1, value: 0, "aria-label": say("uploading", { name: file.name }) });
  const remove = element("button", { type: "button", className: "chip-remove", "aria-label": say("remove_file", { name: file.name }) }, "×");
  remove.addEventListener("click", onRemove);
  const card = element("div", { className: "tile" },
    element("span", { className: "tile-words" }, element("span", { className: "tile-name", dir: "auto" }, file.name), element("span", { className: "tile-size" }, size(file.size)), progress), remove);
  return Object.assign(card, { progress });
}

function preview(card, blob) {
  if (!/^image\/(jpeg|png|webp|gif)$/.test(blob.type)) return;
  card.prepend(element("img", { className: "tile-image", alt: "", src: URL.createObjectURL(blob) }));
}
