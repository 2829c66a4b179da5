"""What every page must pass: axe finds nothing, nothing overflows, no text is cut off."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}

# Every visible piece of text against the boxes that clip it and the control that it names. What shortens itself
# with an ellipsis does so by design and is let be; so is what can be scrolled to.
CUT_OFF = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const controls = "button, a.button, .badge, .tab, summary, legend, label, td, th, h1, h2, h3";
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, noscript, option, textarea, .visually-hidden, .skip-link") || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    if (!boxes.length) continue;
    const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    let scrolls = false;
    for (let outer = parent; outer; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      const box = outer.getBoundingClientRect();
      if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") { scrolls = true; break; }
      if (outer.matches(controls) && (left < box.left - 1.5 || right > box.right + 1.5)) { found.push(`sticks out of <${outer.tagName.toLowerCase()} class="${outer.className}">: ${node.data.trim().slice(0, 60)}`); break; }
      if (/auto|scroll/.test(style.overflowX) && outer.scrollWidth > outer.clientWidth + 1) { scrolls = true; break; }
      if (/hidden|clip/.test(style.overflowX) && box.width > 2 && (left < box.left - 1.5 || right > box.right + 1.5)) { found.push(`cut off by <${outer.tagName.toLowerCase()} class="${outer.className}">: ${node.data.trim().slice(0, 60)}`); break; }
      if (/hidden|clip/.test(style.overflowY) && box.height > 2 && outer !== document.body && outer !== document.documentElement && outer.scrollHeight <= outer.clientHeight + 1 && bottom > box.bottom + 3) { found.push(`cut off below by <${outer.tagName.toLowerCase()} class="${outer.className}">: ${node.data.trim().slice(0, 60)}`); break; }
      if (style.position === "fixed") break;
    }
    if (!scrolls && (right > innerWidth + 1 || left < -1)) found.push(`outside the page: ${node.data.trim().slice(0, 60)}`);
  }
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth + 1) found.push(`the page is ${page.scrollWidth} px wide in a window of ${innerWidth} px`);
  return [...new Set(found)].slice(0, 10);
}"""


def axe_findings(page: Page | Frame) -> list[str]:
    """Each violation with the first places where it stands."""
    violations = Axe().run(page).response["violations"]
    return [
        f"axe {each['id']}: {each['help']}; "
        + "; ".join(f"{' '.join(map(str, node['target']))} {node['html'][:160]}" for node in each["nodes"][:4])
        for each in violations
    ]


def cut_off(page: Page | Frame) -> list[str]:
    """Text that is cut off or overflows at the page's present width."""
    return page.evaluate(CUT_OFF)


def findings(page: Page, name: str, frame: Frame | None = None) -> list[str]:
    """What is wrong with a page, wide and narrow; it is left wide."""
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        # Transitions of colour would be judged half way.
        page.wait_for_timeout(50)
        part = frame or page
        found += [f"{name} at {size['width']} px: {each}" for each in (*axe_findings(part), *cut_off(part))]
    page.set_viewport_size(WIDE)
    return found
