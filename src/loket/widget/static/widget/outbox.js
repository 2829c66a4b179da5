// Messages on their way: kept on the device until the server has them, sent in order, never twice.

import { backoff, randomId, randomKey, Refused } from "./api.js";

export class Outbox {
  constructor(chat, memory, onChange) {
    Object.assign(this, { chat, memory, onChange, attempt: 0, busy: false, timer: 0 });
    this.entries = memory.unsent;
    chat.on("line", (up) => up && this.flush());
    chat.on("reset", () => this.show());
    addEventListener("online", () => this.flush());
  }

  showAll() {
    this.show();
    this.flush();
  }

  show() {
    for (const entry of this.entries) this.onChange(entry, entry.error ? "failed" : "sending");
  }

  add({ text, choice, attachments, article }) {
    const entry = { id: randomId(), key: randomKey(), text, choice, attachments, article, at: new Date().toISOString() };
    this.entries.push(entry);
    this.memory.keep(entry);
    this.onChange(entry, "sending");
    this.flush();
  }

  retry(entry) {
    // A refused request may be stored under its key as refused: the message keeps its id, the request gets a new key.
    Object.assign(entry, { error: undefined, key: randomKey() });
    this.memory.keep(entry);
    this.onChange(entry, "sending");
    this.flush();
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.memory.drop(entry.id);
  }

  // The bubble of a message that came back by the stream before its own request was answered.
  matching(message) {
    if (message.sender !== "customer") return undefined;
    return this.entries.find((entry) => entry.id === message.external_id)
      || this.entries.find((entry) => entry.under_way && entry.text === message.text);
  }

  async flush() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    try {
      for (let entry; (entry = this.entries.find((waiting) => !waiting.error)); ) {
        if (!(await this.deliver(entry))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  async deliver(entry) {
    const before = this.chat.id;
    entry.under_way = true;
    try {
      const answer = await this.transmit(entry);
      this.attempt = 0;
      this.remove(entry);
      // She may have left the conversation meanwhile: its answers do not belong into the next one.
      if (before && before !== this.chat.id) this.onChange(entry, "sent");
      else await this.settle(entry, answer);
      return true;
    } catch (error) {
      return this.fail(entry, error, before);
    }
  }

  async transmit({ id, key, text, choice, attachments, article }) {
    const { chat } = this;
    if (!chat.id && text && !attachments && !chat.opening) return chat.open({ text, external_id: id }, { article, key });
    if (!chat.id) await chat.open(undefined, { article });
    const body = { text, external_id: id, choice, article, attachments: attachments?.map((file) => file.id) };
    return chat.post("/messages", body, { key });
  }

  async settle(entry, answer) {
    const messages = answer.messages || [answer.message, ...(answer.replies || [])];
    const own = messages.find((message) => message?.sender === "customer");
    this.onChange(entry, "sent", own);
    await this.chat.accept(messages.filter(Boolean));
    const { state, queue, answer_by, agent } = answer;
    if (!answer.messages) this.chat.stand({ state, queue, answer_by, agent });
  }

  fail(entry, error, before) {
    entry.under_way = false;
    // The conversation is no longer reachable from this device: what is unsent begins a new one.
    if (error.gone && before) {
      if (before === this.chat.id) this.chat.leave();
      return true;
    }
    if (error instanceof Refused) {
      entry.error = error.message;
      this.memory.keep(entry);
      this.onChange(entry, "failed");
      return true;
    }
    this.onChange(entry, "waiting");
    this.timer = setTimeout(() => this.flush(), Math.max(error.wait || 0, backoff(this.attempt++)));
    return false;
  }
}
