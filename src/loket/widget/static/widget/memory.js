// What this device remembers, apart for each identity: the conversation, unsent messages, the draft.

const PREFIX = "loket:1:";
const fallback = new Map(); // where the browser blocks storage, memory lasts as long as the page

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return fallback.get(name) ?? null;
  }
}

function write(name, value) {
  fallback.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch { /* blocked or full: the page itself still remembers */ }
}

// The server checks the signature; here the subject only keeps two people's conversations apart.
export function subjectOf(identity) {
  try {
    const payload = identity.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return `as:${JSON.parse(atob(payload)).sub}`;
  } catch {
    return identity ? "as:?" : "visitor";
  }
}

export class Memory {
  constructor(identity) {
    this.identity = identity || "";
    this.prefix = `${PREFIX}${subjectOf(identity)}:`;
  }

  get conversation() { return read(`${this.prefix}conversation`); }
  set conversation(value) { write(`${this.prefix}conversation`, value); }
  get draft() { return read(`${this.prefix}draft`) || ""; }
  set draft(text) { write(`${this.prefix}draft`, text || null); }
  get unsent() { return read(`${this.prefix}unsent`) || []; }

  // Read again before each write: another tab may have added its own.
  keep(entry) {
    write(`${this.prefix}unsent`, [...this.unsent.filter((other) => other.id !== entry.id), entry]);
  }

  drop(id) {
    const left = this.unsent.filter((entry) => entry.id !== id);
    write(`${this.prefix}unsent`, left.length ? left : null);
  }

  onChange(listener) {
    addEventListener("storage", (event) => event.key === `${this.prefix}conversation` && listener());
  }
}

// Everyone's: a shared phone must not show the last person's conversation to the next.
export function forgetEveryone() {
  const tokens = [];
  for (const name of names()) {
    const value = name.endsWith(":conversation") && read(name);
    if (value) tokens.push(value);
    write(name, null);
  }
  return tokens;
}

function names() {
  try {
    return [...new Set([...Object.keys(localStorage), ...fallback.keys()])].filter((name) => name.startsWith(PREFIX));
  } catch {
    return [...fallback.keys()];
  }
}
