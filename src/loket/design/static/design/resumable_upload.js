// Sends one file in parts (tus protocol 1.0.0): goes on where it stopped after a lost connection and after a reload.

const MOST = 1 << 20; // bytes of a part
const LEAST = 1 << 16;
const SLOW = 6_000; // milliseconds for a part; slower ones get smaller, twice as fast ones larger
const PATIENCE = 60_000; // milliseconds for one answer
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between attempts
const MEMORY = "loket-upload:";
const PROTOCOL = { "Tus-Resumable": "1.0.0" };

/** Why a file was not taken, in the server's words. */
export class Refused extends Error {}

/**
 * Send `blob`, and resolve to what the server says it became.
 *
 * `place`: where uploads begin. `secret`: the page's ticket. `fingerprint`: what the file is known by on this device.
 * `told(done, total)` and `waiting(isAway)` are called on the way; `signal` ends it.
 */
export async function send(blob, options) {
  const upload = { ...options, blob, size: firstSize(), address: recall(options.fingerprint), attempt: 0 };
  let offset = upload.address ? await measure(upload) : null;
  if (offset === null) offset = await begin(upload);
  while (offset < blob.size) {
    upload.told?.(offset, blob.size);
    const next = await sendPart(upload, offset);
    // What the server has forgotten is begun again.
    offset = next === null ? await begin(upload) : next;
  }
  upload.told?.(blob.size, blob.size);
  const became = await (await ask(upload, "GET", upload.address)).json();
  forget(upload.fingerprint);
  return became;
}

/** Give up what was sent of a file, here and at the server. */
export async function giveUp({ address, secret, fingerprint }) {
  const known = address ?? recall(fingerprint);
  forget(fingerprint);
  if (!known) return;
  await fetch(known, { method: "DELETE", headers: { ...PROTOCOL, Authorization: `Bearer ${secret}` } }).catch(() => null);
}

/** What names a file on this device, however often it is chosen. */
export function fingerprintOf(file, key, form = "original") {
  return [key, form, file.name, file.size, file.lastModified].join("|");
}

async function begin(upload) {
  forget(upload.fingerprint);
  const headers = { "Upload-Length": String(upload.blob.size), "Upload-Metadata": `filename ${encoded(upload.name)}` };
  const answer = await ask(upload, "POST", upload.place, headers);
  if (answer.status !== 201) throw await refusal(answer);
  upload.address = new URL(answer.headers.get("Location"), new URL(upload.place, location.href)).href;
  remember(upload.fingerprint, upload.address);
  return 0;
}

// How far it came; null where the server knows nothing of it, or of another length.
async function measure(upload) {
  const answer = await ask(upload, "HEAD", upload.address);
  if (!answer.ok || Number(answer.headers.get("Upload-Length")) !== upload.blob.size) return null;
  return Number(answer.headers.get("Upload-Offset"));
}

async function sendPart(upload, offset) {
  const part = upload.blob.slice(offset, offset + upload.size);
  const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
  const digest = await checksum(part);
  if (digest) headers["Upload-Checksum"] = digest;
  const began = performance.now();
  const answer = await ask(upload, "PATCH", upload.address, headers, part);
  // Nothing of a damaged part was kept.
  if (answer.status === 460) return offset;
  // The server has more or less than was thought, as when an answer was lost on its way.
  if (answer.status === 409 && answer.headers.has("Upload-Offset")) return Number(answer.headers.get("Upload-Offset"));
  if (answer.status === 404) return null;
  if (!answer.ok) throw await refusal(answer);
  pace(upload, performance.now() - began);
  return Number(answer.headers.get("Upload-Offset"));
}

// One question, asked again for as long as there is no connection or the server is busy.
async function ask(upload, method, address, more = {}, body = undefined) {
  const headers = { ...PROTOCOL, Authorization: `Bearer ${upload.secret}`, ...more };
  for (;;) {
    upload.signal?.throwIfAborted();
    const limit = AbortSignal.timeout(PATIENCE);
    const signal = upload.signal ? AbortSignal.any([upload.signal, limit]) : limit;
    const answer = await fetch(address, { method, headers, body, signal }).catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) {
      if (upload.attempt) upload.waiting?.(false);
      upload.attempt = 0;
      return answer;
    }
    if (answer?.status === 507) throw await refusal(answer);
    upload.signal?.throwIfAborted();
    upload.size = Math.max(LEAST, upload.size / 2);
    upload.waiting?.(true);
    await rest(WAITS[Math.min(upload.attempt, WAITS.length - 1)], upload.signal);
    upload.attempt += 1;
  }
}

function rest(seconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, seconds * 1000);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
  });
}

function firstSize() {
  return { "slow-2g": LEAST, "2g": LEAST * 2, "3g": MOST / 2 }[navigator.connection?.effectiveType] ?? MOST;
}

function pace(upload, milliseconds) {
  if (milliseconds > SLOW) upload.size = Math.max(LEAST, upload.size / 2);
  else if (milliseconds < SLOW / 4) upload.size = Math.min(MOST, upload.size * 2);
}

async function checksum(part) {
  // Browsers offer digests on secure pages alone.
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await part.arrayBuffer());
  return `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

async function refusal(answer) {
  const said = await answer.json().catch(() => ({}));
  return Object.assign(new Refused(said.detail ?? ""), { status: answer.status });
}

function encoded(name) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(name.slice(-200))));
}

// A browser that keeps nothing for pages still sends; only a reload then begins anew.
function recall(fingerprint) {
  try { return localStorage.getItem(MEMORY + fingerprint); } catch { return null; }
}

function remember(fingerprint, address) {
  try { localStorage.setItem(MEMORY + fingerprint, address); } catch { /* nothing is kept here */ }
}

function forget(fingerprint) {
  try { localStorage.removeItem(MEMORY + fingerprint); } catch { /* nothing is kept here */ }
}
