// Keeps what a window posts while a module loads. The events stay as the browser made them, and are judged
// by the session like all that come later.

/** How many messages are kept. */
const MOST = 256;

/** Where a compiled module looks for what was posted before it: as `early.js` of cti-web has it. */
const PLACE = "ctiEarly";

/** Listens to the window that this gives, until it is stopped. */
export function keep(from: () => Window | null): Kept {
  return new Kept(from);
}

class Kept {
  readonly #events: MessageEvent[] = [];
  #dropped = 0;
  readonly #listener: (event: MessageEvent) => void;

  constructor(from: () => Window | null) {
    this.#listener = (event) => {
      if (event.source === null || event.source !== from()) return;
      if (this.#events.length < MOST) this.#events.push(event);
      else this.#dropped += 1;
    };
    addEventListener("message", this.#listener);
  }

  /** Makes something that takes what was kept. A page whose first script is `early.js` has it all there. */
  handOver<T>(make: () => T): T {
    if (PLACE in globalThis) return make();
    const take = () => [...this.#events, this.#dropped];
    Object.defineProperty(globalThis, PLACE, { value: { take }, configurable: true });
    try {
      return make();
    } finally {
      Reflect.deleteProperty(globalThis, PLACE);
    }
  }

  stop(): void {
    removeEventListener("message", this.#listener);
  }
}
