// __VENDOR__'s phone, in an iframe of the page. Its messages are those of `./messages.js`.
import init, { Phone as Compiled } from "./module/phone.js";
import * as phone from "../phone.js";
import { HANDLERS } from "./messages.js";
import type * as messages from "./messages.js";

export type * from "./messages.js";
export type { Notice as PhoneNotice } from "../notice.js";
export type { ModuleSource, PhoneOptions } from "../phone.js";

const module = new phone.Module("__CLASS__", HANDLERS, init, Compiled);

/**
 * __VENDOR__'s phone in an iframe, whose `src` is `__SRC__`.
 *
 * A function of the page is called with an event only if the browser made it, the frame's window posted
 * it, from an origin of the vendor's, and it is as declared.
 */
export class __CLASS__ extends phone.__BASE__ {
  /** The events that there are, by their tags. */
  static readonly EVENTS = HANDLERS;

  /**
   * Listens to the frame from here on, and calls these functions for its events. Best right after the
   * frame is made: what it posts while the module loads is not lost.
   *
   * Rejected with a `TypeError` if a function has the name of no event, or there is no frame; with an
   * `Error` if the module doesn't load.
   */
  static async connect(
    frame: HTMLIFrameElement,
    handlers: messages.Handlers,
    options: phone.PhoneOptions = {},
  ): Promise<__CLASS__> {
    const opened = new __CLASS__(await phone.open(module, frame, handlers, options));
    return phone.closing(opened, options.signal);
  }

  /** Throws a `TypeError` if a function has the name of no event. */
  static check(handlers: messages.Handlers): void {
    phone.check(module, handlers);
  }

  /**
   * Loads the module before it is needed. From where, may be said where it isn't beside this script; the
   * first to load it says so.
   */
  static async load(source?: phone.ModuleSource): Promise<void> {
    await module.load(source);
  }
}
