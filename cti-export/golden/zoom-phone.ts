/**
 * Zoom Phone Smart Embed: Zoom's softphone, which a web page embeds as an iframe.
 *
 * The page configures it first. It then reports calls and texts, takes numbers to call, and, if the
 * configuration says so, asks the page for contacts: under one key, and is answered under another.
 * Every event has an id of its own beside the content, by which a page can tell one that comes twice.
 *
 * Declared from <https://developers.zoom.us/docs/phone/smart-embed-guide>, and from pages that embed
 * it. Uncertain: whether each party of a call has a number; in which form matched contacts are
 * answered, since pages differ (a list, or lists by number); what recordings, voicemails, summaries,
 * texts, notes and saved logs have, so these are declared as any object. Left out: the function
 * `onZoomPhoneIframeApiReady`, which Zoom's script calls in a page that loads it; some pages also
 * listen for a message of that name, which no document has.
 *
 * Written by cti-export from the declaration `zoom-phone`; change that instead.
 */

/**
 * From Zoom to the page. Posted as an object.
 *
 * Embed → page.
 */
export type Event =
  | CallRingingEventEvent
  | CallConnectedEventEvent
  | CallEndedEventEvent
  | CallLogCompletedEventEvent
  | CallRecordingCompletedEventEvent
  | CallVoicemailReceivedEventEvent
  | AiCallSummaryEventEvent
  | SmsLogEventEvent
  | SaveLogEventEvent
  | NotesSaveEventEvent
  | ContactSearchEventEvent
  | ContactMatchEventEvent;

/** A call rings, in either direction: the moment for a screen pop. */
export interface CallRingingEventEvent {
  type: "zp-call-ringing-event";
  data: CallInfo;
  /** The event's own id. */
  id?: Id | null;
}

/** A call was answered. */
export interface CallConnectedEventEvent {
  type: "zp-call-connected-event";
  data: CallInfo;
  /** The event's own id. */
  id?: Id | null;
}

/** A call is over. */
export interface CallEndedEventEvent {
  type: "zp-call-ended-event";
  data: {
    result?: CallResult | null;
  } & CallInfo;
  /** The event's own id. */
  id?: Id | null;
}

/** A call is in Zoom's log. */
export interface CallLogCompletedEventEvent {
  type: "zp-call-log-completed-event";
  data: {
    callId: string;
    callLogId: string;
    direction: Direction;
    /** In seconds. */
    duration: number;
    dateTime: DateTime;
    /** `Call Connected`, `Missed`, … */
    result: string;
    /** Personal data. */
    caller: LogParty;
    /** Personal data. */
    callee: LogParty;
  };
  /** The event's own id. */
  id?: Id | null;
}

/** The recording of a call can be fetched. */
export interface CallRecordingCompletedEventEvent {
  type: "zp-call-recording-completed-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/** Somebody has left a voicemail. */
export interface CallVoicemailReceivedEventEvent {
  type: "zp-call-voicemail-received-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/** Zoom has summed a call up; if `enableAISummary` is set. */
export interface AiCallSummaryEventEvent {
  type: "zp-ai-call-summary-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/** A text message was sent, or has come in. */
export interface SmsLogEventEvent {
  type: "zp-sms-log-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/** The user has a call or a text saved; if `enableSavingLog` is set. */
export interface SaveLogEventEvent {
  type: "zp-save-log-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/** The user has saved notes about a call; if `notePageConfig` is set. */
export interface NotesSaveEventEvent {
  type: "zp-notes-save-event";
  /** Personal data. */ data?: { [key: string]: Json } | null;
  /** The event's own id. */
  id?: Id | null;
}

/**
 * Contacts that what the user types could mean; if `enableContactSearching` is set.
 *
 * Answered by `zp-contact-search-response`.
 */
export interface ContactSearchEventEvent {
  type: "zp-contact-search-event";
  data: {
    requestId: string;
    /** Personal data. */
    searchString: string;
  };
  /** The event's own id. */
  id?: Id | null;
}

/**
 * Whose numbers these are; if `enableContactMatching` is set.
 *
 * Answered by `zp-contact-match-response`.
 */
export interface ContactMatchEventEvent {
  type: "zp-contact-match-event";
  data: {
    requestId: string;
    /** Personal data. */
    phoneNumbers: PhoneNumber[];
  };
  /** The event's own id. */
  id?: Id | null;
}

/**
 * From the page to Zoom. Posted as an object.
 *
 * Page → embed.
 */
export type Command =
  | InitConfigCommand
  | MakeCallCommand
  | InputSmsCommand
  | ContactSearchResponseCommand
  | ContactMatchResponseCommand;

/** What the page wants of the embed: the first message, once the frame has loaded. */
export interface InitConfigCommand {
  type: "zp-init-config";
  data?: ({
    /** Whether calls and texts have a button that saves them. */
    enableSavingLog?: boolean | null;
    /** Whether they are saved without it. */
    enableAutoLog?: boolean | null;
    /** Whether the page is asked for contacts while the user types. */
    enableContactSearching?: boolean | null;
    /** Whether the page is asked whose a number is. */
    enableContactMatching?: boolean | null;
    enableAISummary?: boolean | null;
    /** Whether a page in the background is told nothing of calls. */
    disableInactiveTabCallEvent?: boolean | null;
    /** The fields of the page on which users write notes. */
    notePageConfig?: Json[] | null;
  }) | null;
}

/**
 * Calls a number, or puts it into the dialer: click-to-dial.
 *
 * Only while `Embed` is Configured.
 */
export interface MakeCallCommand {
  type: "zp-make-call";
  data: {
    /** Personal data. */
    number: PhoneNumber;
    /** The user's number that the other party sees. Personal data. */
    callerId?: PhoneNumber | null;
    /** Whether it is called at once. */
    autoDial?: boolean | null;
  };
}

/**
 * Begins a text message.
 *
 * Only while `Embed` is Configured.
 */
export interface InputSmsCommand {
  type: "zp-input-sms";
  data: {
    /** Personal data. */
    number: PhoneNumber;
    /** Personal data. */
    message?: string | null;
  };
}

/** The contacts that were searched for. */
export interface ContactSearchResponseCommand {
  type: "zp-contact-search-response";
  data: {
    responseId: string;
    /** Personal data. */
    contacts: Contact[];
  };
}

/** The contacts whose numbers were asked for. */
export interface ContactMatchResponseCommand {
  type: "zp-contact-match-response";
  data: {
    responseId: string;
    /** Personal data. */
    contacts: Json;
  };
}

/** A call, as its events have it. */
export interface CallInfo {
  callId: string;
  direction: Direction;
  dateTime?: DateTime | null;
  /** Personal data. */
  caller: Party;
  /** Personal data. */
  callee: Party;
}

/** One end of a call. Personal data. */
export interface Party {
  /** Personal data. */
  name?: string | null;
  /** Personal data. */
  phoneNumber?: PhoneNumber | null;
  /** Personal data. */
  extensionNumber?: Id | null;
}

/** One end of a call, as the log has it. Personal data. */
export interface LogParty {
  /** Personal data. */
  name?: string | null;
  /** A number, or an extension. Personal data. */
  number?: PhoneNumber | null;
  /** Personal data. */
  didNumber?: PhoneNumber | null;
}

/** Somebody in the page's records. Personal data. */
export interface Contact {
  /** Personal data. */
  number: PhoneNumber;
  /** Personal data. */
  displayName: string;
}

/** Whether the user is called, or calls. */
export type Direction =
  | "inbound"
  | "outbound"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** How a call ended. */
export type CallResult =
  /** The parties have talked. */
  | "ended"
  | "missed"
  | "voicemail"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** A date and time without a zone, such as `2026-01-31 09:30:00`. The text is taken as it comes. */
export type DateTime = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://applications.zoom.us"];

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
  "zp-call-ringing-event",
  "zp-call-connected-event",
  "zp-call-ended-event",
  "zp-call-log-completed-event",
  "zp-call-recording-completed-event",
  "zp-call-voicemail-received-event",
  "zp-ai-call-summary-event",
  "zp-sms-log-event",
  "zp-save-log-event",
  "zp-notes-save-event",
  "zp-contact-search-event",
  "zp-contact-match-event",
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
  return tagged(event.data, "object", "type", EVENT_TAGS) as Event | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "zp-init-config",
  "zp-make-call",
  "zp-input-sms",
  "zp-contact-search-response",
  "zp-contact-match-response",
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
