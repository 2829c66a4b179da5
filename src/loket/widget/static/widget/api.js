// Speaks to /api/v1. Two ways to fail: Unreachable (worth another try) and Refused (is not).

const ROOT = "/api/v1";
const TIMEOUT = 30_000;

export class Unreachable extends Error {
  constructor(message, wait = 0) {
    super(message);
    this.wait = wait; // milliseconds the server asked for
  }
}

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.errors?.[0]?.message || problem.detail || problem.title || String(status));
    this.status = status;
    this.gone = status === 401 || status === 404;
  }
}

export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function randomId() {
  const hex = randomKey();
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join("-");
}

export async function request(method, path, { token, body, key, signal, headers = {} } = {}) {
  if (token) headers.Authorization = `Bearer ${token}`;
  if (method === "POST") headers["Idempotency-Key"] = key || randomKey();
  if (body) headers["Content-Type"] = "application/json";
  const response = await reach(ROOT + path, {
    method, headers, signal: signal || AbortSignal.timeout(TIMEOUT), cache: "no-store", credentials: "omit",
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response;
  throw await refusal(response);
}

export async function call(method, path, options) {
  const response = await request(method, path, options);
  return response.status === 204 ? null : response.json();
}

async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

export async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    return new Unreachable(problem.detail || "", 1000 * (Number(response.headers.get("Retry-After")) || 0));
  }
  return new Refused(response.status, problem);
}

// Half a second, doubling to eight, each somewhere between half and the whole of it.
export function backoff(attempt) {
  return Math.min(8000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
}
