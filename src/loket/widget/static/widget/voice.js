// A voice note: record, see how long, send or drop it. Loads when the microphone is first pressed.

import { boot, byId, element, say, wear } from "./words.js";
import { upload } from "./uploads.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST = 300; // seconds; far below the size limit

let running = false;

export async function record(composer) {
  if (running) return;
  running = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const blob = await capture(stream);
    for (const track of stream.getTracks()) track.stop();
    if (blob) await upload(note(blob), composer);
  } catch {
    composer.complain(say("no_microphone"));
  } finally {
    running = false;
    byId("voice").focus();
  }
}

function note(blob) {
  const type = blob.type.split(";")[0];
  const ending = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" }[type] || "webm";
  return new File([blob], `${say("voice_note")}.${ending}`, { type });
}

function capture(stream) {
  const recorder = new MediaRecorder(stream, { mimeType: KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)), audioBitsPerSecond: 32_000 });
  const parts = [];
  let keep = false;
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const panel = controls((use) => { keep = use; recorder.stop(); });
  recorder.start();
  return new Promise((resolve) => recorder.addEventListener("stop", () => {
    panel.end();
    resolve(keep ? new Blob(parts, { type: recorder.mimeType }) : null);
  }));
}

function controls(finish) {
  const clock = element("span", { className: "recorder-clock", role: "timer" }, "0:00");
  const use = element("button", { type: "button", className: "button button--primary" }, say("use_recording"));
  const drop = element("button", { type: "button", className: "button button--quiet" }, say("cancel"));
  const panel = element("div", { className: "recorder", role: "group", "aria-label": say("recording") },
    element("span", { className: "recorder-light", "aria-hidden": "true" }), clock, drop, use);
  use.addEventListener("click", () => finish(true));
  drop.addEventListener("click", () => finish(false));
  byId("tray").append(panel);
  use.focus();
  const began = Date.now();
  const timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST) finish(true);
  }, 500);
  return { end() { clearInterval(timer); panel.remove(); } };
}
