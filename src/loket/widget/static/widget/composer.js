// Where she writes: Enter sends, Shift+Enter makes a line, the draft survives, files hang on.

import { boot, byId, element, say } from "./words.js";

const TYPING_EVERY = 3000;

export class Composer {
  constructor({ memory, send, typing, uploader }) {
    Object.assign(this, { memory, send, typing, uploader, form: byId("composer"), text: byId("text"), typedAt: 0, files: [] });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.input());
    this.text.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", (event) => { this.attach(event.target.files); event.target.value = ""; });
    byId("voice").addEventListener("click", () => this.record());
    byId("voice").hidden = !(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);
    this.acceptDrops();
    this.early = this.text.value;
    this.recall();
  }

  // What was typed before this script had come is not lost; Enter, which made a line then, sends it now.
  takeEarly() {
    if (!this.early.trim()) return;
    this.prefill(this.early.trim());
    if (this.early.endsWith("\n")) this.submit();
    this.early = "";
  }

  recall() {
    this.text.value = this.memory.draft;
    this.refresh();
  }

  prefill(text) {
    this.text.value = text;
    this.input();
  }

  focus() {
    // A keyboard that springs up would hide the conversation on a phone.
    if (!matchMedia("(pointer: coarse)").matches) this.text.focus();
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit();
  }

  input() {
    this.memory.draft = this.text.value;
    this.refresh();
    if (!this.text.value || Date.now() - this.typedAt < TYPING_EVERY) return;
    this.typedAt = Date.now();
    this.typing();
  }

  // Where the browser cannot size the field by its content.
  refresh() {
    const busy = this.files.some((file) => !file.id);
    byId("send").setAttribute("aria-disabled", String(busy || !(this.text.value.trim() || this.files.length)));
    if (CSS.supports("field-sizing", "content")) return;
    this.text.rows = Math.min(6, this.text.value.split("\n").length);
  }

  submit() {
    const text = this.text.value.trim();
    if (text.length > boot.limits.text) return this.complain(say("too_long", { limit: boot.limits.text }));
    if (this.files.some((file) => !file.id)) return this.complain(say("upload_running"));
    if (!text && !this.files.length) return this.text.focus();
    const attachments = this.files.map(({ id, name, type, size, blob }) => ({ id, name, type, size, blob }));
    this.send({ text, attachments: attachments.length ? attachments : undefined });
    this.files = [];
    byId("tray").replaceChildren();
    this.complain("");
    this.text.value = "";
    this.memory.draft = "";
    this.typedAt = 0;
    this.refresh();
    this.text.focus();
  }

  complain(words) {
    const line = byId("complaint");
    line.textContent = words;
    line.hidden = !words;
  }

  // -- files, whose code loads when it is first wanted ---------------------------------------------

  async attach(list) {
    const files = [...list];
    this.complain("");
    const { upload } = await this.later(boot.modules.uploads);
    for (const file of files) upload(file, this);
  }

  async record() {
    const { record } = await this.later(boot.modules.voice);
    record(this);
  }

  async later(address) {
    try {
      return await import(address);
    } catch (error) {
      this.complain(say("offline"));
      throw error;
    }
  }

  hang(file, card) {
    this.files.push(file);
    byId("tray").append(card);
    this.refresh();
  }

  unhang(file, card) {
    this.files = this.files.filter((other) => other !== file);
    card.remove();
    this.refresh();
  }

  take(event, transfer) {
    if (!transfer?.files.length) return;
    event.preventDefault();
    this.attach(transfer.files);
  }

  acceptDrops() {
    const over = (on) => document.body.classList.toggle("is-dropping", on);
    addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    addEventListener("dragleave", (event) => event.relatedTarget || over(false));
    addEventListener("drop", (event) => { event.preventDefault(); over(false); this.take(event, event.dataTransfer); });
  }
}

export function chip(words, remove) {
  const button = element("button", { type: "button", "aria-label": say("remove"), className: "chip-remove" }, "×");
  button.addEventListener("click", remove);
  return element("span", { className: "chip", dir: "auto" }, element("span", {}, words), button);
}
