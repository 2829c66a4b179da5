// "Copy Monday to Tuesday till Friday" on a team's page.
const button = document.querySelector("[data-copies-monday]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const monday = document.querySelector("[name=day0]").value;
    for (let day = 1; day <= 4; day += 1) document.querySelector(`[name=day${day}]`).value = monday;
    document.querySelector("[name=day4]").dispatchEvent(new Event("input", { bubbles: true }));
  });
}
