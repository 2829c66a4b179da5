// Shows what hangs on a message. Files are private: they are fetched with the conversation's token.

import { boot, element, say, size } from "./words.js";

Object.assign(boot.words, /* words */ {});

const SHOWN = /^image\/(jpeg|png|webp|gif)$/;

export async function show(box, files, chat) {
  for (const file of files) {
    const card = element("div", { className: "attachment" });
    box.append(card);
    if (SHOWN.test(file.type)) showImage(card, file, chat);
    else if (file.type?.startsWith("audio/")) showAudio(card, file, chat);
    else card.append(opener(file, chat));
  }
}

async function load(file, chat) {
  if (file.blob instanceof Blob) return URL.createObjectURL(file.blob);
  const url = new URL(file.url || `/api/v1/uploads/${file.id}`, location.origin);
  if (url.origin !== location.origin) throw new Error("foreign file");
  const response = await fetch(url, { headers: { Authorization: `Bearer ${chat.token}` }, credentials: "omit" });
  if (!response.ok) throw new Error(String(response.status));
  return URL.createObjectURL(await response.blob());
}

async function showImage(card, file, chat) {
  try {
    const address = await load(file, chat);
    const image = element("img", { src: address, alt: file.name || say("image"), className: "attachment-image" });
    image.addEventListener("load", () => card.dispatchEvent(new Event("sized", { bubbles: true })));
    card.append(element("a", { href: address, target: "_blank", rel: "noopener", "aria-label": say("open_file", { name: file.name || say("image") }) }, image));
  } catch {
    card.append(opener(file, chat));
  }
}

async function showAudio(card, file, chat) {
  const address = await load(file, chat).catch(() => null);
  if (address) card.append(element("audio", { controls: true, preload: "metadata", src: address, className: "attachment-audio", "aria-label": say("voice_note") }));
  else card.append(opener(file, chat));
}

function opener(file, chat) {
  const button = element("button", { type: "button", className: "attachment--file", dir: "auto" },
    element("span", { className: "attachment-name" }, file.name), element("span", { className: "attachment-size" }, size(file.size || 0)));
  button.addEventListener("click", async () => {
    const address = await load(file, chat).catch(() => null);
    if (address) element("a", { href: address, download: file.name, target: "_blank" }).click();
  });
  return button;
}
