// Writing an answer or a note: drafts stay, a double click sends once, and what failed is not lost.
import { prefers } from "./account.js";
import { suggestArticles } from "./article_links.js";
import { addFiles, clearFiles, fileIds, hasPendingFiles, showFiles } from "./attachments.js";
import { catchUp, place } from "./thread.js";

const TYPING_EVERY = 3000;
const DRAFTS = "loket-desk-draft:";
const form = () => document.getElementById("composer");
const text = () => document.getElementById("text");
const error = () => document.getElementById("composer-error");
const turn = () => document.getElementById("turn");
const mode = () => form()?.querySelector("[name=mode]:checked")?.value ?? "reply";
let isSending = false;
let lastTyping = 0;

// -- Drafts --------------------------------------------------------------------------------------------------

const draftKey = (kind = mode()) => `${DRAFTS}${form().dataset.conversation}:${kind}`;

function keepDraft() {
  try {
    if (text().value) localStorage.setItem(draftKey(), text().value);
    else localStorage.removeItem(draftKey());
  } catch { /* private mode: the text lives as long as the page */ }
}

function loadDraft() {
  try { text().value = localStorage.getItem(draftKey()) ?? ""; } catch { text().value = ""; }
  grow();
}

// -- Shape ---------------------------------------------------------------------------------------------------

function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  text().rows = Math.min(12, Math.max(2, text().value.split("\n").length));
}

/** Choose between an answer and a note, and begin to write. */
function write(kind) {
  if (!form()) return;
  const choice = form().querySelector(`[name=mode][value=${kind}]`);
  if (choice.disabled) { document.getElementById("take")?.focus(); return; }
  if (!choice.checked) {
    choice.checked = true;
    loadDraft();
  }
  form().hidden = false;
  shape();
  text().focus();
}

function shape() {
  const kind = mode();
  for (const part of form().querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind && part.tagName !== "LABEL";
  text().placeholder = text().dataset[kind];
  document.getElementById("attach").hidden = kind === "note";
  document.getElementById("composer-files").hidden = kind === "note";
  const key = form().querySelector("[data-send-key]");
  const command = /mac|iphone|ipad/i.test(navigator.platform) ? "⌘ ↵" : "Ctrl ↵";
  key.textContent = prefers("enter-sends") ? "↵" : command;
}

/** What may be written depends on whose turn it is; what is written stays. */
function fitTurn() {
  if (!form() || !turn()) return;
  const mayReply = turn().dataset.holder === "me";
  const reply = form().querySelector("[value=reply]");
  if (reply.disabled === !mayReply) return;
  reply.disabled = !mayReply;
  const wanted = mayReply && !(mode() === "note" && text().value) ? "reply" : "note";
  if (wanted !== mode()) {
    form().querySelector(`[value=${wanted}]`).checked = true;
    loadDraft();
  }
  form().hidden = !mayReply && !text().value;
  shape();
  if (!mayReply || document.activeElement?.matches("input[type=text], input[type=search], textarea")) return;
  text().focus();
  document.dispatchEvent(new CustomEvent("composer-free", { detail: text() }));
}

// -- Sending -------------------------------------------------------------------------------------------------

async function send() {
  if (isSending || hasPendingFiles() || !(text().value.trim() || fileIds().length)) return;
  const sent = form();
  const kind = mode();
  const words = text().value;
  begin(sent);
  const waiting = kind === "reply" ? showWaiting(words) : null;
  try {
    const answer = await fetch(kind === "note" ? sent.dataset.notes : sent.action, {
      method: "POST", body: content(kind, words), headers: { "HX-Request": "true", "X-CSRFToken": document.body.dataset.token },
    });
    waiting?.remove();
    if (form() !== sent) return;
    await receive(answer, kind, words);
  } catch {
    waiting?.remove();
    fail(sent.dataset.wordsFailed);
  } finally {
    end(sent);
  }
}

function content(kind, words) {
  const fields = new FormData();
  fields.append("text", words);
  fields.append("external_id", form().elements.external_id.value);
  if (kind === "note") return fields;
  fields.append("seen", document.getElementById("thread").dataset.sequence);
  for (const id of fileIds()) fields.append("uploads", id);
  return fields;
}

async function receive(answer, kind, words) {
  if (answer.redirected) return location.reload();
  const body = await answer.text();
  const page = new DOMParser().parseFromString(body, "text/html");
  if (answer.status === 201) return done(page, kind, words);
  if (answer.status === 409 && page.querySelector(".stale")) return showStale(page);
  fail(answer.status < 500 && answer.headers.get("Content-Type")?.startsWith("text/plain") ? body : form().dataset.wordsFailed);
  document.dispatchEvent(new CustomEvent("conversation-changed"));
}

function done(page, kind, words) {
  // Whoever kept on writing while it was sent keeps that.
  text().value = text().value === words ? "" : text().value.replace(words, "").trimStart();
  keepDraft();
  grow();
  document.dispatchEvent(new CustomEvent("composer-sent"));
  document.getElementById("stale").replaceChildren();
  error().hidden = true;
  if (kind === "reply") clearFiles();
  form().elements.external_id.value = newId();
  lastTyping = 0;
  place(page);
  if (turn().dataset.holder !== "me" && kind === "note") form().hidden = true;
  if (!form().hidden) text().focus();
}

function showStale(page) {
  place(page.getElementById("stale-items").content);
  document.getElementById("stale").replaceChildren(document.importNode(page.querySelector(".stale"), true));
  document.getElementById("send-anyway").focus();
}

function showWaiting(words) {
  const bubble = document.createElement("li");
  bubble.className = "message message--agent message--own message--waiting";
  bubble.innerHTML = '<div class="message-body" dir="auto"></div><p class="message-foot"></p>';
  bubble.firstElementChild.textContent = words || "…";
  bubble.lastElementChild.textContent = form().dataset.wordsSending;
  document.getElementById("messages").append(bubble);
  const scroller = document.getElementById("thread");
  scroller.scrollTop = scroller.scrollHeight;
  return bubble;
}

function begin(sent) {
  isSending = true;
  sent.querySelector("#send").setAttribute("aria-busy", "true");
}

function end(sent) {
  isSending = false;
  sent.querySelector("#send").removeAttribute("aria-busy");
}

function fail(sentence) {
  error().textContent = sentence;
  error().hidden = false;
}

function newId() {
  // crypto.randomUUID exists on secure pages alone.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function tellTyping() {
  const now = Date.now();
  if (now - lastTyping < TYPING_EVERY || !text().value) return;
  lastTyping = now;
  const fields = new FormData();
  fields.append("mode", mode());
  try {
    await fetch(form().dataset.typing, { method: "POST", body: fields, headers: { "HX-Request": "true", "X-CSRFToken": document.body.dataset.token } });
  } catch { /* a hint only */ }
}

// -- Events --------------------------------------------------------------------------------------------------

function opened() {
  if (!form()) return;
  loadDraft();
  showFiles();
  shape();
  if (turn().dataset.holder !== "me" && text().value) form().hidden = false;
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  send();
});
document.addEventListener("keydown", (event) => {
  if (event.target !== text() || event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
  const plain = !event.shiftKey && !event.altKey && prefers("enter-sends");
  if (!(event.ctrlKey || event.metaKey || plain)) return;
  event.preventDefault();
  send();
});
document.addEventListener("input", (event) => {
  if (event.target !== text()) return;
  keepDraft();
  grow();
  tellTyping();
  suggestArticles(text(), form());
});
document.addEventListener("change", (event) => {
  if (event.target.id === "files") {
    addFiles(event.target.files, form(), fail);
    event.target.value = "";
  }
  if (event.target.name === "mode" && event.target.form === form()) {
    loadDraft();
    shape();
    text().focus();
  }
});
document.addEventListener("paste", (event) => {
  if (event.target !== text() || mode() !== "reply" || !event.clipboardData.files.length) return;
  event.preventDefault();
  addFiles(event.clipboardData.files, form(), fail);
});
document.addEventListener("click", ({ target }) => {
  const opener = target.closest?.("[data-mode]");
  if (opener) write(opener.dataset.mode);
  if (target.closest?.("#edit-first")) {
    document.getElementById("stale").replaceChildren();
    text().focus();
  }
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => { if (detail.target.id === "turn") fitTurn(); });
document.addEventListener("write", ({ detail }) => write(detail));
document.addEventListener("conversation-opened", opened);
document.addEventListener("live-up", () => { if (form()) catchUp(); });
document.addEventListener("preferences", () => { if (form()) shape(); });
addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault(); });
opened();
