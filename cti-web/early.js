// Keeps what is posted to a page until the page's module has started and connects to the window that
// posted it: to be the page's first script, and neither `async`, `defer` nor a module. The events stay
// as the browser made them, and are judged like all others.
{
  /** How many messages of a window are kept, and of how many windows. */
  const MESSAGES = 256;
  const WINDOWS = 64;

  /** The events of each window, and how many more there were. */
  const kept = new Map();
  /** Windows that a session listens to, or has listened to. */
  const taken = new WeakSet();

  const keep = (event) => {
    const { source } = event;
    // One that came from no window, or through a port, is nobody's.
    if (source === null || taken.has(source)) return;
    let of = kept.get(source);
    if (of === undefined) {
      if (kept.size === WINDOWS) return;
      kept.set(source, (of = { events: [], dropped: 0 }));
    }
    if (of.events.length < MESSAGES) of.events.push(event);
    else of.dropped += 1;
  };
  addEventListener("message", keep);

  Object.defineProperty(globalThis, "ctiEarly", {
    value: Object.freeze({
      /** The events of a window, which is listened to from here on, and how many were dropped. */
      take(source) {
        const { events, dropped } = kept.get(source) ?? { events: [], dropped: 0 };
        kept.delete(source);
        taken.add(source);
        return [...events, dropped];
      },
      /** Keeps nothing any more. */
      stop() {
        removeEventListener("message", keep);
        kept.clear();
      },
    }),
  });
}
