// The seldom wanted: the record, the link for another device, ending the conversation, forgetting this device. Loads when first used.

import { boot, wear, byId, element, language, say } from "./words.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

export async function perform(what, room) {
  try {
    if (what === "txt" || what === "json") await download(what, room.chat);
    if (what === "link") offerLink(`${location.origin}/${language}/c/${room.chat.token}`);
    if (what === "end" && await sure("end")) await room.chat.end();
    if (what === "forget" && await sure("forget")) await room.chat.forget();
  } catch (error) {
    room.composer.complain(error.status ? error.message : say("offline"));
  }
}

async function download(format, chat) {
  const address = URL.createObjectURL(await chat.record(format));
  element("a", { href: address, download: `${chat.facts.number || "conversation"}.${format}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function offerLink(address) {
  const field = element("input", { className: "input", readOnly: true, value: address, "aria-labelledby": "dialog-title", "aria-describedby": "dialog-words" });
  const copy = element("button", { type: "button", className: "button button--primary" }, say("copy"));
  const told = element("span", { className: "small", role: "status" });
  field.addEventListener("focus", () => field.select());
  copy.addEventListener("click", async () => { told.textContent = (await copied(field)) ? say("copied") : ""; });
  ask("link", [field], [told, element("button", { className: "button" }, say("close")), copy]);
  copy.focus();
}

// Where the shop's page gives its frame no clipboard, the marked text is copied the old way, or by a key press.
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

async function sure(what) {
  return await ask(what, [], [
    element("button", { className: "button", value: "no" }, say("cancel")),
    element("button", { className: "button button--primary", value: "yes" }, say(what))]) === "yes";
}

// A dialog of our own: browsers block confirm() inside frames of another origin.
function ask(what, body, foot) {
  const dialog = element("dialog", { className: "dialog", "aria-labelledby": "dialog-title" },
    element("form", { method: "dialog" },
      element("div", { className: "dialog-head" }, element("h2", { id: "dialog-title" }, say(`${what}_title`))),
      element("div", { className: "dialog-body" }, element("p", { id: "dialog-words" }, say(`${what}_explained`)), ...body),
      element("div", { className: "dialog-foot" }, ...foot)));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    byId("text").focus();
    resolve(dialog.returnValue);
  }));
}
