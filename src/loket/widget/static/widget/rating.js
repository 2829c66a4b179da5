// After the end: how was it, in one tap and, if she likes, a word more. Loads when a conversation is closed.

import { boot, wear, element, say, byId } from "./words.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

const BAD = ["slow", "not_solved", "not_understood", "language", "hard_to_reach", "unfriendly"];
const GOOD = ["fast", "solved", "friendly", "clear"];

export function show(room) {
  const { chat } = room;
  const { number, rating, can_rate } = chat.facts;
  const view = `${number} ${Boolean(rating)} ${can_rate}`;
  const place = byId("closing");
  if (place.dataset.view === view && place.hasChildNodes()) return;
  place.dataset.view = view;
  place.replaceChildren(card(room, can_rate && !rating, rating));
  if (room.thread.reading) room.thread.toEnd();
}

function card(room, asking, rating) {
  const box = element("section", { className: "card closing", "aria-labelledby": "closing-title" });
  box.append(element("h2", { id: "closing-title", className: "card-title" }, say("closed_title")));
  if (asking) box.append(form(room));
  else if (rating) box.append(element("p", { role: "status" }, say("rated")));
  box.append(element("p", { className: "card-text small" }, say("reopen_hint")), ways(room));
  return box;
}

function ways(room) {
  const download = element("button", { type: "button", className: "button button--small" }, say("record_text"));
  const fresh = element("button", { type: "button", className: "button button--small" }, say("start_new"));
  download.addEventListener("click", async () => (await import("./menu.js")).perform("txt", room));
  fresh.addEventListener("click", room.startNew);
  return element("div", { className: "closing-ways" }, download, fresh);
}

function form(room) {
  const reasons = element("div", { className: "chips", role: "group", "aria-label": say("reasons") });
  const comment = element("textarea", { className: "input", rows: 2, maxLength: 2000, "aria-label": say("comment"), placeholder: say("comment"), dir: "auto" });
  const more = element("div", { className: "closing-more", hidden: true }, reasons, comment,
    element("button", { type: "submit", className: "button button--primary" }, say("send_rating")));
  const error = element("p", { className: "composer-error", role: "alert", hidden: true });
  const scale = scores((score) => { offer(reasons, score); more.hidden = false; room.thread.toEnd(); });
  const node = element("form", { className: "rating" }, scale, more, error);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = true;
    const score = Number(node.elements.score.value);
    const chosen = [...reasons.querySelectorAll("input:checked")].map((input) => input.value);
    try {
      await room.chat.rate({ score, reasons: chosen, comment: comment.value.trim() });
      byId("closing").focus();
    } catch (failure) {
      Object.assign(error, { hidden: false, textContent: failure.status ? failure.message : say("offline") });
    }
  });
  return node;
}

function scores(onPick) {
  const row = element("div", { className: "rating-choices" });
  for (let score = 1; score <= 5; score++) {
    const input = element("input", { type: "radio", name: "score", value: String(score), required: true, "aria-label": `${score}, ${say(`score_${score}`)}` });
    input.addEventListener("change", () => onPick(score));
    row.append(element("label", { title: say(`score_${score}`) }, input, String(score)));
  }
  const ends = element("div", { className: "scores-ends small quiet", "aria-hidden": "true" }, element("span", {}, say("score_1")), element("span", {}, say("score_5")));
  return element("fieldset", { className: "scores" }, element("legend", {}, say("rate_question")), row, ends);
}

function offer(box, score) {
  const kept = new Set([...box.querySelectorAll("input:checked")].map((input) => input.value));
  const list = score >= 4 ? GOOD : BAD;
  box.replaceChildren(...list.map((reason) => element("label", { className: "reason" },
    element("input", { type: "checkbox", value: reason, checked: kept.has(reason) }), say(`reason_${reason}`))));
}
