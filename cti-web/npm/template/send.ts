
/**
 * Posts a command to the window of a frame, and to one exact origin: that of the frame's `src`, unless
 * another one is given. Throws if it is none of the vendor's, or the frame isn't in the page.
 */
export function send(
  frame: HTMLIFrameElement,
  command: messages.__COMMAND__,
  origin: string = frames.originOf(frame),
): void {
  frames.post(frame, __POSTED__, ORIGINS, admits, origin);
}
