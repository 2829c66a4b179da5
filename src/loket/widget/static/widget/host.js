// The page around the frame. Its origin is learnt from its first message and is the only one answered afterwards.

const framed = window.parent !== window;
let origin = null;

export const host = {
  framed,

  listen(handlers) {
    addEventListener("message", ({ source, origin: from, data }) => {
      if (!framed || source !== window.parent || data?.loket !== 1) return;
      if (origin && from !== origin) return;
      origin = from;
      handlers[data.type]?.(data);
    });
    // Carries nothing but the fact that there is somebody to talk to.
    if (framed) window.parent.postMessage({ loket: 1, type: "ready" }, "*");
  },

  tell(type, data = {}) {
    if (framed && origin) window.parent.postMessage({ loket: 1, type, ...data }, origin);
  },
};
