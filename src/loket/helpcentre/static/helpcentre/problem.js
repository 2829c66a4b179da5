// The guided claim: saves while it is filled in, and an amount as a slider.

const SAVE_AFTER = 800; // milliseconds after the last key

// -- What is written is kept on the device until the server has it ----------------------------------------

const nameOf = (claim) => `loket-claim-${claim}`;
const store = {
  read: (claim) => { try { return localStorage.getItem(nameOf(claim)); } catch { return null; } },
  write: (claim, text) => { try { localStorage.setItem(nameOf(claim), text); } catch { /* private window */ } },
  forget: (claim) => { try { localStorage.removeItem(nameOf(claim)); } catch { /* private window */ } },
};

function keepWhileWriting(form) {
  const { keeps, claim } = form.dataset;
  const text = form.querySelector("[data-keep]");
  const said = form.querySelector("[data-kept-words]");
  let timer;

  async function save() {
    clearTimeout(timer);
    const sent = text?.value;
    try {
      const answer = await fetch(keeps, { method: "POST", body: new FormData(form), keepalive: true });
      if (!answer.ok) throw new Error(answer.status);
      if (text && text.value === sent) store.forget(claim);
      said.textContent = said.dataset.keptWords;
    } catch {
      said.textContent = said.dataset.unkeptWords;
    }
  }

  form.addEventListener("input", () => {
    if (text) store.write(claim, text.value);
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  });
  addEventListener("online", () => text && store.read(claim) !== null && save());
  const left = text && store.read(claim);
  if (left && left !== text.value) {
    text.value = left;
    save();
  }
}

for (const form of document.querySelectorAll("form[data-keeps]")) keepWhileWriting(form);
for (const place of document.querySelectorAll("div[data-forgets]")) store.forget(place.dataset.forgets);

// -- Evidence counts as soon as it has arrived ---------------------------------------------------------------

function keepFiles(form) {
  const send = async (fields) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    for (const name of ["declares", "attaches_talk", "has_no_evidence"]) if (form.elements[name]?.checked) body.set(name, "1");
    try { await fetch(form.action, { method: "POST", body, redirect: "manual" }); } catch { /* the form brings it again */ }
  };
  form.addEventListener("uploaded", (event) => event.detail?.id && send({ evidence: event.detail.id, stays: "1" }));
  form.addEventListener("removed", (event) => event.detail?.id && send({ remove: event.detail.id }));
}

for (const form of document.querySelectorAll("form[data-proof]")) keepFiles(form);

// -- The amount as a slider and as a number --------------------------------------------------------------------

for (const box of document.querySelectorAll("[data-amount-slider]")) {
  const [range, number] = [box.querySelector("input"), box.parentElement.querySelector("[name=amount]")];
  const digits = (range.step.split(".")[1] ?? "").length;
  box.hidden = false;
  range.addEventListener("input", () => { number.value = Number(range.value).toFixed(digits); });
  number.addEventListener("input", () => { range.value = number.value.replace(",", "."); });
  const typed = number.value.replace(",", ".");
  if (typed) range.value = typed;
}
