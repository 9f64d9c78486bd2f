/**
 * Aircall Workspace: Aircall's softphone, which a web page embeds as an iframe.
 *
 * The workspace speaks first, when its user is logged in; the page says that it is there, and may
 * command it from then on. What the page asks is answered by name, within two seconds.
 *
 * Declared from `aircall-everywhere` 2.0.6 on npm, its code and its README, since the workspace's
 * own code isn't public. Uncertain: what `path` is for; what a success has in `data`, and whether
 * `is_logged_in` is answered there or by the success itself (the package hands over both); what
 * HubSpot's records are called; whether a call that nobody takes ends with `call_ended`.
 *
 * Written by cti-export from the declaration `aircall`; change that instead.
 */

/**
 * From Aircall to the page. Posted as an object.
 *
 * Workspace → page.
 */
export type Event =
  | LoadedEvent
  | LogoutEvent
  | IntegrationSettingsEvent
  | IncomingCallEvent
  | CallEndRingtoneEvent
  | OutgoingCallEvent
  | OutgoingAnsweredEvent
  | CallEndedEvent
  | CommentSavedEvent
  | ExternalDialEvent
  | PowerdialerUpdatedEvent
  | RedirectEventEvent
  | DialNumberResponseEvent
  | ExitKeyboardResponseEvent
  | IsLoggedInResponseEvent;

/** The workspace has loaded, and this user is logged in. */
export interface LoadedEvent {
  name: "apm_phone_loaded";
  value?: ({
    /** Personal data. */
    email?: string | null;
    /** Personal data. */
    first_name?: string | null;
    /** Personal data. */
    last_name?: string | null;
    /** Personal data. */
    company_name?: string | null;
  }) | null;
}

/** The user has logged out; the next login begins with `loaded`. */
export interface LogoutEvent {
  name: "apm_phone_logout";
  value?: unknown;
}

/** The settings that `get_settings` asked for. */
export interface IntegrationSettingsEvent {
  name: "apm_phone_integration_settings";
  /** Personal data. */ value?: { [key: string]: Json } | null;
}

/** Somebody calls: the moment for a screen pop. */
export interface IncomingCallEvent {
  name: "apm_phone_incoming_call";
  value: {
    /** Personal data. */
    from: PhoneNumber;
    /** Personal data. */
    to: PhoneNumber;
    call_id: number;
  };
}

/** An inbound call rings no more. */
export interface CallEndRingtoneEvent {
  name: "apm_phone_call_end_ringtone";
  value: {
    answer_status: AnswerStatus;
    call_id: number;
  };
}

/** The user calls somebody. */
export interface OutgoingCallEvent {
  name: "apm_phone_outgoing_call";
  value: {
    /** Personal data. */
    from: PhoneNumber;
    /** Personal data. */
    to: PhoneNumber;
    call_id: number;
  };
}

/** The party that the user calls has answered. */
export interface OutgoingAnsweredEvent {
  name: "apm_phone_outgoing_answered";
  value: {
    call_id: number;
  };
}

/** A call is over. */
export interface CallEndedEvent {
  name: "apm_phone_call_ended";
  value: {
    /** Its length, in seconds. */
    duration: number;
    call_id: number;
  };
}

/** The user has noted something about a call, during it or later. */
export interface CommentSavedEvent {
  name: "apm_phone_comment_saved";
  value: {
    /** Personal data. */
    comment: string;
    call_id: number;
  };
}

/** A number was called from outside the workspace: by Aircall's API, or its extension. */
export interface ExternalDialEvent {
  name: "apm_phone_external_dial";
  value: {
    /** Personal data. */
    phone_number: PhoneNumber;
  };
}

/** A campaign of the power dialer has changed. */
export interface PowerdialerUpdatedEvent {
  name: "apm_phone_powerdialer_updated";
  value?: unknown;
}

/** A record is to be shown; for accounts whose CRM settings say so. */
export interface RedirectEventEvent {
  name: "apm_phone_redirect_event";
  value: {
    /** `Zendesk::User`, `Zendesk::Ticket`, or what HubSpot has. */
    type: string;
    id: Id;
  };
}

/** Whether the number was taken. */
export interface DialNumberResponseEvent {
  name: "apm_phone_dial_number_response";
  value: ({ success: true; data?: Json | null } | ({ success: false; data?: null } & Refusal));
}

/** Whether the keyboard is gone. */
export interface ExitKeyboardResponseEvent {
  name: "apm_phone_exit_keyboard_response";
  value: ({ success: true; data?: Json | null } | ({ success: false; data?: null } & Refusal));
}

/** Whether somebody is logged in. */
export interface IsLoggedInResponseEvent {
  name: "apm_phone_is_logged_in_response";
  value: ({ success: true; data?: Json | null } | ({ success: false; data?: null } & Refusal));
}

/**
 * From the page to Aircall. Posted as an object.
 *
 * Page → workspace. More commands may come, the README says.
 */
export type Command =
  | IsReadyCommand
  | GetSettingsCommand
  | DialNumberCommand
  | ExitKeyboardCommand
  | IsLoggedInCommand;

/** The page is there: to be sent after each `loaded`. */
export interface IsReadyCommand {
  name: "apm_app_isready";
  value?: unknown;
  path?: string | null;
}

/**
 * Asks for what the account has set for a CRM.
 *
 * Only while `Workspace` is Ready.
 *
 * Answered by `apm_phone_integration_settings`.
 */
export interface GetSettingsCommand {
  name: "apm_app_get_settings";
  value: Crm;
}

/**
 * Calls a number: click-to-dial. Refused as `in_call` while a call is on.
 *
 * Only while `Workspace` is Ready.
 *
 * Answered by `apm_phone_dial_number_response`.
 *
 * Its answer is waited for 2000 ms.
 */
export interface DialNumberCommand {
  name: "apm_app_dial_number";
  value: {
    /** Personal data. */
    phone_number: PhoneNumber;
  };
}

/**
 * Leaves the keyboard. Refused as `in_call` or `not_in_keyboard`.
 *
 * Only while `Workspace` is Ready.
 *
 * Answered by `apm_phone_exit_keyboard_response`.
 *
 * Its answer is waited for 2000 ms.
 */
export interface ExitKeyboardCommand {
  name: "apm_app_exit_keyboard";
  value?: unknown;
}

/**
 * Asks whether somebody is logged in.
 *
 * Only while `Workspace` is Ready.
 *
 * Answered by `apm_phone_is_logged_in_response`.
 *
 * Its answer is waited for 2000 ms.
 */
export interface IsLoggedInCommand {
  name: "apm_app_is_logged_in";
  value?: unknown;
}

/** How an inbound call stopped ringing. */
export type AnswerStatus =
  /** The user answered it. */
  | "answered"
  /** The caller gave up, or the connection was lost. */
  | "disconnected"
  /** The user refused it. */
  | "refused"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A CRM that Aircall has settings for. */
export type Crm =
  /** Zendesk. */
  | "zendesk"
  /** HubSpot. */
  | "hubspot"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Why a command was not carried out. */
export interface Refusal {
  /** For programs. */
  errorCode: ErrorCode;
  /** For people. */
  errorMessage?: string | null;
}

/** What kept a command from being carried out. */
export type ErrorCode =
  /** A call is on. */
  | "in_call"
  /** The workspace doesn't show its keyboard. */
  | "not_in_keyboard"
  /**
   * There is no such command: what the workspace answers to any name, under the response of
   * that name.
   */
  | "does_not_exist"
  /** Read as "does_not_exist". */
  | "does_not_exists"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://workspace.aircall.io", "https://phone.aircall.io"];

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
  "apm_phone_loaded",
  "apm_phone_logout",
  "apm_phone_integration_settings",
  "apm_phone_incoming_call",
  "apm_phone_call_end_ringtone",
  "apm_phone_outgoing_call",
  "apm_phone_outgoing_answered",
  "apm_phone_call_ended",
  "apm_phone_comment_saved",
  "apm_phone_external_dial",
  "apm_phone_powerdialer_updated",
  "apm_phone_redirect_event",
  "apm_phone_dial_number_response",
  "apm_phone_exit_keyboard_response",
  "apm_phone_is_logged_in_response",
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
  "apm_app_isready",
  "apm_app_get_settings",
  "apm_app_dial_number",
  "apm_app_exit_keyboard",
  "apm_app_is_logged_in",
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
  return tagged(event.data, "object", "name", COMMAND_TAGS) as Command | undefined;
}
