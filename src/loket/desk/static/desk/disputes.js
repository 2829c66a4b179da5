// Disputes follow what others do: the page is read again, and only the parts that changed are replaced.
const PARTS = ["dispute-alerts", "dispute-rows", "dispute-standing", "dispute-file", "dispute-record"];
const QUIET = 400;
const SPREAD = 600;
const STILL = 800;
let timer = 0;
let pointerMoved = 0;
// Answers come in the order of asking, or not at all.
let asked = 0;

const shown = () => PARTS.map((id) => document.getElementById(id)).filter(Boolean);
const isOurs = (topic) => topic.startsWith("dispute:") || (topic === "disputes" && document.getElementById("dispute-rows"));

document.addEventListener("live", ({ detail: { topic } }) => { if (isOurs(topic)) soon(); });
// What came between the page and its stream.
document.addEventListener("live-up", () => { if (shown().length) soon(); });
document.addEventListener("pointermove", () => { pointerMoved = performance.now(); }, { passive: true });
// "n" writes a note, "o" shows the order: on the page of a dispute these are its own.
document.addEventListener("write", ({ detail }) => { if (detail === "note") document.querySelector("#dispute-words textarea")?.focus(); });
document.addEventListener("show-order", () => document.getElementById("dispute-order")?.focus());

function soon(wait = QUIET) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait + Math.random() * SPREAD);
}

async function refresh() {
  // Under a moving pointer nothing changes its place.
  if (document.querySelector("#dispute-rows:hover, #dispute-standing:hover") && performance.now() - pointerMoved < STILL) return soon(STILL);
  const [turn, address] = [++asked, location.href];
  const page = await read(address);
  if (!page || turn !== asked || address !== location.href) return;
  for (const part of shown()) replace(part, page.getElementById(part.id));
}

async function read(address) {
  try {
    const answer = await fetch(address);
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // the stream tells when there is a connection again
  }
}

function replace(part, fresh) {
  if (!fresh || words(part) === words(fresh)) return;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const opened = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
  part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  again(part, focused)?.focus({ preventScroll: true });
}

function again(part, focused) {
  if (focused?.id) return document.getElementById(focused.id);
  const address = focused?.getAttribute("href");
  return address ? part.querySelector(`a[href="${CSS.escape(address)}"]`) : null;
}

/** What a part says; the secrets in its forms are other ones on every page. */
const words = (part) => part.innerHTML.replace(/(name="(csrfmiddlewaretoken|key)" value=")[^"]*/g, "$1");
