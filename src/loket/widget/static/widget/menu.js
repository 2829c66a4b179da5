// The seldom wanted: the record, ending the conversation, forgetting this device. Loads when first used.

import { boot, wear, byId, element, say } from "./words.js";

Object.assign(boot.words, /* words */ {});
wear(boot.later_style);

export async function perform(what, room) {
  try {
    if (what === "txt" || what === "json") await download(what, room.chat);
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

// A dialog of our own: browsers block confirm() inside frames of another origin.
function sure(what) {
  const dialog = element("dialog", { className: "dialog", "aria-labelledby": "sure-title" },
    element("form", { method: "dialog" },
      element("div", { className: "dialog-head" }, element("h2", { id: "sure-title" }, say(`${what}_title`))),
      element("p", { className: "dialog-body" }, say(`${what}_explained`)),
      element("div", { className: "dialog-foot" },
        element("button", { className: "button", value: "no" }, say("cancel")),
        element("button", { className: "button button--primary", value: "yes" }, say(what)))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    byId("text").focus();
    resolve(dialog.returnValue === "yes");
  }));
}
