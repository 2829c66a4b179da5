// How one message looks. No behaviour here but the buttons a message brings along.

import { plain, render, safeUrl } from "./markdown.js";
import { boot, element, language, languageName, say, spoken, time } from "./words.js";

export function bubble(message, actions) {
  if (message.sender === "system") return notice(message);
  const own = message.sender === "customer";
  const node = element("li", { className: `message ${own ? "message--own message--customer" : ""} ${message.erased ? "message--erased" : ""}` });
  node.dataset.seq = message.seq ?? "";
  node.dataset.sender = `${message.sender}:${message.name || ""}`;
  const head = element("div", { className: own ? "visually-hidden" : "message-head" }, element("span", { className: "message-author" }, author(message)));
  const body = element("div", { className: "message-body", dir: "auto" });
  fill(body, message);
  node.append(...[own ? null : avatar(message), head, body, attachments(message, actions)].filter(Boolean),
    element("div", { className: "message-foot" }, time(message.created_at)));
  if (message.sources?.length) body.append(sources(message.sources));
  if (message.options?.length) node.lastChild.before(choices(message, actions));
  return node;
}

export function author(message) {
  if (message.sender === "customer") return say("you");
  return message.name || (message.sender === "assistant" ? say("assistant") : boot.brand);
}

export function daySeparator(words) {
  return element("li", { className: "day" }, element("span", {}, words));
}

export function notice(message) {
  const node = element("li", { className: "message--system", dir: "auto", lang: message.language || undefined }, render(message.erased ? say("erased") : message.text));
  node.dataset.seq = message.seq ?? "";
  return node;
}

function avatar(message) {
  const person = message.sender === "agent" || message.sender === "seller";
  return element("span", { className: `avatar avatar--small ${person ? "avatar--5" : ""}`, "aria-hidden": "true" }, Array.from(author(message))[0].toLocaleUpperCase(language));
}

function fill(body, message) {
  const own = message.sender === "customer";
  const [tongue, translated] = own || message.erased ? [] : rendering(message);
  const text = message.erased ? say("erased") : translated || message.text || "";
  body.replaceChildren(own ? plain(text) : render(text));
  body.lang = translated ? tongue : message.language || "";
  if (!text) body.hidden = true;
  const foreign = !own && !message.erased && text && !isRead(message.language);
  if (translated) body.append(original(body, message));
  else if (foreign && message.sender !== "assistant") body.append(untranslated(message));
}

/** What the reader reads in place of a message of ours: the language, and the words in it. */
function rendering(message) {
  if (isSame(message.language, spoken())) return [];
  const found = Object.entries(message.translations ?? {});
  return found.find(([tag]) => isSame(tag, spoken())) ?? (isRead(message.language) ? [] : found[0] ?? []);
}

const isSame = (tag, other) => tag?.split("-")[0] === other?.split("-")[0];
// Their own language, else the page's.
const isRead = (tag) => !tag || isSame(tag, spoken()) || isSame(tag, language);

function original(body, message) {
  const named = say("translated_from", { language: languageName(message.language) });
  const button = element("button", { type: "button", className: "link-button", textContent: say("show_original") });
  button.addEventListener("click", () => fill(body, { ...message, translations: null, about: [] }));
  return element("p", { className: "translation small quiet" }, element("span", {}, named), " ", button);
}

// Nothing is hidden: it stands as it was written, with what it seems to be about.
function untranslated(message) {
  const line = element("p", { className: "translation small quiet" }, say("not_translated", { language: languageName(message.language) }));
  for (const { title, url, article } of message.about ?? []) {
    const href = safeUrl(url || `/${language}/help/${article}`);
    line.append(" ", element("a", { href, target: "_blank", rel: "noopener", textContent: title }));
  }
  return line;
}

function sources(list) {
  const box = element("p", { className: "sources small" }, element("span", { className: "quiet" }, say("source")));
  for (const { title, url, article } of list) {
    const href = safeUrl(url || `/${language}/help/${article}`);
    box.append(element("a", { className: "source", href, target: "_blank", rel: "noopener", textContent: title || article }));
  }
  return box;
}

function choices(message, actions) {
  const box = element("div", { className: "options", role: "group", "aria-label": say("choices") });
  for (const option of message.options) {
    const button = element("button", { type: "button", className: "option", dir: "auto" });
    if (option.image) button.append(element("img", { className: "option-image", src: option.image, alt: "", loading: "lazy" }));
    button.append(element("span", {}, option.text));
    if (option.detail) button.append(element("small", { className: "option-detail" }, option.detail));
    button.addEventListener("click", () => actions.choose(option));
    box.append(button);
  }
  return box;
}

function attachments(message, actions) {
  if (!message.attachments?.length) return null;
  const box = element("div", { className: "attachments" });
  actions.showFiles(box, message.attachments);
  return box;
}
