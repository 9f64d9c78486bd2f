/**
 * HubSpot Calling Extensions: a calling app that HubSpot shows in an iframe inside its own page.
 *
 * The page is the inner one. HubSpot synchronises first, every 100 ms for at most 30 seconds, and the
 * app acknowledges with the id and all that the `SYNC` had; then the app says that it is initialised,
 * and tells of calls. HubSpot writes the records, and says by name how that went: its answers have ids
 * of their own, and tell the calls apart by `externalCallId` at best.
 *
 * Declared from `@hubspot/calling-extensions-sdk` 0.9.7 on npm, its types and its code, from the two
 * demo apps in `HubSpot/calling-extensions-sdk` on GitHub, and from
 * <https://developers.hubspot.com/docs/api-reference/crm-calling-extensions-v3/calling-sdk>.
 * Uncertain: HubSpot's hosts, which no document lists; what failures say; what `END_CALL`,
 * `SET_CALL_STATE`, `INITIATE_CALL_ID_SUCCEEDED` and `FINALIZE_ENGAGEMENT_SUCCEEDED` have; whether a
 * transfer ends the call for this app. Left out: `UNLOADING`, which the package names and never posts;
 * `READY`, `FAILED` and `SYNC_ACK_FAILED`, which it hands to its own callers alone.
 *
 * Written by cti-export from the declaration `hubspot-calling`; change that instead.
 */

/**
 * From HubSpot to the page. Posted as an object.
 *
 * HubSpot → app.
 */
export type Event =
  | SyncEvent
  | DialNumberEvent
  | EndCallEvent
  | CreateEngagementSucceededEvent
  | CreateEngagementFailedEvent
  | EngagementCreatedEvent
  | UpdateEngagementSucceededEvent
  | UpdateEngagementFailedEvent
  | CallerIdMatchSucceededEvent
  | CallerIdMatchFailedEvent
  | NavigateToRecordFailedEvent
  | PublishToChannelSucceededEvent
  | PublishToChannelFailedEvent
  | FinalizeEngagementSucceededEvent
  | FinalizeEngagementFailedEvent
  | InitiateCallIdSucceededEvent
  | InitiateCallIdFailedEvent
  | SetCallStateEvent
  | SetWidgetUrlFailedEvent
  | VisibilityChangedEvent;

/**
 * HubSpot is there, and says for whom.
 *
 * Given up if `SYNC_ACK` doesn't arrive within 30000 ms.
 *
 * Comes first: what else is sent is refused before `SYNC_ACK`. Repeated every 100 ms until then.
 */
export type SyncEvent = {
  type: "SYNC";
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
} & Context;

/** The user has clicked a number: click-to-dial. */
export interface DialNumberEvent {
  type: "DIAL_NUMBER";
  data: {
    /** Personal data. */
    phoneNumber: PhoneNumber;
    ownerId?: Id | null;
    /** The record from which the user calls. */
    subjectId?: Id | null;
    /** The record that is called. */
    objectId?: Id | null;
    objectType?: RecordKind | null;
    portalId?: number | null;
    /** Of the number: `US`. */
    countryCode?: string | null;
    calleeInfo?: Callee | null;
    startTimestamp?: EpochMillis | null;
    /** The property of the record that has the number. */
    toPhoneNumberSrc?: string | null;
  };
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The user has ended the call in HubSpot's page: the app is to hang up. */
export interface EndCallEvent {
  type: "END_CALL";
  data?: unknown;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** A record was made for a call whose start asked for one. */
export interface CreateEngagementSucceededEvent {
  type: "CREATE_ENGAGEMENT_SUCCEEDED";
  data: {
    engagementId: Id;
    externalCallId?: string | null;
  };
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** No record was made. */
export interface CreateEngagementFailedEvent {
  type: "CREATE_ENGAGEMENT_FAILED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/**
 * A record was made.
 *
 * @deprecated `CREATE_ENGAGEMENT_SUCCEEDED` takes its place
 */
export interface EngagementCreatedEvent {
  type: "ENGAGEMENT_CREATED";
  data: {
    engagementId: Id;
  };
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The record of a call that was completed has its properties. */
export interface UpdateEngagementSucceededEvent {
  type: "UPDATE_ENGAGEMENT_SUCCEEDED";
  data: {
    engagementId: Id;
    externalCallId?: string | null;
  };
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The record of a call hasn't. */
export interface UpdateEngagementFailedEvent {
  type: "UPDATE_ENGAGEMENT_FAILED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** Whose the number of an inbound call is: the moment for a screen pop. */
export interface CallerIdMatchSucceededEvent {
  type: "CALLER_ID_MATCH_SUCCEEDED";
  data: {
    /** Personal data. */
    callerIdMatches: CallerIdMatch[];
    externalCallId?: string | null;
  };
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The number of an inbound call couldn't be looked up. */
export interface CallerIdMatchFailedEvent {
  type: "CALLER_ID_MATCH_FAILED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** A record wasn't shown. */
export interface NavigateToRecordFailedEvent {
  type: "NAVIGATE_TO_RECORD_FAILED";
  data?: ({
    engagementId?: Id | null;
    objectCoordinates?: ObjectCoordinates | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/**
 * A call is in the help desk's conversation.
 *
 * @deprecated `FINALIZE_ENGAGEMENT_SUCCEEDED` takes its place
 */
export interface PublishToChannelSucceededEvent {
  type: "PUBLISH_TO_CHANNEL_SUCCEEDED";
  data?: ({
    engagementId?: Id | null;
    externalCallId?: string | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/**
 * A call isn't in the help desk's conversation.
 *
 * @deprecated `FINALIZE_ENGAGEMENT_FAILED` takes its place
 */
export interface PublishToChannelFailedEvent {
  type: "PUBLISH_TO_CHANNEL_FAILED";
  data?: ({
    engagementId?: Id | null;
    externalCallId?: string | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The record of a call is final. */
export interface FinalizeEngagementSucceededEvent {
  type: "FINALIZE_ENGAGEMENT_SUCCEEDED";
  data?: ({
    engagementId?: Id | null;
    externalCallId?: string | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The record of a call isn't final. */
export interface FinalizeEngagementFailedEvent {
  type: "FINALIZE_ENGAGEMENT_FAILED";
  data?: ({
    engagementId?: Id | null;
    externalCallId?: string | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** A call was begun by its id. */
export interface InitiateCallIdSucceededEvent {
  type: "INITIATE_CALL_ID_SUCCEEDED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** A call wasn't begun by its id. */
export interface InitiateCallIdFailedEvent {
  type: "INITIATE_CALL_ID_FAILED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** HubSpot says what a call is in. */
export interface SetCallStateEvent {
  type: "SET_CALL_STATE";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The address of the app's frame wasn't changed. */
export interface SetWidgetUrlFailedEvent {
  type: "SET_WIDGET_URL_FAILED";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/** The app was minimised, hidden or shown. */
export interface VisibilityChangedEvent {
  type: "VISIBILITY_CHANGED";
  data?: ({
    isMinimized?: boolean | null;
    isHidden?: boolean | null;
  }) | null;
  /** A string in the package, whose types allow a number. The sender's session makes another one for each message. */
  messageId: Id;
}

/**
 * From the page to HubSpot. Posted as an object.
 *
 * App → HubSpot.
 */
export type Command =
  | SyncAckCommand
  | InitializedCommand
  | UserAvailableCommand
  | UserUnavailableCommand
  | LoggedInCommand
  | LoggedOutCommand
  | IncomingCallCommand
  | OutgoingCallStartedCommand
  | CallAnsweredCommand
  | CallTransferredCommand
  | CallDataCommand
  | CallEndedCommand
  | CallCompletedCommand
  | NavigateToRecordCommand
  | PublishToChannelCommand
  | FinalizeEngagementCommand
  | ResizeWidgetCommand
  | SetWidgetUrlCommand
  | ErrorCommand;

/** Acknowledges a `SYNC`: has its id, and repeats what it says. */
export type SyncAckCommand = {
  type: "SYNC_ACK";
  /** That of the `SYNC`. */
  messageId: Id;
  /** Whether HubSpot is to log what is posted. */
  debugMode?: boolean | null;
  /** Of the package that speaks for the app. */
  version: string;
  /** The app's origin, to which HubSpot posts from here on. */
  iFrameUrl: Url;
} & Context;

/**
 * The app can be used, and whether its user is logged in.
 *
 * Only while `Widget` is Ready.
 */
export interface InitializedCommand {
  type: "INITIALIZED";
  data?: ({
    isLoggedIn?: boolean | null;
    engagementId?: Id | null;
    /** Whether the user takes calls. A number in the document's table, a boolean in the demos. */
    isAvailable?: boolean | null;
    sizeInfo?: Size | null;
  }) | null;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user takes calls.
 *
 * Only while `Widget` is Ready.
 */
export interface UserAvailableCommand {
  type: "USER_AVAILABLE";
  data?: unknown;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user takes no calls.
 *
 * Only while `Widget` is Ready.
 */
export interface UserUnavailableCommand {
  type: "USER_UNAVAILABLE";
  data?: unknown;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user has logged in.
 *
 * Only while `Widget` is Ready.
 */
export interface LoggedInCommand {
  type: "LOGGED_IN";
  data?: unknown;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user has logged out.
 *
 * Only while `Widget` is Ready.
 */
export interface LoggedOutCommand {
  type: "LOGGED_OUT";
  data?: unknown;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Somebody calls the user.
 *
 * Only while `Widget` is Ready.
 */
export interface IncomingCallCommand {
  type: "INCOMING_CALL";
  data: {
    externalCallId: string;
    /** Personal data. */
    fromNumber: PhoneNumber;
    /** Personal data. */
    toNumber: PhoneNumber;
    callStartTime?: EpochMillis | null;
    /** Whether HubSpot is to make a record, and say how that went. */
    createEngagement?: boolean | null;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user calls somebody.
 *
 * Only while `Widget` is Ready.
 */
export interface OutgoingCallStartedCommand {
  type: "OUTGOING_CALL_STARTED";
  data: {
    externalCallId: string;
    /** Personal data. */
    fromNumber?: PhoneNumber | null;
    /** Personal data. */
    toNumber?: PhoneNumber | null;
    callStartTime?: EpochMillis | null;
    /** Whether HubSpot is to make a record, and say how that went. */
    createEngagement?: boolean | null;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * A call was answered, on either side.
 *
 * Only while `Widget` is Ready.
 */
export interface CallAnsweredCommand {
  type: "CALL_ANSWERED";
  data: {
    externalCallId: string;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * A call was handed to another user.
 *
 * Only while `Widget` is Ready.
 */
export interface CallTransferredCommand {
  type: "CALL_TRANSFERRED";
  data: {
    externalCallId: string;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * What the app wants to say of a call. Its types allow anything; the package says no more.
 *
 * Only while `Widget` is Ready.
 */
export interface CallDataCommand {
  type: "CALL_DATA";
  data?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The parties have hung up.
 *
 * Only while `Widget` is Ready.
 */
export interface CallEndedCommand {
  type: "CALL_ENDED";
  data: {
    externalCallId: string;
    engagementId?: Id | null;
    callEndStatus?: EndStatus | null;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * The user is done with a call.
 *
 * Only while `Widget` is Ready.
 */
export interface CallCompletedCommand {
  type: "CALL_COMPLETED";
  data: {
    externalCallId: string;
    engagementId?: Id | null;
    /** Whether HubSpot is to hide the app. */
    hideWidget?: boolean | null;
    /**
     * Properties of the call's record, by HubSpot's names: `hs_call_title`, `hs_call_body`,
     * `hs_timestamp`, … HubSpot says how writing them went. Personal data.
     */
    engagementProperties?: { [key: string]: Json } | null;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Shows a record: a screen pop.
 *
 * Only while `Widget` is Ready.
 */
export interface NavigateToRecordCommand {
  type: "NAVIGATE_TO_RECORD";
  data: {
    engagementId?: Id | null;
    objectCoordinates: ObjectCoordinates;
    openIn?: OpenIn | null;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Puts a call into the help desk's conversation.
 *
 * Only while `Widget` is Ready.
 *
 * @deprecated `FINALIZE_ENGAGEMENT` takes its place
 */
export interface PublishToChannelCommand {
  type: "PUBLISH_TO_CHANNEL";
  data: {
    externalCallId: string;
    engagementId: Id;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Makes the record of a call final.
 *
 * Only while `Widget` is Ready.
 */
export interface FinalizeEngagementCommand {
  type: "FINALIZE_ENGAGEMENT";
  data: {
    externalCallId: string;
    engagementId: Id;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Sets the size of the app's frame, in CSS pixels.
 *
 * Only while `Widget` is Ready.
 */
export interface ResizeWidgetCommand {
  type: "RESIZE_WIDGET";
  data: Size;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Shows another page of the app's in its frame.
 *
 * Only while `Widget` is Ready.
 */
export interface SetWidgetUrlCommand {
  type: "SET_WIDGET_URL";
  data: {
    iFrameUrl: Url;
  };
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/**
 * Something went wrong in the app: HubSpot shows the message. The package also says so that
 * it doesn't know a message, with `type` and `data`.
 *
 * Only while `Widget` is Ready.
 */
export interface ErrorCommand {
  type: "ERROR";
  data?: ({
    /** Personal data. */
    message?: string | null;
    /** `UNKNOWN_MESSAGE_TYPE`, or what the app puts there. */
    type?: string | null;
    /** Personal data. */
    data?: Json | null;
  }) | null;
  /** The sender's session makes another one for each message. */
  messageId: string;
}

/** For whom the app is shown, and where. */
export interface Context {
  /** HubSpot's origin, as HubSpot says. */
  hostUrl?: Url | null;
  /** The account. */
  portalId?: number | null;
  userId?: number | null;
  ownerId?: Id | null;
  /** The record of the call that is on, if one is. */
  engagementId?: Id | null;
  iframeLocation?: IframeLocation | null;
  /** Whether calls are made in a window of their own. */
  usesCallingWindow?: boolean | null;
}

/** Where the app is shown. */
export type IframeLocation =
  /** Beside a record. */
  | "widget"
  /** In HubSpot's pages, while the calls are in another window. */
  | "remote"
  /** In the window for calls. */
  | "window"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Who is called. */
export interface Callee {
  calleeId: Id;
  /** `0-1` for a contact, `0-2` for a company. */
  calleeObjectTypeId: string;
}

/** The kind of a record. */
export type RecordKind =
  | "CONTACT"
  | "COMPANY"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A record, by the account that it is in. */
export interface ObjectCoordinates {
  portalId: number;
  objectId: number;
  /** `0-1` for a contact, `0-2` for a company. */
  objectTypeId: string;
}

/** Whose a number is. Personal data. */
export interface CallerIdMatch {
  /** Personal data. */
  callerIdType: RecordKind;
  /** Personal data. */
  objectCoordinates: ObjectCoordinates;
  /** Of a contact. Personal data. */
  firstName?: string | null;
  /** Of a contact. Personal data. */
  lastName?: string | null;
  /** Of a contact. Personal data. */
  email?: string | null;
  /** Of a company. Personal data. */
  name?: string | null;
}

/** A size, in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** How a call ended. */
export type EndStatus =
  | "COMPLETED"
  | "FAILED"
  | "CANCELED"
  | "BUSY"
  | "NO_ANSWER"
  | "REJECTED"
  | "MISSED"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Where a record is shown. */
export type OpenIn =
  | "CURRENT_TAB"
  | "NEW_TAB"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** A point in time, as a whole number of milliseconds since the start of 1970 in UTC. */
export type EpochMillis = number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://app.hubspot.com", "https://app-*.hubspot.com"];

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
  "SYNC",
  "DIAL_NUMBER",
  "END_CALL",
  "CREATE_ENGAGEMENT_SUCCEEDED",
  "CREATE_ENGAGEMENT_FAILED",
  "ENGAGEMENT_CREATED",
  "UPDATE_ENGAGEMENT_SUCCEEDED",
  "UPDATE_ENGAGEMENT_FAILED",
  "CALLER_ID_MATCH_SUCCEEDED",
  "CALLER_ID_MATCH_FAILED",
  "NAVIGATE_TO_RECORD_FAILED",
  "PUBLISH_TO_CHANNEL_SUCCEEDED",
  "PUBLISH_TO_CHANNEL_FAILED",
  "FINALIZE_ENGAGEMENT_SUCCEEDED",
  "FINALIZE_ENGAGEMENT_FAILED",
  "INITIATE_CALL_ID_SUCCEEDED",
  "INITIATE_CALL_ID_FAILED",
  "SET_CALL_STATE",
  "SET_WIDGET_URL_FAILED",
  "VISIBILITY_CHANGED",
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
  "SYNC_ACK",
  "INITIALIZED",
  "USER_AVAILABLE",
  "USER_UNAVAILABLE",
  "LOGGED_IN",
  "LOGGED_OUT",
  "INCOMING_CALL",
  "OUTGOING_CALL_STARTED",
  "CALL_ANSWERED",
  "CALL_TRANSFERRED",
  "CALL_DATA",
  "CALL_ENDED",
  "CALL_COMPLETED",
  "NAVIGATE_TO_RECORD",
  "PUBLISH_TO_CHANNEL",
  "FINALIZE_ENGAGEMENT",
  "RESIZE_WIDGET",
  "SET_WIDGET_URL",
  "ERROR",
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
