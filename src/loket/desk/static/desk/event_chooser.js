// Choosing events by the group: all, none, and how many are chosen. Without a script the boxes do by themselves.

for (const chooser of document.querySelectorAll("[data-event-chooser]")) {
  const told = chooser.querySelector("[data-chosen]");
  const boxes = (place) => [...place.querySelectorAll("input[type=checkbox]")];

  const count = () => {
    const chosen = boxes(chooser).filter((box) => box.checked).length;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(chosen);
    told.textContent = chosen ? told.dataset.some.replace("{count}", number) : told.dataset.none;
  };

  for (const button of chooser.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      const place = button.closest("[data-event-group]") ?? chooser;
      for (const box of boxes(place)) box.checked = button.dataset.choose === "all";
      count();
    });
  }
  for (const tools of chooser.querySelectorAll("[data-choosing]")) tools.hidden = false;
  chooser.addEventListener("change", count);
  // What the browser filled in again counts too.
  addEventListener("pageshow", count);
  count();
}
