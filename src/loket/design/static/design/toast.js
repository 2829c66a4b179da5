// Short notices, and words for screen readers alone.

/** Say something to screen readers without showing it. */
export function announce(text) {
  const region = document.getElementById("announcer");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

/** Show a notice for a while; `kind` is "positive" or "danger". */
export function toast(text, { kind = "positive", milliseconds = 6000 } = {}) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const notice = document.createElement("p");
  notice.className = `toast toast--${kind}`;
  notice.textContent = text;
  place.append(notice);
  setTimeout(() => notice.remove(), milliseconds);
}

// A response may ask for a notice: HX-Trigger: {"toast": {"text": "Saved", "kind": "positive"}}
document.addEventListener("toast", ({ detail }) => toast(detail.text ?? detail.value, detail));
