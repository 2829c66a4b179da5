// Keeps one conversation's events coming: a stream where possible, long polls where streams are blocked.

import { backoff, request } from "./api.js";

const FIRST_BYTES = 6_000; // a proxy that buffers shows itself by silence
const SILENCE = 70_000; // the server sends a comment far more often
const SHORT = 10_000; // a stream cut this soon does not count as a good one
const STREAM_AGAIN = 300_000;

export class Connection {
  constructor(chat, { onEvent, onLine }) {
    Object.assign(this, { chat, onEvent, onLine, attempt: 0, bad: 0, pollUntil: 0 });
    this.ended = new AbortController();
    const wake = () => this.wake();
    const heard = { signal: this.ended.signal };
    addEventListener("online", wake, heard);
    addEventListener("offline", () => this.onLine(false), heard);
    document.addEventListener("visibilitychange", () => document.hidden || wake(), heard);
    this.run();
  }

  close() {
    this.ended.abort();
    this.current?.abort();
    this.wake();
  }

  // Someone looks, or the network is back: do not sit out the pause.
  wake() {
    this.rise?.();
  }

  async run() {
    while (!this.ended.signal.aborted) {
      try {
        if (!this.chat.loaded) await this.chat.load();
        await (Date.now() < this.pollUntil ? this.poll() : this.stream());
      } catch (error) {
        if (this.ended.signal.aborted) return;
        if (error.gone) return this.onEvent("gone", {});
        this.onLine(false);
        await this.pause(Math.max(error.wait || 0, backoff(this.attempt++)));
      }
    }
  }

  pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.rise = () => { clearTimeout(timer); resolve(); };
    });
  }

  good() {
    this.attempt = 0;
    this.onLine(true);
  }

  async stream() {
    this.current = new AbortController();
    const began = Date.now();
    let timer = setTimeout(() => this.current.abort(), FIRST_BYTES);
    let delivered = false;
    try {
      const response = await request("GET", `${this.chat.path}/events`, {
        token: this.chat.token, signal: this.current.signal,
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(this.chat.last) },
      });
      const parse = parser(this.onEvent);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        clearTimeout(timer);
        if (done) break;
        if (!delivered) this.good();
        delivered = true;
        timer = setTimeout(() => this.current.abort(), SILENCE);
        parse(value);
      }
    } finally {
      clearTimeout(timer);
      this.judge(delivered && Date.now() - began > SHORT, delivered);
    }
    if (!this.ended.signal.aborted) await this.pause(backoff(this.attempt++));
  }

  // Silent twice, or cut short four times in a row, while the network itself is there.
  judge(good, delivered) {
    if (good) this.bad = 0;
    else if (navigator.onLine) this.bad += delivered ? 1 : 2;
    if (this.bad >= 4) [this.bad, this.pollUntil] = [0, Date.now() + STREAM_AGAIN];
  }

  async poll() {
    this.current = new AbortController();
    const timer = setTimeout(() => this.current.abort(), 40_000);
    try {
      await this.chat.refresh();
      this.good();
      const response = await request("GET", `${this.chat.path}/messages?after=${this.chat.last}&wait=25`, {
        token: this.chat.token, signal: this.current.signal,
      });
      for (const message of (await response.json()).items) this.onEvent("message", message);
    } finally {
      clearTimeout(timer);
    }
  }
}

// Event stream format: fields line by line, an empty line ends the event.
export function parser(onEvent) {
  let buffer = "";
  let type = "";
  let data = [];
  const finish = () => {
    if (data.length) onEvent(type || "message", safeJson(data.join("\n")));
    [type, data] = ["", []];
  };
  return (chunk) => {
    const lines = (buffer + chunk).split(/\r\n|\n|\r(?!$)/);
    buffer = lines.pop();
    for (const line of lines) {
      if (!line) finish();
      else if (line.startsWith("event:")) type = line.slice(6).trim();
      else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
    }
  };
}

function safeJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
