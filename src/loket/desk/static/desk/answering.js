// While a slider moves, the text below it says what that step would have done; the slider says it too when it is heard.
for (const topic of document.querySelectorAll("[data-slider]")) {
  const steps = JSON.parse(topic.dataset.slider);
  const slider = topic.querySelector("input[type=range]");
  const preview = topic.querySelector("[data-preview]");
  const labels = topic.querySelectorAll(".slider-steps > span");

  const show = () => {
    const { label, words } = steps[Number(slider.value)];
    slider.setAttribute("aria-valuetext", words ? `${label}. ${words}` : label);
    if (preview) preview.textContent = words;
    labels.forEach((each, place) => each.classList.toggle("is-chosen", place === Number(slider.value)));
  };

  slider.addEventListener("input", show);
  show();
}
