() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return ["", true];
  const name = node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent || node.title;
  return [name.trim().replace(/\s+/g, " "), isSeen(node)];

  // An outline around it, its label or the box that it is written in; programs may move the focus to any part.
  function isSeen(node) {
    if (node.matches("iframe, [tabindex='-1']")) return true;
    const places = [node, node.closest("label"), node.nextElementSibling, node.closest(".composer-box, .search-hero-box")];
    return places.filter(Boolean).some((place) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(place);
      return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
    });
  }
}
