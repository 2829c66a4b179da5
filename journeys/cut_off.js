() => {
  const UNSEEN = "script, style, noscript, option, textarea, .visually-hidden, .skip-link";
  const CONTROLS = "button, a.button, .badge, .tab, summary, legend, label, td, th, h1, h2, h3";
  const SLACK = 1.5; // pixels; letters reach a little beyond their boxes
  const found = new Set();
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) look(walker.currentNode);
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth + 1) found.add(`the page is ${page.scrollWidth} px wide in a window of ${innerWidth} px`);
  return [...found].slice(0, 10);

  function look(node) {
    const text = place(node);
    if (!text) return;
    const words = node.data.trim().slice(0, 60);
    let [across, down] = [true, true]; // whether what lies outside can still not be reached
    for (let box = node.parentElement; box && (across || down); box = box.parentElement) {
      const [style, edge] = [getComputedStyle(box), box.getBoundingClientRect()];
      if (style.clipPath !== "none" || edge.width <= 2 || edge.height <= 2) return; // for screen readers alone
      if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") return;
      if (box === document.body || box === document.documentElement) break;
      const wide = text.left < edge.left - SLACK || text.right > edge.right + SLACK;
      const name = `<${box.tagName.toLowerCase()} class="${box.className}">`;
      if (across && wide && box.matches(CONTROLS)) return found.add(`sticks out of ${name}: ${words}`);
      if (across && wide && /hidden|clip/.test(style.overflowX)) return found.add(`cut off by ${name}: ${words}`);
      if (down && text.bottom > edge.bottom + 2 * SLACK && /hidden|clip/.test(style.overflowY)) return found.add(`cut off below by ${name}: ${words}`);
      if (/auto|scroll/.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1) across = false;
      if (/auto|scroll/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1) down = false;
      if (style.position === "fixed") break;
    }
    if (across && (text.right > innerWidth + 1 || text.left < -1)) found.add(`outside the page: ${words}`);
  }

  function place(node) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(UNSEEN)) return null;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    if (!boxes.length) return null;
    const all = (side) => boxes.map((box) => box[side]);
    return { left: Math.min(...all("left")), right: Math.max(...all("right")), bottom: Math.max(...all("bottom")) };
  }
}
