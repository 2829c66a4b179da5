// Everything around the messages that depends on the state: who is there, the place in line, the connection.

import { byId, element, language, moment, say, waiting } from "./words.js";

const TYPING_LASTS = 6000;
const QUIET = 2500; // a hiccup shorter than this is nobody's business

export class Status {
  constructor(chat, thread) {
    Object.assign(this, { chat, thread, header: byId("subtitle").textContent, up: true });
    chat.on("facts", () => this.show(chat.facts));
    chat.on("line", (up) => this.line(up));
    chat.on("typing", (who) => this.typing(who));
    chat.on("message", ({ message }) => message.sender !== "customer" && this.quiet());
    chat.on("reset", () => this.show({}));
  }

  show(facts) {
    const agent = facts.state === "closed" ? null : facts.agent;
    const queued = facts.state === "queued";
    document.body.dataset.state = facts.state || "new";
    byId("subtitle").textContent = agent ? this.introduce(agent) : queued ? say("in_line") : this.header;
    byId("subtitle").classList.toggle("is-person", Boolean(agent));
    byId("title").textContent = agent?.name || byId("title").dataset.brand;
    byId("person").hidden = Boolean(agent) || queued || facts.state === "closed";
    byId("queue").hidden = !queued;
    if (queued) this.place(facts);
    if (facts.state === "closed") this.quiet();
  }

  introduce({ languages }) {
    const names = new Intl.DisplayNames(language, { type: "language" });
    const known = (languages || []).map((tag) => names.of(tag));
    if (!known.length) return say("person_here");
    return say("reads", { languages: new Intl.ListFormat(language, { type: "conjunction" }).format(known) });
  }

  place({ queue, answer_by, opens_at, open, number }) {
    const position = open === false ? null : queue?.position;
    const wait = position && queue.wait_seconds;
    byId("position").textContent = position ?? "";
    byId("position").hidden = !position;
    byId("place").textContent = position ? say("place", { position }) : say("in_line");
    byId("wait").textContent = wait ? waiting(wait) : this.opening(opens_at, answer_by);
    byId("number").replaceChildren(...numbered(number));
  }

  opening(opens_at, answer_by) {
    if (opens_at) return say("opens", { when: moment(opens_at) });
    return answer_by ? say("answer_by", { when: moment(answer_by) }) : say("wait_unknown");
  }

  // -- connection and typing ------------------------------------------------------------------------

  line(up) {
    if (up === this.up) return;
    this.up = up;
    clearTimeout(this.lineTimer);
    if (!up) this.lineTimer = setTimeout(() => this.bar("down", say("offline")), navigator.onLine ? QUIET : 0);
    if (!up || byId("line").dataset.state !== "down") return;
    this.bar("up", say("back"));
    this.lineTimer = setTimeout(() => this.bar("", ""), 2500);
  }

  bar(state, words) {
    byId("line").dataset.state = state;
    byId("line").textContent = words;
  }

  typing({ sender, name }) {
    if (sender === "customer") return;
    this.dots(name ? say("typing", { name }) : say("typing_somebody"));
    this.typingTimer = setTimeout(() => this.quiet(), TYPING_LASTS);
  }

  // The assistant is thinking: only shown when it takes long enough to wonder.
  thinking() {
    if (this.chat.facts.agent || this.chat.state === "queued") return;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.dots(say("thinking")), 400);
  }

  dots(words) {
    clearTimeout(this.typingTimer);
    byId("typing").hidden = false;
    byId("typing-words").textContent = words;
    if (this.thread.reading) this.thread.toEnd();
  }

  quiet() {
    clearTimeout(this.typingTimer);
    byId("typing").hidden = true;
  }
}

// Read out in fours, the way people dictate it.
export function numbered(number) {
  if (!number) return [];
  const [before, after] = say("case_number").split("{number}");
  return [before, element("strong", { className: "number" }, number.replace(/^(.{4})(.{4})$/, "$1\u2009$2")), after || ""];
}
