// What the guards of all vendors share.

/** Whether the browser made an event, and the window of this frame posted it. */
export function isFrom(frame: HTMLIFrameElement, event: MessageEvent): boolean {
  return event.isTrusted && event.source !== null && event.source === frame.contentWindow;
}

/** Calls a function for each `message` event; what is returned ends that. */
export function listen(take: (event: MessageEvent) => void): () => void {
  addEventListener("message", take);
  return () => removeEventListener("message", take);
}

/** The origin of a frame's `src`. */
export function originOf(frame: HTMLIFrameElement): string {
  return new URL(frame.src).origin;
}

/** Posts to the window of a frame, if it may be of this origin. */
export function post(
  frame: HTMLIFrameElement,
  data: unknown,
  origins: readonly string[],
  admits: (pattern: string, origin: string) => boolean,
  origin: string,
): void {
  if (!origins.some((pattern) => admits(pattern, origin))) {
    throw new Error(`nothing is posted to ${origin}: the phone is at ${origins.join(" or ")}`);
  }
  const window = frame.contentWindow;
  if (window === null) throw new Error("the phone's frame isn't in the page");
  window.postMessage(data, origin);
}
