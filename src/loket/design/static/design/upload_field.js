// A field for files that sends each as soon as it is chosen; without this script it is a plain one and its form posts.

import { shrink } from "./photo_shrinking.js";
import { fingerprintOf, giveUp, Refused, send } from "./resumable_upload.js";

const sizes = (language) => (bytes) => {
  const [value, unit] = bytes < 999_500 ? [Math.max(1, Math.round(bytes / 1000)), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
};

class UploadField {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=file]");
    this.list = box.querySelector("[data-upload-list]");
    this.alert = box.querySelector("[data-upload-alert]");
    this.size = sizes(document.documentElement.lang || undefined);
    this.pending = new Set();
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    box.closest("form")?.addEventListener("submit", (event) => this.holdBack(event));
    for (const row of this.list.children) this.letRemove(row);
  }

  say(name, fields = {}) {
    const words = this.box.dataset[`words${name}`] ?? "";
    return words.replace(/\{(\w+)\}/g, (_, field) => fields[field] ?? "");
  }

  take(files) {
    // The form must not post again what was sent from here.
    this.input.value = "";
    this.alert.textContent = "";
    for (const file of files) {
      const complaint = this.complaint(file);
      if (complaint) this.alert.textContent = complaint;
      else this.begin(file);
    }
  }

  complaint(file) {
    const most = Number(this.box.dataset.limit);
    if (!file.size) return this.say("Empty", { name: file.name });
    return file.size > most ? this.say("TooLarge", { name: file.name, limit: this.size(most) }) : "";
  }

  async begin(file) {
    const row = draw(file, this);
    this.list.append(row.item);
    this.pending.add(row);
    const smaller = await shrink(file);
    if (smaller !== file) this.offerOriginal(row, file, smaller);
    await this.carry(row, file, smaller, smaller === file ? "original" : "small");
  }

  async carry(row, file, blob, form) {
    const running = new AbortController();
    const fingerprint = fingerprintOf(file, this.box.dataset.key, `${form}-${blob.size}`);
    Object.assign(row, { running, fingerprint });
    this.pending.add(row);
    try {
      const became = await send(blob, {
        place: this.box.dataset.place, secret: this.box.dataset.ticket, name: named(file.name, blob, file), fingerprint,
        signal: running.signal,
        told: (done, total) => { row.progress.value = done / total; row.state.textContent = `${Math.floor((done / total) * 100)} %`; },
        waiting: (away) => { row.state.textContent = away ? this.say("Waiting") : ""; },
      });
      if (running.signal.aborted) return;
      this.finish(row, became);
    } catch (problem) {
      if (running.signal.aborted) return;
      this.fail(row, problem, () => this.carry(row, file, blob, form));
    }
  }

  finish(row, became) {
    this.pending.delete(row);
    row.id = became.id;
    row.progress.hidden = true;
    row.original?.remove();
    row.state.textContent = [this.say("Done"), became.scan === "clean" || became.scan === "not_scanned" ? "" : became.text].filter(Boolean).join(" ");
    row.item.classList.add("is-done");
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name: this.box.dataset.name, value: became.id });
    row.item.append(kept);
    this.box.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: became }));
  }

  fail(row, problem, again) {
    this.pending.delete(row);
    row.progress.hidden = true;
    row.original?.remove();
    row.item.classList.add("is-refused");
    const expired = problem.status === 401;
    row.state.textContent = expired ? this.say("Expired") : problem.message && problem instanceof Refused ? problem.message : this.say("Failed");
    if (problem instanceof Refused && !expired) return;
    const retry = button("link-button", this.say("Again"), () => {
      retry.remove();
      row.item.classList.remove("is-refused");
      row.progress.hidden = false;
      again();
    });
    row.words.append(retry);
  }

  offerOriginal(row, file, smaller) {
    row.size.textContent = this.say("Shrunk", { before: this.size(file.size), after: this.size(smaller.size) });
    row.original = button("link-button", this.say("Original", { size: this.size(file.size) }), () => {
      row.running?.abort();
      giveUp({ secret: this.box.dataset.ticket, fingerprint: row.fingerprint });
      row.original.remove();
      row.size.textContent = this.size(file.size);
      this.carry(row, file, file, "original");
    });
    row.words.append(row.original);
  }

  drop(row) {
    row.running?.abort();
    this.pending.delete(row);
    const address = row.id ? `${this.box.dataset.place}/${row.id}` : undefined;
    giveUp({ address, secret: this.box.dataset.ticket, fingerprint: row.fingerprint });
    row.item.remove();
    this.box.dispatchEvent(new CustomEvent("removed", { bubbles: true, detail: { id: row.id } }));
    this.input.focus();
  }

  // Rows that the page came with: a press takes their hidden field along.
  letRemove(item) {
    item.querySelector("[data-upload-remove]")?.addEventListener("click", () => {
      this.drop({ item, id: item.dataset.uploadId });
    });
  }

  holdBack(event) {
    if (!this.pending.size) return;
    event.preventDefault();
    this.alert.textContent = this.say("Busy");
    this.box.scrollIntoView({ block: "nearest" });
  }
}

function draw(file, field) {
  const parts = { item: node("li", "upload-row"), words: node("div", "upload-words"), size: node("span", "quiet small"), state: node("span", "upload-state small") };
  parts.progress = Object.assign(node("progress", "progress"), { max: 1, value: 0 });
  parts.progress.setAttribute("aria-label", field.say("Sending", { name: file.name }));
  parts.size.textContent = field.size(file.size);
  parts.state.setAttribute("role", "status");
  const name = Object.assign(node("span", "upload-name"), { textContent: file.name, dir: "auto" });
  parts.words.append(name, parts.size, parts.progress, parts.state);
  const remove = button("button button--quiet button--icon", "×", () => field.drop(parts));
  remove.setAttribute("aria-label", field.say("Remove", { name: file.name }));
  parts.item.append(...preview(file), parts.words, remove);
  return parts;
}

function preview(file) {
  if (!/^image\/(jpeg|png|webp|gif)$/.test(file.type)) return [];
  const picture = Object.assign(node("img", "upload-picture"), { alt: "", src: URL.createObjectURL(file) });
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  return [picture];
}

function named(name, blob, file) {
  return blob.type === "image/webp" && file.type !== "image/webp" ? `${name.replace(/\.[^.]+$/, "")}.webp` : name;
}

function button(className, text, press) {
  const made = Object.assign(node("button", className), { type: "button", textContent: text });
  made.addEventListener("click", press);
  return made;
}

function node(tag, className) {
  return Object.assign(document.createElement(tag), { className });
}

for (const box of document.querySelectorAll("[data-upload]")) new UploadField(box);
