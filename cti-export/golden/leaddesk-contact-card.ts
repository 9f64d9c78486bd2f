/**
 * A customer card that LeadDesk shows in an iframe inside its own page.
 *
 * The page is the inner one: it posts to its parent, and learns which LeadDesk host that is from
 * its referrer. After a navigation within the frame the referrer is the page itself, so an
 * application hands the first one on.
 *
 * Written by cti-export from the declaration `leaddesk-contact-card`; change that instead.
 */

/**
 * From LeadDesk to the page. Posted as an object; JSON text is read too.
 *
 * LeadDesk → card.
 */
export type Event =
  | CallLineRingingEvent
  | CallLineIdleEvent
  | CallLineOnEvent
  | RecStartedEvent
  | RecStoppedEvent
  | RecCancelledEvent;

/** A call rings. */
export interface CallLineRingingEvent {
  type: "callLineRinging";
  data: {
    /** The call's row in the call log. */
    call_log_id: number;
  };
}

/** The line is free: a call has ended, or LeadDesk's page was initialised. */
export interface CallLineIdleEvent {
  type: "callLineIdle";
  data?: ({
    /** The row of the call that has ended, if one has. */
    call_log_id?: number | null;
  }) | null;
}

/** The call was answered. */
export interface CallLineOnEvent {
  type: "callLineOn";
  data: {
    /** The call's row in the call log. */
    call_log_id: number;
  };
}

/** The recording that proves an order has started. */
export interface RecStartedEvent {
  type: "recStarted";
  data: {
    /** The recording's file. */
    file: string;
  };
}

/** The recording that proves an order has ended. */
export interface RecStoppedEvent {
  type: "recStopped";
  data: {
    /** The recording's file. */
    file: string;
  };
}

/** The recording that proves an order was thrown away. */
export interface RecCancelledEvent {
  type: "recCancelled";
  data: {
    /** The recording's file. */
    file: string;
  };
}

/**
 * From the page to LeadDesk. Posted as JSON text.
 *
 * Card → LeadDesk.
 */
export type Command =
  | CallCommand
  | HangupCommand
  | CloseCommand
  | SelectReasonCommand
  | ContinueCallRecordingCommand
  | PauseCallRecordingCommand
  | StartVoiceReceiptRecordingCommand
  | StopVoiceReceiptRecordingCommand
  | RequestFullWindowCommand
  | ForceFullWindowCommand
  | DeleteCallLogCommand;

/** Opens the call dialog for a number, a call or a customer, and calls if told to. */
export interface CallCommand {
  action: "call";
  params: {
    /** Whether to call at once. The document shows only `true`. */
    auto_call?: boolean | null;
  } & CallTarget;
}

/** Hangs up the active call. */
export interface HangupCommand {
  action: "hangup";
  params?: unknown;
}

/** Closes a part of LeadDesk's page. */
export interface CloseCommand {
  action: "close";
  params: {
    /** Which part. */
    target: CloseTarget;
  };
}

/** Chooses the ending reason of the call. */
export interface SelectReasonCommand {
  action: "select_reason";
  params: {
    /** The reason's number in the account. */
    id: number;
  };
}

/** Goes on recording the call. */
export interface ContinueCallRecordingCommand {
  action: "continue_call_recording";
  params?: unknown;
}

/** Pauses the recording of the call, say while a card number is told. */
export interface PauseCallRecordingCommand {
  action: "pause_call_recording";
  params?: unknown;
}

/** Starts the separate recording that proves an order. */
export interface StartVoiceReceiptRecordingCommand {
  action: "start_voice_receipt_recording";
  params?: unknown;
}

/** Ends the separate recording that proves an order. */
export interface StopVoiceReceiptRecordingCommand {
  action: "stop_voice_receipt_recording";
  params?: unknown;
}

/** Asks for the whole window, which is given once a call is ongoing; safe at any time. */
export interface RequestFullWindowCommand {
  action: "request_full_window";
  params?: unknown;
}

/**
 * Takes the whole window at once. It may break LeadDesk's page: prefer
 * `request_full_window`.
 */
export interface ForceFullWindowCommand {
  action: "force_full_window";
  params?: unknown;
}

/** Deletes a row of the call log, of a call that nobody answered. */
export interface DeleteCallLogCommand {
  action: "delete_call_log";
  params: {
    /** The row's number. */
    call_log_id: number;
  };
}

/** Whom to call. */
export type CallTarget =
  /** A phone number. */
  | { /** Personal data. */ phone_number: PhoneNumber; call_id?: null; customer_id?: null }
  /** A row of the call log. */
  | { call_id: number; phone_number?: null; customer_id?: null }
  /** A customer of the account. */
  | { customer_id: number; phone_number?: null; call_id?: null };

/** What can be closed. */
export type CloseTarget =
  /** The call dialog. */
  | "call_dialog"
  /** The full window; the call dialog stays open. */
  | "full_window_campaign_url";

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://*.leaddesk.com"];

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
  "callLineRinging",
  "callLineIdle",
  "callLineOn",
  "recStarted",
  "recStopped",
  "recCancelled",
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
  return tagged(event.data, "both", "type", EVENT_TAGS) as Event | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "call",
  "hangup",
  "close",
  "select_reason",
  "continue_call_recording",
  "pause_call_recording",
  "start_voice_receipt_recording",
  "stop_voice_receipt_recording",
  "request_full_window",
  "force_full_window",
  "delete_call_log",
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
  return tagged(event.data, "text", "action", COMMAND_TAGS) as Command | undefined;
}
