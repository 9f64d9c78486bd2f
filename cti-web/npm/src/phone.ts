// What the classes of all vendors share: how the module is loaded, and what is wrong where it is.
import { keep } from "./kept.js";
import { nearest } from "./nearest.js";
import type { Notice } from "./notice.js";

/** Where a module is, or what it is. */
export type ModuleSource = URL | string | Request | Response | BufferSource | WebAssembly.Module;

/** What a phone is opened with. */
export interface PhoneOptions {
  /** Is told what isn't an event: what was turned away, has drifted, or isn't known. */
  notice?: (notice: Notice) => void;
  /** Closes the phone when it is aborted, or keeps it from being opened. */
  signal?: AbortSignal;
}

/** A phone as it was compiled. */
interface Compiled {
  send?(command: unknown): void;
  request?(command: unknown): Promise<unknown>;
  close(): void;
}

type CompiledClass = new (
  frame: HTMLIFrameElement,
  handlers: object,
  notice?: ((notice: Notice) => void) | null,
) => Compiled;

/** A compiled module, which is loaded once, and the class of a vendor's phone in it. */
export class Module<Class = CompiledClass> {
  readonly name: string;
  readonly events: readonly string[];
  readonly #init: (source?: { module_or_path: ModuleSource }) => Promise<unknown>;
  readonly #compiled: Class;
  #loading: Promise<Class> | undefined;

  constructor(
    name: string,
    events: readonly string[],
    init: (source?: { module_or_path: ModuleSource }) => Promise<unknown>,
    compiled: Class,
  ) {
    this.name = name;
    this.events = events;
    this.#init = init;
    this.#compiled = compiled;
  }

  /** Loads it, unless that is done. After a failure it is tried again. */
  load(source?: ModuleSource): Promise<Class> {
    this.#loading ??= this.#load(source).catch((why: unknown) => {
      this.#loading = undefined;
      throw why;
    });
    return this.#loading;
  }

  async #load(source: ModuleSource | undefined): Promise<Class> {
    try {
      await this.#init(source === undefined ? undefined : { module_or_path: source });
    } catch (cause) {
      throw new Error(
        `${this.name}: its WebAssembly module, phone_bg.wasm, doesn't load (${cause}). It has to be ` +
          `served beside its script, as application/wasm, and a Content-Security-Policy needs ` +
          `script-src 'wasm-unsafe-eval'. The README of the package says more.`,
        { cause },
      );
    }
    return this.#compiled;
  }
}

/** What was opened, and the name of its class. */
export interface Opened {
  readonly name: string;
  readonly compiled: Compiled;
}

/** Opens a phone. What its frame posts while the module loads is handed over then. */
export async function open(
  module: Module,
  frame: HTMLIFrameElement,
  handlers: object,
  { notice, signal }: PhoneOptions,
): Promise<Opened> {
  if (frame?.tagName !== "IFRAME") {
    throw new TypeError(`${module.name}: an iframe is needed, and this is ${frame}`);
  }
  check(module, handlers);
  signal?.throwIfAborted();
  const kept = keep(() => frame.contentWindow);
  try {
    const Class = await module.load();
    signal?.throwIfAborted();
    const compiled = kept.handOver(() => new Class(frame, handlers, notice));
    return { name: module.name, compiled };
  } finally {
    kept.stop();
  }
}

/** A phone that is closed when a signal is aborted. */
export function closing<P extends Phone>(phone: P, signal: AbortSignal | undefined): P {
  signal?.addEventListener("abort", () => phone.close(), { once: true });
  if (signal?.aborted) phone.close();
  return phone;
}

/** Throws a `TypeError` if a function has the name of no event, or an event has something else. */
export function check({ name, events }: Module, handlers: object): void {
  for (const [tag, handler] of Object.entries(handlers) as [string, unknown][]) {
    const known = events.includes(tag);
    if (!known && typeof handler === "function") {
      const near = nearest(tag, events);
      const hint = near === undefined ? `there are ${events.join(", ")}` : `is it "${near}"?`;
      throw new TypeError(`${name} has no event "${tag}": ${hint}`);
    }
    if (known && handler !== undefined && typeof handler !== "function") {
      throw new TypeError(`${name}: what is to be called for "${tag}" is no function`);
    }
  }
}

/** A vendor's phone in its frame. */
export class Phone {
  readonly #name: string;
  #compiled: Compiled | undefined;

  protected constructor({ name, compiled }: Opened) {
    this.#name = name;
    this.#compiled = compiled;
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#compiled === undefined;
  }

  /** Listens and sends no more. Requests that wait are rejected. */
  close(): void {
    this.#compiled?.close();
    this.#compiled = undefined;
  }

  protected opened(act: string): Compiled {
    if (this.#compiled === undefined) {
      throw new Error(`${this.#name}: ${act} after close()`);
    }
    return this.#compiled;
  }
}

/** A phone that takes commands. */
export class CommandedPhone<Sendable> extends Phone {
  /**
   * Sends a command as the vendor documents it. Throws an `Error` if it isn't one, with the `path` to
   * what is wrong, if it may not be sent now, or the phone was closed.
   */
  send(command: Sendable): void {
    this.opened("send()").send?.(command);
  }
}

/** A phone that answers some of its commands. */
export class AskablePhone<Sendable, Requests> extends CommandedPhone<Sendable> {
  /**
   * Sends a command that is answered, as the vendor documents it: a promise of the answer. Rejected with
   * an `Error` if the phone refuses it or doesn't answer in time, if it isn't such a command, or the
   * phone is closed.
   */
  readonly request = (async (command: Sendable) =>
    this.opened("request()").request?.(command)) as Requests;
}
