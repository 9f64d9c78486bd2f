/**
 * Dialpad Mini Dialer: Dialpad's softphone, which a web page embeds as an iframe.
 *
 * It says who is logged in and which calls ring, and takes numbers to call. What becomes of a call
 * once it has stopped ringing is not told on this channel.
 *
 * Declared from <https://developers.dialpad.com/docs/dialpad-mini-dialer>, a page that calls itself
 * under construction, and Dialpad's changelog of April 2023; where the page is silent, public
 * programs that use it decided. Uncertain: whether `version` has to be `1.0`, so it is reported and
 * not compared; what else a party's `type` says; whether ids are always numbers; whether
 * `outbound_caller_id` may stand beside an identity, and whether `off` says that the call was
 * answered (nothing does).
 *
 * Written by cti-export from the declaration `dialpad`; change that instead.
 */

/**
 * From Dialpad to the page. Posted as an object.
 *
 * Dialer → page.
 */
export type Event =
  | UserAuthenticationEvent
  | CallRingingEvent;

/** Somebody has logged in or out. */
export interface UserAuthenticationEvent {
  api: "opencti_dialpad";
  version?: string | number | boolean | null;
  method: "user_authentication";
  payload: {
    /** Whether somebody is logged in now. */
    user_authenticated: boolean;
    /** Dialpad's number for the user. */
    user_id?: Id | null;
  };
}

/** An inbound call begins to ring, the moment for a screen pop, or stops ringing. */
export interface CallRingingEvent {
  api: "opencti_dialpad";
  version?: string | number | boolean | null;
  method: "call_ringing";
  payload: {
    /** Whether it rings now. */
    state: Ringing;
    /** Dialpad's number for the call. */
    id: Id;
    /** Who calls. Personal data. */
    contact?: Party | null;
    /** Who is called: a user, or a group of them. Personal data. */
    target?: Party | null;
    /** The Dialpad number that is called. Personal data. */
    internal_number?: PhoneNumber | null;
    /** The number that calls. Personal data. */
    external_number?: PhoneNumber | null;
  };
}

/**
 * From the page to Dialpad. Posted as an object.
 *
 * Page → dialer. Nothing is answered.
 */
export type Command =
  | InitiateCallCommand
  | EnableCurrentTabCommand
  | HangUpAllCallsCommand;

/** Calls a number: click-to-dial. */
export interface InitiateCallCommand {
  api: "opencti_dialpad";
  version?: string | number | boolean | null;
  method: "initiate_call";
  payload: {
    /** The number, with its country code. Personal data. */
    phone_number: PhoneNumber;
    /** Whether this tab's dialer takes over from those in other tabs. */
    enable_current_tab?: boolean | null;
    /** On whose behalf to call, if not the user's own. */
    identity_type?: Identity | null;
    /** The number of the group on whose behalf to call. */
    identity_id?: Id | null;
    /** The number that the called party sees. Personal data. */
    outbound_caller_id?: PhoneNumber | null;
    /** Up to 2000 characters that Dialpad's webhooks give back. Personal data. */
    custom_data?: string | null;
  };
}

/** Makes this tab's dialer the one that rings. */
export interface EnableCurrentTabCommand {
  api: "opencti_dialpad";
  version?: string | number | boolean | null;
  method: "enable_current_tab";
  payload?: unknown;
}

/** Ends every call of the user. */
export interface HangUpAllCallsCommand {
  api: "opencti_dialpad";
  version?: string | number | boolean | null;
  method: "hang_up_all_calls";
  payload?: unknown;
}

/** Whether a call rings. */
export type Ringing =
  /** It has begun to. */
  | "on"
  /** It has stopped. */
  | "off";

/** A group on whose behalf a call is made. */
export type Identity =
  /** An office. */
  | "Office"
  /** A department. */
  | "OfficeGroup"
  /** A call centre. */
  | "CallCenter"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** One end of a call. Personal data. */
export interface Party {
  /** A contact's id is a text, a user's or a group's a number. Personal data. */
  id?: Id | null;
  /** Its number. Personal data. */
  phone?: PhoneNumber | null;
  /** What it is, in any case: `user`, `CallCenter`, … Personal data. */
  type?: string | null;
  /** Its name. Personal data. */
  name?: string | null;
  /** Its e-mail address. Personal data. */
  email?: string | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://dialpad.com"];

/**
 * Whether an origin, as the browser reports it, is one that a pattern stands for.
 *
 * `*` stands for one or more of a to z, 0 to 9 and `-` in the first part of the host, which has at
 * most 63 characters and no `-` at either end; never for a dot. Everything else is compared as it is:
 * `null`, a slash at the end, upper case or a default port never match.
 */
export function admits(pattern: string, origin: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) {
    return pattern !== "" && pattern !== "null" && origin === pattern;
  }
  const before = pattern.slice(0, star);
  const behind = pattern.slice(star + 1);
  const length = origin.length - before.length - behind.length;
  if (length < 1 || origin.slice(0, star) !== before || origin.slice(star + length) !== behind) {
    return false;
  }
  if (!/^[a-z0-9-]+$/.test(origin.slice(star, star + length))) {
    return false;
  }
  const host = (origin.slice(origin.indexOf("://") + 3).split(":")[0]) ?? "";
  const label = host.split(".")[0] ?? "";
  return host.length <= 253 && label.length <= 63 && label[0] !== "-" && label[label.length - 1] !== "-";
}

/** What was posted, if it is an object with one of these tags. */
function tagged(data: unknown, encoding: "object" | "text" | "both", tag: string, tags: readonly string[]): unknown {
  let value = data;
  if (typeof data === "string") {
    if (encoding === "object") {
      return undefined;
    }
    try {
      value = JSON.parse(data);
    } catch {
      return undefined;
    }
  } else if (encoding === "text") {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  if (!Object.prototype.hasOwnProperty.call(value, tag)) {
    return undefined;
  }
  const name: unknown = (value as { [key: string]: unknown })[tag];
  return typeof name === "string" && tags.indexOf(name) >= 0 ? value : undefined;
}

/** A message, if it has these entries. */
function has(message: unknown, entries: { readonly [key: string]: string | number | boolean }): unknown {
  if (message === undefined) {
    return undefined;
  }
  const found = message as { [key: string]: unknown };
  const own = (key: string) => Object.prototype.hasOwnProperty.call(found, key);
  return Object.keys(entries).every((key) => own(key) && found[key] === entries[key]) ? found : undefined;
}

/** The tags of `Event`. */
export const EVENT_TAGS: readonly string[] = [
  "user_authentication",
  "call_ringing",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readEvent(event: { origin: string; data: unknown }): Event | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return has(tagged(event.data, "object", "method", EVENT_TAGS), { "api": "opencti_dialpad" }) as Event | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "initiate_call",
  "enable_current_tab",
  "hang_up_all_calls",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readCommand(event: { origin: string; data: unknown }, pages: readonly string[]): Command | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return has(tagged(event.data, "object", "method", COMMAND_TAGS), { "api": "opencti_dialpad" }) as Command | undefined;
}
