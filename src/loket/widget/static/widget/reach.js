// While somebody waits in line: where may we write to them when they leave? Loads when that can be asked or said.

import { boot, wear, byId, element, say } from "./words.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

const BEAT = 60_000;
let beat = 0;

export function show({ chat, looking }) {
  // Who waits with the page before them needs no letter that they are in line.
  beat ||= setInterval(() => chat.state === "queued" && looking() && chat.seen(), BEAT);
  const { contact, number } = chat.facts;
  const view = chat.state === "queued" && contact ? `${number} ${contact.known} ${contact.asks}` : "";
  const place = byId("reach");
  if ((place.dataset.view || "") === view) return; // what is being typed stays
  place.dataset.view = view;
  place.replaceChildren(...(view ? [contact.known ? known(chat, contact) : form(chat, contact)] : []));
}

function known(chat, contact) {
  const line = element("p", { className: "small", role: "status" }, say("reach_known", { address: contact.known }));
  if (!contact.asks.length) return line;
  const change = element("button", { type: "button", className: "link-button small" }, say("reach_change"));
  const box = element("div", {}, line, change);
  change.addEventListener("click", () => {
    const asking = form(chat, contact);
    box.replaceWith(asking);
    asking.elements.address.focus();
  });
  return box;
}

function form(chat, { asks }) {
  const both = asks.length > 1;
  const type = both ? "text" : asks[0] === "phone" ? "tel" : "email";
  const label = say(both ? "reach_both" : `reach_${asks[0]}`);
  const field = element("input", { className: "input", id: "reach-address", name: "address", type, required: true, maxLength: 254, autocomplete: type === "tel" ? "tel" : "email", placeholder: label, "aria-label": label, "aria-describedby": "reach-question reach-error", dir: "auto" });
  const error = element("p", { className: "composer-error", id: "reach-error", role: "alert", hidden: true });
  const send = element("button", { type: "submit", className: "button button--small" }, say("reach_send"));
  const node = element("form", { className: "reach", noValidate: true },
    element("p", { className: "small", id: "reach-question" }, say("reach_question")),
    element("div", { className: "reach-row" }, field, send), error);
  node.addEventListener("submit", (event) => { event.preventDefault(); give(chat, asks, { field, error, send }); });
  return node;
}

async function give(chat, asks, { field, error, send }) {
  const address = field.value.trim();
  if (!address) return field.focus();
  const kind = asks.length > 1 ? (address.includes("@") ? "email" : "phone") : asks[0];
  send.disabled = true;
  error.hidden = true;
  try {
    chat.update({ contact: await chat.post("/contact", { [kind]: address }) });
    byId("queue").focus();
  } catch (failure) {
    field.setAttribute("aria-invalid", "true");
    Object.assign(error, { hidden: false, textContent: failure.status ? failure.message : say("offline") });
    field.focus();
  } finally {
    send.disabled = false;
  }
}
