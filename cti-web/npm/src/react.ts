// A phone that is open as long as its component is on the page.
import { useEffect, useRef, useState, type RefCallback } from "react";
import type { Phone, PhoneOptions } from "./phone.js";

/** A vendor's class. */
export interface PhoneClass<P extends Phone, Handlers> {
  readonly EVENTS: readonly string[];
  check(handlers: Handlers): void;
  connect(frame: HTMLIFrameElement, handlers: Handlers, options?: PhoneOptions): Promise<P>;
}

/** A phone, as a component has it. */
export interface UsedPhone<P extends Phone> {
  /** The `ref` of the iframe. */
  readonly frame: RefCallback<HTMLIFrameElement>;
  /** The phone, once it is open. */
  readonly phone: P | undefined;
  /** Why it can't be opened. */
  readonly error: unknown;
}

/**
 * Opens a vendor's phone in the iframe that gets `frame` as its `ref`, and closes it when the iframe, or
 * the component, is taken out of the page.
 *
 * The functions, and `notice`, are those of the latest render: changing them opens nothing anew. Throws
 * a `TypeError` if one has the name of no event.
 */
export function usePhone<P extends Phone, Handlers extends object>(
  Class: PhoneClass<P, Handlers>,
  handlers: NoInfer<Handlers>,
  notice?: PhoneOptions["notice"],
): UsedPhone<P> {
  Class.check(handlers);
  const latest = useRef({ handlers, notice });
  useEffect(() => {
    latest.current = { handlers, notice };
  });

  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  const [phone, setPhone] = useState<P>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (frame === null) return undefined;
    const closing = new AbortController();
    const { signal } = closing;
    const call = (tag: string, event: unknown) => {
      const functions = latest.current.handlers as { [tag: string]: ((event: unknown) => void) | undefined };
      functions[tag]?.(event);
    };
    const all = Class.EVENTS.map((tag) => [tag, (event: unknown) => call(tag, event)]);
    Class.connect(frame, Object.fromEntries(all) as Handlers, {
      notice: (what) => latest.current.notice?.(what),
      signal,
    }).then(
      (opened) => signal.aborted || setPhone(opened),
      (why: unknown) => signal.aborted || setError(why),
    );
    return () => {
      closing.abort();
      setPhone(undefined);
      setError(undefined);
    };
  }, [Class, frame]);
  return { frame: setFrame, phone, error };
}
