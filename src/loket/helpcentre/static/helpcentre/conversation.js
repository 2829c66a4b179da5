// Keeps the plain page of a conversation fresh: asks for what is new, and adds it.

const list = document.getElementById("messages");
const [SOON, LATER, QUIET_AFTER] = [3000, 12000, 60]; // milliseconds, milliseconds, rounds without news
let [last, quiet, timer] = [Number(list.dataset.last), 0, 0];

async function look() {
  clearTimeout(timer);
  if (!document.hidden) await fetchNews();
  timer = setTimeout(look, quiet > QUIET_AFTER ? LATER : SOON);
}

async function fetchNews() {
  try {
    const answer = await fetch(`${list.dataset.news}?after=${last}`, { headers: { Accept: "text/html" } });
    if (answer.status === 404) return location.reload();
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { /* no connection: the next round tries again */ }
}

function show(news) {
  const [standing, fresh] = [news.getElementById("standing"), news.querySelector("ol")];
  const shown = document.getElementById("standing");
  if (standing.outerHTML !== shown.outerHTML) {
    // Another state offers other buttons below, and the rating once it is over.
    if (standing.dataset.state !== shown.dataset.state && standing.dataset.state === "closed" && !typed()) return location.reload();
    shown.replaceWith(standing);
  }
  quiet = fresh.children.length ? 0 : quiet + 1;
  if (!fresh.children.length) return;
  for (const old of list.querySelectorAll(".options")) old.remove();
  const atEnd = innerHeight + scrollY > document.getElementById("reply").getBoundingClientRect().top + scrollY;
  for (const message of [...fresh.children]) {
    if (document.getElementById(message.id)) continue;
    message.classList.add("message--new");
    list.append(message);
  }
  last = Number(fresh.dataset.last);
  if (atEnd) list.lastElementChild.scrollIntoView({ block: "nearest" });
}

function typed() {
  return document.querySelector("#reply textarea").value.trim();
}

document.querySelector("[data-plain]").hidden = true;
document.addEventListener("visibilitychange", () => document.hidden || look());
document.getElementById("private-link").addEventListener("focus", (event) => event.target.select());
document.querySelector("#reply textarea").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});
timer = setTimeout(look, SOON);
