// One conversation as the server tells it: its facts, its messages in order, and the calls that move it.
// Tells listeners: facts, message, changed, line, typing, reset.

import { call, randomKey, request } from "./api.js";
import { Connection } from "./connection.js";
import { hearLanguage, language } from "./words.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class Chat extends EventTarget {
  constructor(memory) {
    super();
    this.memory = memory;
    this.clear();
  }

  clear() {
    this.connection?.close();
    Object.assign(this, { id: null, token: null, facts: {}, messages: new Map(), last: 0, loaded: false, connection: null });
    this.turn = Promise.resolve();
    this.opening = this.loading = null;
  }

  get path() { return `/conversations/${this.id}`; }
  get state() { return this.facts.state; }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  on(type, listener) {
    this.addEventListener(type, (event) => listener(event.detail));
  }

  // -- beginning and ending ---------------------------------------------------------------------

  resume() {
    const known = this.memory.conversation;
    if (!known) return false;
    Object.assign(this, { id: known.id, token: known.token });
    this.update({ number: known.number });
    this.connect();
    return true;
  }

  // One opening at a time: an upload and a message may both be first.
  open(message, { article, key } = {}) {
    this.opening ??= this.doOpen(message, article, key).finally(() => { this.opening = null; });
    return this.opening;
  }

  async doOpen(message, article, key = randomKey()) {
    const customer = this.memory.identity ? { identity: this.memory.identity } : undefined;
    const answer = await call("POST", "/conversations", { key, body: { channel: "chat", language, time_zone: zone, customer, article, order: this.order, message } });
    Object.assign(this, { id: answer.id, token: answer.token, loaded: true });
    this.memory.conversation = { id: answer.id, token: answer.token, number: answer.number };
    this.update(answer);
    this.connect();
    return answer;
  }

  connect() {
    this.connection?.close();
    this.connection = new Connection(this, {
      onEvent: (type, data) => this.hear(type, data),
      onLine: (up) => this.tell("line", up),
    });
  }

  leave() {
    this.memory.conversation = null;
    this.clear();
    this.tell("reset");
  }

  async forget() {
    const { path, token } = this;
    if (token) await call("DELETE", `${path}/token`, { token }).catch(() => {});
    this.leave();
  }

  // -- what the server tells ----------------------------------------------------------------------

  load() {
    this.loading ??= this.doLoad().finally(() => { this.loading = null; });
    return this.loading;
  }

  async doLoad() {
    await Promise.all([this.refresh(), this.fetchAfter(0, false)]);
    this.loaded = true;
    this.tell("loaded");
  }

  async refresh() {
    this.update(await call("GET", this.path, { token: this.token }));
  }

  hear(type, data) {
    if (type === "message") this.accept([data]);
    else if (type === "message_updated") this.fetchAfter((data.seq || 1) - 1, true).catch(() => {});
    else if (type === "state") this.stand(data);
    else if (type === "queue") this.update({ queue: "queue" in data ? data.queue : data });
    else if (type === "typing") this.tell("typing", data);
    else if (type === "gone") this.leave();
  }

  // A hint is short; what it does not say is asked for.
  stand(facts) {
    const changed = facts.state !== this.state;
    this.update(facts);
    if (changed && this.loaded) this.refresh().catch(() => {});
  }

  update(facts) {
    const { messages, token, id, ...rest } = facts;
    this.facts = { ...this.facts, ...rest };
    if (rest.language) hearLanguage(rest.language);
    this.tell("facts");
  }

  // One after the other, so that a gap is filled before what follows it is shown.
  accept(messages, fresh = true) {
    this.turn = this.turn.then(() => this.add(messages, fresh)).catch(() => {});
    return this.turn;
  }

  async add(messages, fresh) {
    if (!this.loaded) await this.load(); // what was said before is history, not news
    for (const message of messages) {
      if (!message.seq) continue;
      if (message.seq > this.last + 1) await this.fetchAfter(this.last, fresh);
      this.place(message, fresh);
    }
  }

  async fetchAfter(after, fresh) {
    for (let more = true; more; ) {
      const page = await call("GET", `${this.path}/messages?after=${after}`, { token: this.token });
      for (const message of page.items) this.place(message, fresh);
      more = Boolean(page.next && page.items.length);
      after = page.items.at(-1)?.seq;
    }
  }

  place(message, fresh) {
    const known = this.messages.get(message.seq);
    this.messages.set(message.seq, message);
    this.last = Math.max(this.last, message.seq);
    if (!known) this.tell("message", { message, fresh });
    else if (JSON.stringify(known) !== JSON.stringify(message)) this.tell("changed", { message });
  }

  // -- what the customer does ---------------------------------------------------------------------

  post(path, body, options) {
    return call("POST", this.path + path, { token: this.token, body, ...options });
  }

  async askForPerson(article) {
    if (!this.id) await this.open(undefined, { article });
    this.update(await this.post("/handover", {}));
    this.refresh().catch(() => {});
    this.fetchAfter(this.last, true).catch(() => {});
  }

  async end() {
    await this.post("/closure", {});
    await this.refresh();
  }

  async rate(rating) {
    await this.post("/rating", rating);
    await this.refresh();
  }

  typing() {
    if (this.facts.agent || this.state === "queued") this.post("/typing", {}).catch(() => {});
  }

  seen() {
    if (this.id && this.last) this.post("/read", { seq: this.last }).catch(() => {});
  }

  async record(format) {
    return (await request("GET", `${this.path}/record?format=${format}`, { token: this.token })).blob();
  }
}
