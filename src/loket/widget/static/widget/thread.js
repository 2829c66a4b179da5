// The list of messages: order, grouping, scrolling, and what a screen reader hears of it.

import { author, bubble, daySeparator } from "./bubbles.js";
import { byId, day, element, say } from "./words.js";

const NEAR = 120; // pixels from the end that still count as reading along

export class Thread {
  constructor(chat, actions) {
    Object.assign(this, { chat, actions, list: byId("messages"), scroller: byId("scroller"), announcer: byId("announcer") });
    this.pending = new Map(); // entry id -> bubble of a message on its way
    this.bound = new Map(); // sequence -> bubble that already shows it
    this.later = byId("later");
    this.later.addEventListener("click", () => this.toEnd(true));
    this.scroller.addEventListener("scroll", () => this.near() && (this.later.hidden = true), { passive: true });
    new ResizeObserver(() => this.reading && this.toEnd()).observe(this.scroller);
    this.reading = true;
    this.scroller.addEventListener("scroll", () => { this.reading = this.near(); }, { passive: true });
    chat.on("message", ({ message, fresh }) => this.show(message, fresh));
    chat.on("changed", ({ message }) => this.change(message));
    chat.on("reset", () => this.clear());
  }

  clear() {
    this.list.replaceChildren();
    this.pending.clear();
    this.bound.clear();
    this.lastDay = null;
    document.body.classList.remove("has-messages");
  }

  // -- messages from the server -----------------------------------------------------------------

  show(message, fresh) {
    const own = this.bound.get(message.seq) || this.claim(message);
    const near = this.reading || message.sender === "customer";
    const node = bubble(message, this.actions);
    // One that has been on the page already makes no second entrance.
    if (fresh && !own) node.classList.add("message--new");
    own?.remove();
    this.markDay(message.created_at);
    this.insert(node);
    this.retireOptions();
    document.body.classList.add("has-messages");
    if (near) this.toEnd();
    else if (fresh) this.later.hidden = false;
    if (fresh && message.sender !== "customer") this.announce(message);
  }

  change(message) {
    const old = this.list.querySelector(`[data-seq="${message.seq}"]`);
    const node = bubble(message, this.actions);
    old?.replaceWith(node);
    this.group();
    this.retireOptions();
  }

  // -- messages on their way ----------------------------------------------------------------------

  showEntry(entry, state, message) {
    if (state === "sent") return this.bind(entry, message);
    let node = this.pending.get(entry.id);
    if (!node?.isConnected) node = this.appendEntry(entry);
    node.classList.toggle("message--failed", state === "failed");
    node.dataset.state = state;
    node.querySelector(".message-foot").replaceChildren(...this.describe(entry, state));
    document.body.classList.add("has-messages");
    if (state === "failed") this.say(say("failed", { reason: entry.error }));
  }

  appendEntry(entry) {
    const node = bubble({ sender: "customer", text: entry.text, created_at: entry.at, attachments: entry.attachments }, this.actions);
    this.pending.set(entry.id, node);
    this.list.append(node);
    this.group();
    this.retireOptions();
    this.toEnd();
    return node;
  }

  bind(entry, message) {
    const node = this.pending.get(entry.id);
    this.pending.delete(entry.id);
    if (message && node && !this.chat.messages.has(message.seq)) this.bound.set(message.seq, node);
    else node?.remove();
  }

  claim(message) {
    const entry = this.actions.matching(message);
    const node = entry && this.pending.get(entry.id);
    if (node) this.pending.delete(entry.id);
    return node;
  }

  describe(entry, state) {
    if (state !== "failed") return [say(state === "waiting" ? "waiting" : "sending")];
    const again = element("button", { type: "button", className: "link-button", textContent: say("try_again") });
    const remove = element("button", { type: "button", className: "link-button", textContent: say("remove") });
    again.addEventListener("click", () => this.actions.retry(entry));
    remove.addEventListener("click", () => { this.pending.get(entry.id)?.remove(); this.actions.discard(entry); });
    return [element("span", { className: "message-state" }, say("failed", { reason: entry.error })), again, remove];
  }

  // -- order, grouping, place ---------------------------------------------------------------------

  insert(node) {
    const first = [...this.pending.values()].find((waiting) => waiting.isConnected);
    this.list.insertBefore(node, first || null);
    this.group();
  }

  markDay(iso) {
    const words = day(iso);
    if (words !== this.lastDay) this.insert(daySeparator(words));
    this.lastDay = words;
  }

  // Neighbours by the same person stand together: one name above, one time below.
  group() {
    let before = null;
    for (const node of this.list.children) {
      const same = before?.dataset.sender && before.dataset.sender === node.dataset.sender;
      node.classList.toggle("is-continued", Boolean(same));
      before?.classList.toggle("is-followed", Boolean(same));
      before = node;
    }
    before?.classList.remove("is-followed");
  }

  // Choices belong to the last word said; afterwards they would only mislead.
  retireOptions() {
    const last = [...this.list.querySelectorAll("[data-seq]")].at(-1);
    for (const box of this.list.querySelectorAll(".options")) {
      if (box.parentElement !== last) box.remove();
    }
  }

  near() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.reading = true;
    this.later.hidden = true;
  }

  // -- for screen readers ---------------------------------------------------------------------------

  announce(message) {
    const choices = message.options?.map((option) => option.text).join(", ");
    this.say(`${author(message)}: ${[message.text, choices].filter(Boolean).join(" ")}`, message.language);
  }

  say(text, lang) {
    const line = element("p", { lang, textContent: text });
    this.announcer.append(line);
    setTimeout(() => line.remove(), 15_000);
  }
}
