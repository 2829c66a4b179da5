// What the server put into the page: words in the reader's language, limits, addresses. And how to say times.

export const boot = JSON.parse(document.getElementById("boot").textContent);
export const language = boot.language;

let theirs = language;

/** The language that the reader writes; the page's until they have written. */
export const spoken = () => theirs;
export function hearLanguage(tag) { theirs = tag || language; }

export function say(name, fields = {}) {
  return (boot.words[name] ?? name).replace(/\{(\w+)\}/g, (_, field) => fields[field] ?? "");
}

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in node && !name.includes("-")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

export const byId = (id) => document.getElementById(id);

const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

/** A language's name in the reader's own. */
export function languageName(tag) {
  try { return new Intl.DisplayNames(language, { type: "language" }).of(tag); } catch { return tag; }
}

export function time(iso) {
  const date = new Date(iso);
  return element("time", { dateTime: iso, title: exact.format(date), textContent: clock.format(date) });
}

export function day(iso) {
  const away = daysAway(iso);
  if (away > -2 && away < 2) return capital(relative.format(away, "day"));
  const year = away < -300 ? { year: "numeric" } : {};
  return capital(new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", ...year }).format(new Date(iso)));
}

// "8:00", "tomorrow 8:00", "Monday 8:00", "Monday 30 November 8:00": in the reader's own zone.
export function moment(iso) {
  const away = daysAway(iso);
  const hour = clock.format(new Date(iso));
  if (away === 0) return hour;
  if (away === 1) return `${relative.format(1, "day")} ${hour}`;
  const date = away > 6 || away < 0 ? { day: "numeric", month: "long" } : {};
  return `${new Intl.DateTimeFormat(language, { weekday: "long", ...date }).format(new Date(iso))} ${hour}`;
}

// Seconds from the server as an honest range in words.
export function waiting([low, high]) {
  if (high > 5400) return span("hours", Math.floor(low / 3600), Math.ceil(high / 3600));
  return span("minutes", Math.floor(low / 60), Math.ceil(high / 60));
}

function span(unit, low, high) {
  if (high <= 1) return say(`under_one_${unit}`);
  if (low < 1) return say(`under_${unit}`, { high });
  if (low === high) return say(`about_${unit}`, { high });
  return say(`range_${unit}`, { low, high });
}

export function size(bytes) {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1_048_576)} MB`;
}

function daysAway(iso) {
  const midnight = (date) => new Date(date).setHours(0, 0, 0, 0);
  return Math.round((midnight(iso) - midnight(Date.now())) / 86_400_000);
}

function capital(words) {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

// A stylesheet that only a later script needs; once.
export function wear(href) {
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(element("link", { rel: "stylesheet", href }));
}
