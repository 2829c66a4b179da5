// The little Markdown that answers use, as DOM nodes: nothing a person wrote is ever parsed as HTML.

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*(\S(?:.*?\S)?)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])/;
const ITEM = /^\s*(?:([-*•])|(\d{1,3})[.)])\s+/;

export function render(text) {
  const fragment = document.createDocumentFragment();
  let block = null; // the paragraph or list that lines are being added to
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (!line.trim()) block = null;
    else if (item) block = addItem(fragment, block, item, line);
    else if (/^#{1,6}\s/.test(line)) block = void addHeading(fragment, line.replace(/^#+\s+/, ""));
    else block = addLine(fragment, block, line.replace(/^>\s?/, ""));
  }
  return fragment;
}

export function plain(text) {
  const paragraph = document.createElement("p");
  paragraph.append(...inline(text, /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])/, 1));
  return paragraph;
}

// Only what leads to a web page; "javascript:" and its relatives become plain text.
export function safeUrl(address) {
  try {
    const url = new URL(address, location.origin);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function link(address, words) {
  const url = safeUrl(address);
  if (!url) return document.createTextNode(words);
  return Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener noreferrer", textContent: words });
}

function addItem(fragment, block, item, line) {
  const tag = item[1] ? "UL" : "OL";
  const list = block?.tagName === tag ? block : fragment.appendChild(document.createElement(tag));
  if (list !== block && item[2]) list.start = Number(item[2]);
  const entry = list.appendChild(document.createElement("li"));
  entry.append(...inline(line.slice(item[0].length)));
  return list;
}

function addHeading(fragment, words) {
  const strong = document.createElement("strong");
  strong.append(...inline(words));
  fragment.appendChild(document.createElement("p")).append(strong);
}

function addLine(fragment, block, line) {
  const target = block?.tagName === "P" ? block : block?.lastElementChild || fragment.appendChild(document.createElement("p"));
  if (target.hasChildNodes()) target.append(block?.tagName === "P" ? document.createElement("br") : " ");
  target.append(...inline(line));
  return block || target;
}

function inline(text, pattern = INLINE, address = 7) {
  const nodes = [];
  for (let rest = text; rest; ) {
    const match = pattern.exec(rest);
    if (!match) return [...nodes, document.createTextNode(rest)];
    if (match.index) nodes.push(document.createTextNode(rest.slice(0, match.index)));
    nodes.push(match[address] ? link(match[address], match[address]) : styled(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return nodes;
}

function styled([, bold, alsoBold, italic, code, words, address]) {
  if (address) return link(address, words);
  const element = document.createElement(code ? "code" : italic ? "em" : "strong");
  if (code) element.textContent = code;
  else element.append(...inline(bold || alsoBold || italic));
  return element;
}
