// In each frame, before the page's own scripts: tells what arrives, and what crosses a library's edge. The
// bridge of the same frame listens. A page may do what it likes to its own objects, so what is needed later is
// taken now; and whatever goes wrong here, the page goes on.

const send = EventTarget.prototype.dispatchEvent;
const Told = CustomEvent;
const sourceOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "source").get;
const windows = new Map();

const tell = (line) => {
  try {
    send.call(window, new Told("cti-recorder", { detail: quoted({ at: Date.now(), ...line }) }));
  } catch {
    // A document that is on its way out.
  }
};

/** The number of a window in this document, from 1; 0 for none. */
const numberOf = (from) => {
  if (!from) return 0;
  if (!windows.has(from)) windows.set(from, windows.size + 1);
  return windows.get(from);
};

window.addEventListener("message", (event) => {
  try {
    // What a script made, no window has posted.
    if (!event.isTrusted) return;
    tell({ origin: event.origin, window: numberOf(sourceOf.call(event)), ...posted(event.data) });
  } catch {
    // Nothing is recorded of it.
  }
}, true);

if (DECLARATION?.library !== undefined) watchLibrary(DECLARATION);

/** Wraps a library as soon as it is there. */
function watchLibrary(shape) {
  const wrapper = new Wrapper(shape, (signal) => tell({ signal }));
  const [first, ...rest] = shape.library.split(".");
  const wrap = () => {
    try {
      const library = rest.reduce((object, name) => object?.[name], window[first]);
      if (library !== undefined && library !== null) wrapper.wrap(library);
    } catch {
      // A library that throws when it is looked at isn't recorded.
    }
  };
  if (window[first] === undefined) {
    let value;
    Object.defineProperty(window, first, {
      configurable: true,
      enumerable: true,
      get: () => value,
      set(given) {
        value = given;
        // Its script goes on to fill it; the page's next script comes later than this.
        queueMicrotask(wrap);
      },
    });
  }
  wrap();
  document.addEventListener("DOMContentLoaded", wrap);
  window.addEventListener("load", wrap);
}
