// Puts the pieces together: one conversation, its messages, the composer, and the page around.

import { Chat } from "./chat.js";
import { chip, Composer } from "./composer.js";
import { host } from "./host.js";
import { forgetEveryone, Memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { Status } from "./status.js";
import { Thread } from "./thread.js";
import { call } from "./api.js";
import { boot, byId, language, moment, say, waiting } from "./words.js";

let memory = new Memory();
let article = null; // the help page she came from
let visible = !host.framed;
let unread = 0;

const chat = new Chat(memory);
const thread = new Thread(chat, {
  choose: (option) => outbox.add({ text: option.text, choice: option.id }),
  matching: (message) => outbox.matching(message),
  retry: (entry) => outbox.retry(entry),
  discard: (entry) => outbox.remove(entry),
  showFiles: (box, files) => import(boot.modules.files).then(({ show }) => show(box, files, chat)).catch(() => {}),
});
const status = new Status(chat, thread);
let outbox = new Outbox(chat, memory, showEntry);
const composer = new Composer({ memory, send, typing: () => chat.typing(), uploader: chat });

function showEntry(entry, state, message) {
  thread.showEntry(entry, state, message);
  if (state === "sending") status.thinking();
  else status.quiet();
}

function send(message) {
  outbox.add({ ...message, article: article?.id });
  setArticle(null);
}

// -- a person, always within reach ------------------------------------------------------------------

byId("person").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await chat.askForPerson(article?.id);
    setArticle(null);
    byId("queue").focus();
  } catch (error) {
    composer.complain(error.message && error.status ? error.message : say("person_offline"));
  } finally {
    button.ariaBusy = "false";
  }
});

for (const starter of document.querySelectorAll("[data-starter]")) {
  starter.addEventListener("click", () => send({ text: starter.textContent.trim() }));
}

// -- the article she came from ----------------------------------------------------------------------

async function setArticle(id, title) {
  article = id ? { id } : null;
  byId("about").replaceChildren();
  if (!id) return;
  title ??= (await call("GET", `/articles/${encodeURIComponent(id)}?language=${language}`).catch(() => null))?.question;
  if (article?.id === id && title) byId("about").replaceChildren(chip(say("about", { title }), () => { setArticle(null); composer.focus(); }));
}

// -- seen and unread --------------------------------------------------------------------------------

const looking = () => visible && !document.hidden;
chat.on("message", ({ message, fresh }) => {
  if (looking()) return markSeen();
  if (fresh && message.sender !== "customer") host.tell("unread", { count: ++unread });
});
document.addEventListener("visibilitychange", () => looking() && markSeen());

let seenTimer = 0;
function markSeen() {
  if (unread) host.tell("unread", { count: (unread = 0) });
  clearTimeout(seenTimer);
  seenTimer = setTimeout(() => chat.seen(), 800);
}

// -- menu, end of the conversation: code that loads when wanted ---------------------------------------

const lazily = (module, act) => import(module).then(act).catch(() => composer.complain(say("offline")));
const room = { chat, composer, thread, host, looking, startNew };
document.addEventListener("click", (event) => {
  const item = event.target.closest("[data-do]");
  if (!item) return;
  byId("menu").hidePopover();
  if (item.dataset.do === "new") startNew();
  else lazily(boot.modules.menu, ({ perform }) => perform(item.dataset.do, room));
});
chat.on("facts", () => {
  for (const item of byId("menu").children) item.hidden = !chat.id || (item.dataset.do === "end" && chat.state === "closed");
  byId("menu-button").hidden = !chat.id;
  host.tell("conversation", { active: Boolean(chat.id) });
  if (chat.state === "closed") lazily(boot.modules.rating, ({ show }) => show(room));
  else byId("closing").replaceChildren();
  if (chat.facts.contact) lazily(boot.modules.reach, ({ show }) => show(room));
});
chat.on("reset", () => {
  byId("closing").replaceChildren();
  byId("menu-button").hidden = true;
  status.quiet();
  host.tell("conversation", { active: false });
});

// The closed one stays reachable under its number; this device starts afresh.
function startNew() {
  chat.leave();
  composer.focus();
}

// -- who is writing -----------------------------------------------------------------------------------

function become(identity) {
  memory = new Memory(identity);
  Object.assign(chat, { memory });
  Object.assign(composer, { memory });
  Object.assign(outbox, { memory, entries: memory.unsent });
  chat.clear();
  chat.tell("reset");
  composer.recall();
  begin();
}

function begin() {
  chat.resume();
  outbox.showAll();
}

async function logout() {
  const tokens = forgetEveryone();
  become("");
  await Promise.all(tokens.map(({ id, token }) => call("DELETE", `/conversations/${id}/token`, { token }).catch(() => {})));
  host.tell("forgotten");
}

let started = false;
host.listen({
  start({ identity }) {
    if (started) return;
    started = true;
    identity ? become(identity) : begin();
    composer.takeEarly();
    host.tell("started");
  },
  open({ article: id, order, message }) {
    visible = true;
    chat.order = order; // for a conversation that is yet to begin
    if (id) setArticle(id);
    if (message) composer.prefill(message);
    thread.toEnd();
    composer.focus();
    markSeen();
  },
  close() { visible = false; },
  identify({ identity }) { if (identity !== memory.identity) become(identity); },
  logout,
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(":popover-open, dialog[open]")) host.tell("close");
});
byId("close").hidden = !host.framed;
byId("close").addEventListener("click", () => host.tell("close"));
memory.onChange(() => { if (!chat.id) begin(); });

byId("counter").textContent = counter(boot.counter);
byId("counter").classList.add(boot.counter.open ? "counter--open" : "counter--closed");

function counter({ open, opens_at, wait_seconds }) {
  if (open) return wait_seconds ? say("counter_open", { wait: waiting(wait_seconds) }) : say("counter_free");
  return opens_at ? say("counter_closed", { when: moment(opens_at) }) : say("wait_unknown");
}

if (!host.framed) {
  const wish = new URLSearchParams(location.search);
  setArticle(wish.get("article"));
  begin();
  composer.focus();
}
document.body.classList.add("is-ready");
