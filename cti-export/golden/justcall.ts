/**
 * JustCall: a dialer that a web page embeds as an iframe.
 *
 * It reports calls and text messages, takes a number to dial, and says whether somebody is logged
 * in. No message says that the dialer is there: the frame's `load` event does.
 *
 * Declared from `@justcall/justcall-dialer-sdk` 1.4.2 on npm, its types, its code and its README.
 * Uncertain: whether a call that nobody answers ends with `call-ended`; what else `answered_status`
 * says; how `received_at` writes a time; what `logged-in-status` has beside `logged_in` when nobody
 * is logged in.
 *
 * Written by cti-export from the declaration `justcall`; change that instead.
 */

/**
 * From JustCall to the page. Posted as an object.
 *
 * Dialer → page.
 */
export type Event =
  | LoggedInStatusEvent
  | CallRingingEvent
  | CallAnsweredEvent
  | CallEndedEvent
  | SmsReceivedEvent
  | IsLoggedInEvent;

/** Somebody has logged in or out. */
export interface LoggedInStatusEvent {
  name: "logged-in-status";
  data: {
    /** Whether somebody is logged in now. */
    logged_in: boolean;
    /** The user's numbers. Personal data. */
    login_numbers?: PhoneNumber[] | null;
    /** Who it is. Personal data. */
    user_info?: User | null;
  };
}

/** A call rings, in either direction: the moment for a screen pop. */
export interface CallRingingEvent {
  name: "call-ringing";
  data: {
    /** Who calls whom. */
    direction: Direction;
    /** The number that calls. Personal data. */
    from: PhoneNumber;
    /** The number that is called. Personal data. */
    to: PhoneNumber;
    /** The call's id, the same in all its events. */
    call_sid: string;
  };
}

/** A call was answered, on either side. */
export interface CallAnsweredEvent {
  name: "call-answered";
  data: {
    /** The call. */
    call_sid: string;
    /** Who called whom. */
    direction: Direction;
    /** How it was answered: `answered` in the only example. */
    answered_status: string;
  };
}

/** A call is over. */
export interface CallEndedEvent {
  name: "call-ended";
  data: {
    /** The call. */
    call_sid: string;
    /** Who called whom. */
    direction: Direction;
    /** Its length, in seconds. */
    duration: number;
  };
}

/** A text message has come in. */
export interface SmsReceivedEvent {
  name: "sms-received";
  data: {
    /** The message's id. */
    message_sid: string;
    /** The number that sent it. Personal data. */
    from: PhoneNumber;
    /** The user's number. Personal data. */
    to: PhoneNumber;
    /** The text. Personal data. */
    body: string;
    /** When it came in; in which format isn't said. */
    received_at: string;
  };
}

/** The answer to the command of the same name: `true` or `false`, as a string. */
export interface IsLoggedInEvent {
  name: "is-logged-in";
  data: Text<boolean>;
}

/**
 * From the page to JustCall. Posted as an object.
 *
 * Page → dialer.
 */
export type Command =
  | DialNumberCommand
  | IsLoggedInCommand;

/** Puts a number into the dialer; the user still has to call it. */
export interface DialNumberCommand {
  type: "dial-number";
  /** The number. Personal data. */
  phoneNumber: PhoneNumber;
}

/**
 * Asks whether somebody is logged in.
 *
 * Answered by `is-logged-in`.
 */
export interface IsLoggedInCommand {
  type: "is-logged-in";
}

/** Who calls whom. */
export type Direction =
  /** The user is called. */
  | "inbound"
  /** The user calls. */
  | "outbound"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A user of JustCall. Personal data. */
export interface User {
  /** The e-mail address of the account. Personal data. */
  email: string;
  /** The full name. Personal data. */
  name: string;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A boolean or a number as a string. It is read without the quotes too. */
export type Text<Value extends boolean | number> = `${Value}` | Value;

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://app.justcall.io"];

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

/** The tags of `Event`. */
export const EVENT_TAGS: readonly string[] = [
  "logged-in-status",
  "call-ringing",
  "call-answered",
  "call-ended",
  "sms-received",
  "is-logged-in",
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
  return tagged(event.data, "object", "name", EVENT_TAGS) as Event | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "dial-number",
  "is-logged-in",
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
  return tagged(event.data, "object", "type", COMMAND_TAGS) as Command | undefined;
}
