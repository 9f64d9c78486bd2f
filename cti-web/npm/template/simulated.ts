// __VENDOR__'s phone without an account, for tests: a document that takes its place in the frame.
import init, { __CLASS__ as Compiled } from "./module/phone.js";
import { Module } from "../phone.js";
import { simulate } from "../simulated.js";
import type { Notice } from "../notice.js";

export type { Notice as PhoneNotice } from "../notice.js";

/** __VENDOR__'s simulated phone: a method for all that its user and callers do. */
export type Phone = InstanceType<typeof Compiled>;

const module = new Module("__CLASS__", [], init, Compiled);

/**
 * Makes this document __VENDOR__'s phone, for the page around it, whose origin this is. It posts to no other
 * origin, and takes commands from no other; `notice` is told what it refuses.
 *
 * The document has to be where the phone is: the page believes it only if its origin is one of the
 * vendor's. Rejected with an `Error` if the document is in no frame, the origin is none, or the module doesn't
 * load.
 */
export function phone(page: string, notice?: (notice: Notice) => void): Promise<Phone> {
  return simulate(module, page, notice);
}
