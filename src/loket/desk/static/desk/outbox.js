// The outbox follows what becomes of its notices: the page is read again, and only what changed in it is replaced.
const PARTS = ["rail-undelivered", "tab-undelivered", "found", "notice-state", "notice"];
const QUIET = 400;
const SPREAD = 600;
const STILL = 800;
let timer = 0;
let pointerMoved = 0;
// Answers come in the order of asking, or not at all.
let asked = 0;

document.addEventListener("live", ({ detail: { topic } }) => { if (topic === "outbox") soon(); });
// What came between the page and its stream.
if (document.body.dataset.topics?.includes("outbox")) document.addEventListener("live-up", () => soon());
document.addEventListener("pointermove", () => { pointerMoved = performance.now(); }, { passive: true });

function soon(wait = QUIET) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait + Math.random() * SPREAD);
}

const shown = () => PARTS.map((id) => document.getElementById(id)).filter(Boolean);

async function refresh() {
  // Under a moving pointer rows do not change places.
  if (document.querySelector("#found:hover") && performance.now() - pointerMoved < STILL) return soon(STILL);
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
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** What a part says; the secrets in its forms are other ones on every page. */
const words = (part) => part.innerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
