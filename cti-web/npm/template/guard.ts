// What there is of __VENDOR__'s phone without WebAssembly: types, and a guard.
import * as frames from "../guard.js";
import { __READ__ } from "./messages.js";
import type * as messages from "./messages.js";

export * from "./messages.js";

/**
 * The event in a `message` event, if the browser made it, the window of this frame posted it, its origin
 * is one of the vendor's, and its tag is known. Its fields are not checked.
 */
export function readFrom(
  frame: HTMLIFrameElement,
  event: MessageEvent,
): messages.__EVENT__ | undefined {
  return frames.isFrom(frame, event) ? __READ__(event) : undefined;
}

/** Calls a function with each event that `readFrom` reads; what is returned ends that. */
export function listen(
  frame: HTMLIFrameElement,
  take: (event: messages.__EVENT__) => void,
): () => void {
  return frames.listen((event) => {
    const message = readFrom(frame, event);
    if (message !== undefined) take(message);
  });
}
