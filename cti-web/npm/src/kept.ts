// Keeps what a frame posts while a module loads. The events stay as the browser made them, and are judged
// by the session like all that come later.

/** How many messages are kept. */
const MOST = 256;

/** Where a compiled module looks for what was posted before it: as `early.js` of cti-web has it. */
const PLACE = "ctiEarly";

/** Listens to a frame until it is stopped. */
export function keep(frame: HTMLIFrameElement): Kept {
  return new Kept(frame);
}

class Kept {
  readonly #events: MessageEvent[] = [];
  #dropped = 0;
  readonly #listener: (event: MessageEvent) => void;

  constructor(frame: HTMLIFrameElement) {
    this.#listener = (event) => {
      if (event.source === null || event.source !== frame.contentWindow) return;
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
