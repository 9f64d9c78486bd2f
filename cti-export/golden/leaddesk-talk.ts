/**
 * LeadDesk Talk: a softphone that a web page embeds as an iframe.
 *
 * Talk handles one call at a time: only `call` and `completed` carry a call's id. Times name no
 * zone.
 *
 * Written by cti-export from the declaration `leaddesk-talk`; change that instead.
 */

/**
 * From LeadDesk to the page. Posted as an object.
 *
 * Talk → page.
 */
export type Event =
  | LoginEvent
  | LogoutEvent
  | CallEvent
  | ConnectedEvent
  | DisconnectedEvent
  | CompletedEvent
  | SmsEvent
  | ErrorEvent
  | JwtEvent;

/** An agent has logged in; click-to-call may be offered from here on. */
export interface LoginEvent {
  action: "login";
  /** The agent's language, as a code: `en`. */
  language: string;
  /** Where Talk says it runs. */
  origin: string;
}

/** The agent has logged out and cannot make calls. */
export interface LogoutEvent {
  action: "logout";
}

/** A call rings, in either direction. */
export interface CallEvent {
  action: "call";
  /** LeadDesk's number for the call. */
  id: number;
  /** The other party. Personal data. */
  number: PhoneNumber;
  /** Who calls whom. */
  direction: Direction;
  /** When it began to ring. */
  ringStart: DateTime;
}

/** The call was answered. */
export interface ConnectedEvent {
  action: "connected";
  /** When the two parties began to talk. */
  callStart: DateTime;
}

/** The call leg is gone. If it was never connected, nobody answered. */
export interface DisconnectedEvent {
  action: "disconnected";
  /** When the call ended. */
  callEnd: DateTime;
  /** Where the call's recording can be heard. Personal data. */
  recordUrl?: Url | null;
}

/** The agent has finished with the call. */
export interface CompletedEvent {
  action: "completed";
  /** The whole call, looked back at. */
  call: CompletedCall;
}

/** The agent has sent a text message. */
export interface SmsEvent {
  action: "sms";
  /** The text. Personal data. */
  sms: string;
  /** The call that it belongs to, if any. */
  callId?: number | null;
}

/** Some command failed; which one isn't said. */
export interface ErrorEvent {
  action: "error";
  /** `general` or `unknown error`. */
  message: string;
}

/** The token that `getJwt` asked for. */
export interface JwtEvent {
  action: "jwt";
  /** A signed token for the audience `cti`. A secret. */
  jwt: string;
}

/**
 * From the page to LeadDesk. Posted as an object.
 *
 * Page → Talk. Talk answers nothing but `getJwt`; what fails comes back as an `error` event.
 */
export type Command =
  | UseSettingsCommand
  | CallCommand
  | AnswerCommand
  | HangupCommand
  | ResetCommand
  | SetStatusCommand
  | SetMetadataCommand
  | GetJwtCommand;

/**
 * Changes how Talk behaves; what isn't set keeps its default.
 *
 * Only while `Agent` is LoggedIn.
 */
export interface UseSettingsCommand {
  action: "useSettings";
  /** Bars the agent from typing a number. */
  preventManualCalling?: boolean | null;
}

/**
 * Puts a number into the input field, and calls it if told to.
 *
 * Only while `Agent` is LoggedIn.
 */
export interface CallCommand {
  action: "call";
  /** The number to call. Personal data. */
  number: PhoneNumber;
  /** Whether to call at once. */
  autocall: boolean;
}

/** Answers a ringing inbound call. */
export interface AnswerCommand {
  action: "answer";
}

/** Hangs up a ringing or an ongoing call. */
export interface HangupCommand {
  action: "hangup";
}

/** Clears the number field, and undoes a `setStatus`. */
export interface ResetCommand {
  action: "reset";
}

/** Takes the agent out of reach for calls, or back. */
export interface SetStatusCommand {
  action: "setStatus";
  /** `false` stops calls in both directions. */
  enabled: boolean;
}

/** Tells Talk about the customer, to fill in text messages. */
export interface SetMetadataCommand {
  action: "setMetadata";
  /** Any keys, any values. Personal data. */
  metadata: { [key: string]: Json };
}

/**
 * Asks for a token; `jwt` answers.
 *
 * Answered by `jwt`, or by `error` if it failed.
 */
export interface GetJwtCommand {
  action: "getJwt";
}

/** Who calls whom. */
export type Direction =
  /** The customer calls. */
  | "in"
  /** The agent calls. */
  | "out"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A call that is over. The document gives a type for every key and `null` for what is unknown. */
export interface CompletedCall {
  /** The id that `call` gave. */
  id: number;
  /** Who called whom. */
  direction: Direction;
  /** The number that was called. Personal data. */
  to?: PhoneNumber | null;
  /** The number that called. Personal data. */
  from?: PhoneNumber | null;
  /** Whether the two parties talked. */
  answered: boolean;
  /** When the call began to ring. */
  callStart?: DateTime | null;
  /** When the two parties began to talk. */
  talkStart?: DateTime | null;
  /** When the call ended. */
  callEnd?: DateTime | null;
  /** Length of the call, in seconds. */
  duration?: number | null;
  /** What the agent noted. Personal data. */
  comment?: string | null;
  /** Where the call's recording can be heard. Personal data. */
  recordUrl?: Url | null;
  /** The ending reason that the agent chose. */
  reason?: Reason | null;
}

/** A call ending reason of the account. */
export interface Reason {
  /** As the agent sees it. */
  name: string;
  /** As programs name it. */
  logicalName?: string | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A date and time without a zone, such as `2026-01-31 09:30:00`. The text is taken as it comes. */
export type DateTime = string;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://login-*.leaddesk.com"];

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
  "login",
  "logout",
  "call",
  "connected",
  "disconnected",
  "completed",
  "sms",
  "error",
  "jwt",
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
  return tagged(event.data, "object", "action", EVENT_TAGS) as Event | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "useSettings",
  "call",
  "answer",
  "hangup",
  "reset",
  "setStatus",
  "setMetadata",
  "getJwt",
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
  return tagged(event.data, "object", "action", COMMAND_TAGS) as Command | undefined;
}
