// What makes the help pages quicker: the visitor's zone, suggestions while typing, "did this solve it?".

const YEAR_SECONDS = 31536000;
const STALE_AFTER = 120000; // milliseconds after which a page that is shown again asks how the counter stands

// -- The visitor's own clock -------------------------------------------------------------------------------

function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = document.cookie.match(/(?:^|; )loket_time_zone=([^;]*)/)?.[1];
  if (!zone || told === encodeURIComponent(zone)) return false;
  document.cookie = `loket_time_zone=${encodeURIComponent(zone)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  return document.cookie.includes("loket_time_zone=");
}

// Fetch the page again and change only the parts that name a time or a state.
async function refresh(which) {
  const parts = document.querySelectorAll(which);
  if (!parts.length) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html", Purpose: "refresh" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh && fresh.outerHTML !== part.outerHTML) part.replaceWith(fresh);
    }
  } catch { /* the page stays as it is */ }
}

let shownAt = Date.now();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) shownAt = Date.now();
  else if (Date.now() - shownAt > STALE_AFTER) refresh("[data-fresh]");
});
addEventListener("pageshow", (event) => event.persisted && refresh("[data-fresh]"));
if (tellZone()) refresh("[data-by-zone]");

// -- Suggestions while typing (ARIA combobox with a list) ----------------------------------------------------

function suggest(form) {
  const input = form.querySelector("[type=search]");
  const box = form.querySelector("[data-suggestions]");
  const said = document.getElementById("announcer");
  let [timer, running, active, asked] = [0, null, -1, input.value.trim()];
  const options = () => [...box.querySelectorAll("[role=option]")];

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id, "aria-haspopup": "listbox" })) input.setAttribute(name, value);

  function show(isOpen) {
    box.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    const list = box.firstElementChild;
    input.setAttribute("aria-controls", isOpen && list ? list.id : box.id);
    if (!isOpen) choose(-1);
  }

  function choose(next) {
    const all = options();
    active = next;
    all.forEach((option, place) => {
      option.classList.toggle("search-hit--active", place === next);
      option.setAttribute("aria-selected", String(place === next));
    });
    if (next < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[next].id);
    all[next].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const text = input.value.trim();
    if (text === asked && !box.hidden) return;
    asked = text;
    running?.abort();
    if (text.length < 2) return show(false);
    running = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return;
      box.innerHTML = await answer.text();
      const list = box.firstElementChild;
      show(Boolean(list) && document.activeElement === input);
      if (list && said) said.textContent = list.dataset.said;
    } catch { /* typed on, or no connection: the button still searches */ }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 140);
  });
  input.addEventListener("focus", () => box.firstElementChild && input.value.trim() === asked && asked.length > 1 && show(true));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || show(false));
  // A press would take the focus, and with it the list, before the click arrives.
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    const count = box.hidden ? 0 : options().length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && box.firstElementChild) {
      event.preventDefault();
      if (box.hidden) show(true);
      const all = options().length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place beyond either end stands for the text itself.
      choose(((active + 1 + step + all + 1) % (all + 1)) - 1);
    } else if (event.key === "Enter" && count && active >= 0) {
      event.preventDefault();
      options()[active].click();
    }
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) suggest(form);

// -- "Did this solve it?" without leaving the page ------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const place = event.target.closest("[data-helped]");
  if (!place) return;
  event.preventDefault();
  const body = new FormData(event.target, event.submitter);
  try {
    const answer = await fetch(`${event.target.action}?fragment=1`, { method: "POST", body });
    if (!answer.ok) throw new Error(answer.status);
    place.outerHTML = await answer.text();
    const next = document.querySelector("[data-helped]");
    (next.querySelector("textarea") || next).focus();
  } catch {
    // Sent as a page after all; a form sent by a script leaves its button out.
    const { name, value } = event.submitter || {};
    if (name) event.target.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    event.target.submit();
  }
});

// -- A form goes out once --------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-once]")) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});
