// <script src="…/widget.js" async>: a launcher on any page, and the conversation in a frame behind it.
(() => {
  const settings = /* settings */ {};
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const data = script.dataset;
  if (window.Loket) return;

  const language = data.language || document.documentElement.lang || navigator.language || "en";
  const words = settings.words[language.toLowerCase().split("-")[0]] || settings.words.en;
  const colour = CSS.supports("color", data.colour) ? data.colour : settings.colour;
  const phone = matchMedia("(max-width: 30rem), (max-height: 26rem)");
  const pending = []; // messages for a frame that is still loading
  let [identity, frame, ready, shown, opener, unread] = [data.identity || "", null, false, false, null, 0];

  const host = document.createElement("loket-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // a host page with a strict policy forbids a style element
  sheet.replaceSync(styles());
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = `<div class="panel" hidden><div class="wait"><button class="shut"></button><i></i></div></div>
    <button class="launcher" aria-expanded="false"><svg viewBox="0 0 24 24" aria-hidden="true"><path class="talk" d="M12 3.5c-5 0-9 3.3-9 7.6 0 2.3 1.2 4.4 3.1 5.8-.1 1.2-.6 2.4-1.5 3.4 1.9 0 3.6-.7 4.9-1.8.8.1 1.6.2 2.5.2 5 0 9-3.3 9-7.6s-4-7.6-9-7.6z"/><path class="down" d="m5.5 9 6.5 6.5L18.5 9"/></svg><span class="badge" hidden></span></button>`;
  const find = (name) => root.querySelector(name);
  const [panel, launcher, badge, shut] = [".panel", ".launcher", ".badge", ".shut"].map(find);
  shut.textContent = words.close;
  name();

  // The sign on the button turns black or white, whichever can be read on the shop's colour.
  function styles() {
    const side = data.position === "left" ? "left" : "right";
    return `:host{all:initial;--c:${colour};font:15px/1.4 system-ui}*{box-sizing:border-box}button{color:#fff;color:oklch(from var(--c) calc((.57 - l)*999) 0 0)}[hidden]{display:none!important}
.launcher{position:fixed;z-index:2147483000;bottom:max(20px,env(safe-area-inset-bottom));${side}:20px;width:60px;height:60px;padding:0;border:0;border-radius:50%;background:var(--c);cursor:pointer;box-shadow:0 4px 20px #0004}
.launcher svg{width:30px;margin:15px;display:block;fill:currentColor}.down{fill:none;stroke:currentColor;stroke-width:2.2}.launcher[aria-expanded=true] .talk,.launcher[aria-expanded=false] .down{display:none}
button:focus-visible{outline:3px solid var(--c);outline-offset:3px}
.badge{position:absolute;top:-3px;right:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#c4221f;color:#fff;font-size:13px;font-weight:700;line-height:22px;text-align:center}
.panel{position:fixed;z-index:2147483000;bottom:96px;${side}:20px;width:min(400px,calc(100vw - 40px));height:min(680px,calc(100dvh - 116px));border-radius:16px;overflow:hidden;background:#fff;box-shadow:0 4px 40px #0005}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0}
.wait{position:absolute;inset:0;background:linear-gradient(var(--c) 64px,transparent 0)}.shut{position:absolute;top:10px;right:10px;min-height:44px;padding:0 12px;border:0;background:none;font:inherit;cursor:pointer}
.wait i{position:absolute;top:50%;left:50%;width:28px;height:28px;margin:-14px;border:3px solid var(--c);border-right-color:transparent;border-radius:50%}
@media (prefers-color-scheme:dark){.panel{background:#1a1d1e}}
@media (prefers-reduced-motion:no-preference){.wait i{animation:t .8s linear infinite}@keyframes t{to{rotate:1turn}}.panel{animation:u .2s}@keyframes u{from{opacity:0;translate:0 16px}}}
@media (max-width:30rem),(max-height:26rem){.panel{inset:0;width:100%;height:100%;border-radius:0}.launcher[aria-expanded=true]{display:none}}
`;
  }

  function name() {
    launcher.setAttribute("aria-label", shown ? words.close : unread ? `${words.open} (${unread})` : words.open);
    badge.textContent = unread > 9 ? "9+" : unread;
    badge.hidden = !unread || shown;
  }

  function load() {
    if (frame) return;
    const query = new URLSearchParams({ language });
    if (data.colour) query.set("colour", data.colour);
    frame = document.createElement("iframe");
    Object.assign(frame, { src: `${origin}/widget/frame?${query}`, title: words.open, allow: "microphone; clipboard-write" });
    panel.append(frame);
    // A hidden frame still loads; it is only not shown.
    panel.style.visibility = shown ? "" : "hidden";
    panel.hidden = false;
  }

  function tell(type, more) {
    const message = { loket: 1, type, ...more };
    if (ready) frame.contentWindow.postMessage(message, origin);
    else pending.push(message);
  }

  addEventListener("message", ({ origin: from, source, data: said }) => {
    if (from !== origin || !frame || source !== frame.contentWindow || said?.loket !== 1) return;
    if (said.type === "ready") begin();
    else if (said.type === "close") close();
    else if (said.type === "unread") name((unread = said.count));
    else if (said.type === "conversation") mark(said.active);
  });

  function begin() {
    ready = true;
    find(".wait").hidden = true;
    tell("start", { identity });
    for (const message of pending.splice(0)) frame.contentWindow.postMessage(message, origin);
  }

  function open(wish = {}) {
    if (!shown) opener = document.activeElement;
    shown = true;
    load();
    panel.hidden = false;
    panel.style.visibility = "";
    launcher.setAttribute("aria-expanded", "true");
    name();
    if (phone.matches) document.documentElement.style.overflow = "hidden";
    fit();
    tell("open", { article: wish.article, order: wish.order || data.order, message: wish.message });
    (ready ? frame : shut).focus();
  }

  function close() {
    if (!shown) return;
    shown = false;
    panel.hidden = true;
    document.documentElement.style.overflow = "";
    launcher.setAttribute("aria-expanded", "false");
    name();
    tell("close");
    (opener?.isConnected && opener !== document.body ? opener : launcher).focus();
  }

  // Phones keep a full-screen panel behind their keyboard unless told where the visible part is.
  function fit() {
    const view = visualViewport;
    const cover = phone.matches && view;
    panel.style.height = cover ? `${view.height}px` : "";
    panel.style.top = cover ? `${view.offsetTop}px` : "";
  }

  // That there is a conversation, nothing about it: so the next page can show what is unread.
  function mark(active) {
    try {
      if (active === undefined) return localStorage.getItem("loket");
      active ? localStorage.setItem("loket", "1") : localStorage.removeItem("loket");
    } catch { /* storage is blocked */ }
  }

  function become(jwt) {
    identity = jwt || "";
    if (frame) tell("identify", { identity });
  }

  function logout() {
    identity = "";
    unread = 0;
    name();
    load();
    tell("logout");
  }

  launcher.addEventListener("click", () => (shown ? close() : open()));
  launcher.addEventListener("pointerenter", load, { once: true });
  shut.addEventListener("click", close);
  addEventListener("keydown", (event) => event.key === "Escape" && shown && close());
  window.visualViewport?.addEventListener("resize", fit);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-loket-open]");
    if (!link) return;
    event.preventDefault();
    link.focus();
    open({ article: link.dataset.article || data.article, order: link.dataset.order });
  });
  const opened = (wish) => open({ article: data.article, ...wish });
  window.Loket = { open: opened, close, identify: become, logout };
  const attach = () => { document.body.append(host); if (mark()) setTimeout(load, 1500); };
  document.body ? attach() : addEventListener("DOMContentLoaded", attach);
})();
