/**
 * RingCentral Embeddable: RingCentral's softphone, which a web page embeds as an iframe.
 *
 * It reports logins and calls and takes commands. Once the page has registered a service, the
 * widget asks it for contacts and call logs, and the page may ask the widget. What either asks is
 * told apart by a path; the paths of the widget's questions are the page's to choose, and these
 * are those that RingCentral's documents use. An answer has no place for a failure.
 *
 * Declared from <https://ringcentral.github.io/ringcentral-embeddable/docs/> and the widget's code
 * on GitHub (`ringcentral/ringcentral-embeddable`, 1.8 to 3.0), calls also from payloads in its
 * issues 202 and 319. Uncertain: which fields of a call are always there; what a log's
 * `triggerType` can be. Left out: texts that come in, presence, meetings, activities, settings; alerts, which versions write
 * differently.
 *
 * Written by cti-export from the declaration `ringcentral`; change that instead.
 */

/**
 * From RingCentral to the page: Notice. Posted as an object.
 *
 * Widget → page.
 */
export type Notice =
  | PushAdapterStateNotice
  | LoginStatusNotifyNotice
  | LoginPopupNotifyNotice
  | DialerStatusNotifyNotice
  | CallRingNotifyNotice
  | CallInitNotifyNotice
  | CallStartNotifyNotice
  | CallHoldNotifyNotice
  | CallResumeNotifyNotice
  | CallMuteNotifyNotice
  | CallEndNotifyNotice
  | ActiveCallNotifyNotice
  | WebphoneSessionsSyncNotice;

/** The widget has loaded: the moment to register a service, also after a reload. */
export interface PushAdapterStateNotice {
  type: "rc-adapter-pushAdapterState";
  minimized?: boolean | null;
}

/** Somebody has logged in or out. */
export interface LoginStatusNotifyNotice {
  type: "rc-login-status-notify";
  loggedIn: boolean;
  /** The company's number, a star, and the user's extension. Personal data. */
  loginNumber?: PhoneNumber | null;
}

/** The user wants to log in, and the page is to open the window in which that is done. */
export interface LoginPopupNotifyNotice {
  type: "rc-login-popup-notify";
  /** Personal data. */
  oAuthUri: Url;
}

/** The dialer takes a number from here on, or doesn't. */
export interface DialerStatusNotifyNotice {
  type: "rc-dialer-status-notify";
  ready: boolean;
}

/** An inbound call rings in the browser: the moment for a screen pop. */
export interface CallRingNotifyNotice {
  type: "rc-call-ring-notify";
  call: Call;
}

/** The user calls somebody from the browser. */
export interface CallInitNotifyNotice {
  type: "rc-call-init-notify";
  call: Call;
}

/** A call was accepted; one to another RingCentral user merely rings there. */
export interface CallStartNotifyNotice {
  type: "rc-call-start-notify";
  call: Call;
}

/** A call is held. */
export interface CallHoldNotifyNotice {
  type: "rc-call-hold-notify";
  call: Call;
}

/** A held call goes on. */
export interface CallResumeNotifyNotice {
  type: "rc-call-resume-notify";
  call: Call;
}

/** The user has muted or unmuted a call. */
export interface CallMuteNotifyNotice {
  type: "rc-call-mute-notify";
  call: Call;
}

/** A call in the browser is over. */
export interface CallEndNotifyNotice {
  type: "rc-call-end-notify";
  call: Call;
}

/** A call of the user's has changed, on whichever device. */
export interface ActiveCallNotifyNotice {
  type: "rc-active-call-notify";
  call: ActiveCall;
}

/** The calls in the browser. */
export interface WebphoneSessionsSyncNotice {
  type: "rc-webphone-sessions-sync";
  calls: Call[];
}

/**
 * What RingCentral asks the page for: Question. Posted as an object.
 *
 * Widget → page: what it asks the service.
 */
export type Question =
  | ContactsQuestion
  | SearchContactsQuestion
  | MatchContactsQuestion
  | LogCallQuestion
  | MatchLogsQuestion
  | AuthorizeQuestion
  | LogMessagesQuestion
  | MatchMessagesQuestion;

/**
 * Contacts that have changed since the last answer, or all; a page at a time.
 *
 * Its answer is waited for 15000 ms.
 */
export interface ContactsQuestion {
  type: "rc-post-message-request";
  path: "/contacts";
  requestId: string | number;
  body: {
    page: number;
    syncTimestamp?: EpochMillis | null;
  };
}

/**
 * Contacts that what the user types could mean.
 *
 * Its answer is waited for 15000 ms.
 */
export interface SearchContactsQuestion {
  type: "rc-post-message-request";
  path: "/contacts/search";
  requestId: string | number;
  body: {
    /** Personal data. */
    searchString: string;
  };
}

/**
 * Whose numbers these are.
 *
 * Its answer is waited for 15000 ms.
 */
export interface MatchContactsQuestion {
  type: "rc-post-message-request";
  path: "/contacts/match";
  requestId: string | number;
  body: {
    /** Personal data. */
    phoneNumbers: PhoneNumber[];
  };
}

/**
 * Log a call; asked again when the call changes.
 *
 * Its answer is waited for 15000 ms.
 */
export interface LogCallQuestion {
  type: "rc-post-message-request";
  path: "/callLogger";
  requestId: string | number;
  body: {
    call: ActiveCall;
    /** Personal data. */
    note?: string | null;
    triggerType?: string | null;
  };
}

/**
 * How calls were logged.
 *
 * Its answer is waited for 15000 ms.
 */
export interface MatchLogsQuestion {
  type: "rc-post-message-request";
  path: "/callLogger/match";
  requestId: string | number;
  body: {
    sessionIds: string[];
  };
}

/**
 * Log the user in at the page's service, or out.
 *
 * Its answer is waited for 15000 ms.
 */
export interface AuthorizeQuestion {
  type: "rc-post-message-request";
  path: "/authorize";
  requestId: string | number;
  body?: unknown;
}

/**
 * Log a conversation of text messages, voicemails or faxes.
 *
 * Its answer is waited for 15000 ms.
 */
export interface LogMessagesQuestion {
  type: "rc-post-message-request";
  path: "/messageLogger";
  requestId: string | number;
  body: {
    /** Personal data. */
    conversation: Json;
    triggerType?: string | null;
  };
}

/**
 * How conversations were logged.
 *
 * Its answer is waited for 15000 ms.
 */
export interface MatchMessagesQuestion {
  type: "rc-post-message-request";
  path: "/messageLogger/match";
  requestId: string | number;
  body: {
    conversationLogIds: string[];
  };
}

/** What answers `/contacts`, with the request's id. */
export type ContactsQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Contacts };

/** What answers `/contacts/search`, with the request's id. */
export type SearchContactsQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Contacts };

/** What answers `/contacts/match`, with the request's id. */
export type MatchContactsQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Matches };

/** What answers `/callLogger`, with the request's id. */
export type LogCallQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Logged };

/** What answers `/callLogger/match`, with the request's id. */
export type MatchLogsQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Logs };

/** What answers `/authorize`, with the request's id. */
export type AuthorizeQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Logged };

/** What answers `/messageLogger`, with the request's id. */
export type LogMessagesQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Logged };

/** What answers `/messageLogger/match`, with the request's id. */
export type MatchMessagesQuestionAnswer = {
  type: "rc-post-message-response";
  responseId: string | number;
} & { response: Logs };

/** Whatever answers one of these requests, by its id. */
export type QuestionAnswer = ContactsQuestionAnswer | SearchContactsQuestionAnswer | MatchContactsQuestionAnswer | LogCallQuestionAnswer | MatchLogsQuestionAnswer | AuthorizeQuestionAnswer | LogMessagesQuestionAnswer | MatchMessagesQuestionAnswer;

/**
 * From the page to RingCentral: Control. Posted as an object.
 *
 * Page → widget.
 */
export type Control =
  | RegisterThirdPartyServiceControl
  | NewCallControl
  | NewSmsControl
  | ControlCallControl
  | LoginControl
  | AuthorizationCodeControl
  | LogoutControl
  | WebphoneSessionsSyncControl;

/** Offers a service, which is asked by the paths that it names. */
export interface RegisterThirdPartyServiceControl {
  type: "rc-adapter-register-third-party-service";
  service: Service;
}

/**
 * Puts a number into the dialer, and calls it if told to: click-to-dial.
 *
 * Only while `Dialer` is Ready.
 */
export interface NewCallControl {
  type: "rc-adapter-new-call";
  /** Personal data. */
  phoneNumber: PhoneNumber;
  /** Not unless it says so. */
  toCall?: boolean | null;
}

/**
 * Begins a text message.
 *
 * Only while `User` is LoggedIn.
 */
export interface NewSmsControl {
  type: "rc-adapter-new-sms";
  /** Personal data. */
  phoneNumber: PhoneNumber;
  /** Personal data. */
  text?: string | null;
}

/** Acts on a call in the browser. */
export type ControlCallControl = {
  type: "rc-adapter-control-call";
  /** With which call; the one that rings, or is on, if not said. */
  callId?: string | null;
} & Action;

/** Shows RingCentral's login. */
export interface LoginControl {
  type: "rc-adapter-login";
}

/** Ends a login in a window of the page's own: where that window was sent to in the end. */
export interface AuthorizationCodeControl {
  type: "rc-adapter-authorization-code";
  /** A secret. */
  callbackUri: string;
}

/** Logs the user out. */
export interface LogoutControl {
  type: "rc-adapter-logout";
}

/**
 * Asks for the calls in the browser. A phone that hasn't connected doesn't answer.
 *
 * Answered by `rc-webphone-sessions-sync`.
 */
export interface WebphoneSessionsSyncControl {
  type: "rc-adapter-webphone-sessions-sync";
}

/**
 * What the page asks RingCentral for: Request. Posted as an object.
 *
 * Page → widget: what it asks.
 */
export type Request =
  | CheckPopupWindowRequest;

/** Whether the widget has a window of its own; may tell the user so. */
export interface CheckPopupWindowRequest {
  type: "rc-adapter-message-request";
  path: "/check-popup-window";
  requestId: string | number;
  body: {
    alert: boolean;
  };
}

/** What answers `/check-popup-window`, with the request's id. */
export type CheckPopupWindowRequestAnswer = {
  type: "rc-adapter-message-response";
  responseId: string | number;
} & { response: boolean };

/** Whatever answers one of these requests, by its id. */
export type RequestAnswer = CheckPopupWindowRequestAnswer;

/** Whatever comes from this side, of any of its families. */
export type Event = Notice | Question;

/** Whatever comes from this side, of any of its families. */
export type Command = Control | Request;

/** What to do with a call. */
export type Action =
  | {
    callAction: "answer";
  }
  | {
    callAction: "reject";
  }
  /** Let the caller leave a message. */
  | {
    callAction: "toVoicemail";
  }
  /** Let another number ring. */
  | {
    callAction: "forward";
    options: Forward;
  }
  | {
    callAction: "hangup";
  }
  | {
    callAction: "hold";
  }
  | {
    callAction: "unhold";
  }
  /** Connect it with another number. */
  | {
    callAction: "transfer";
    options: Transfer;
  }
  | {
    callAction: "startRecord";
  }
  | {
    callAction: "stopRecord";
  }
  | {
    callAction: "mute";
  }
  | {
    callAction: "unmute";
  }
  /** Press keys for the other side. */
  | {
    callAction: "dtmf";
    options: Dtmf;
  }
  /** Shows the window of a ringing call, or hides it. */
  | {
    callAction: "toggleRingingDialog";
  };

/** Keys to press. */
export interface Dtmf {
  /** `0` to `9`, `*` and `#`. Personal data. */
  dtmf: string;
}

/** Where a ringing call goes. */
export interface Forward {
  /** Personal data. */
  forwardNumber: PhoneNumber;
}

/** Where a call goes. */
export interface Transfer {
  /** Personal data. */
  transferNumber: PhoneNumber;
}

/** A call in the browser. */
export interface Call {
  /** What `control-call` calls it. */
  id: string;
  direction: Direction;
  /** The number that calls, perhaps with an extension. Personal data. */
  from?: PhoneNumber | null;
  /** The number that is called, or `conference`. Personal data. */
  to?: PhoneNumber | null;
  /** Personal data. */
  fromUserName?: string | null;
  /** Personal data. */
  toUserName?: string | null;
  /** When the two parties began to talk. */
  startTime?: EpochMillis | null;
  /** When it ended; in `call-end-notify`. */
  endTime?: EpochMillis | null;
  isOnMute?: boolean | null;
  /** What RingCentral calls it. */
  partyData?: PartyData | null;
}

/** What RingCentral calls a call in the browser. */
export interface PartyData {
  /** The `telephony_session_id` of the same call on all devices. */
  sessionId?: string | null;
}

/** A call of the user's, on whichever device. */
export interface ActiveCall {
  /** RingCentral's id of it; `0` for a conference in the browser. */
  sessionId: string;
  /** Its id among the calls of all devices, which a call in the browser has in `party_data`. */
  telephonySessionId?: string | null;
  direction: Direction;
  from: Party;
  to: Party;
  /** Personal data. */
  fromName?: string | null;
  /** Personal data. */
  toName?: string | null;
  /** What it does. It may go back: `Ringing`, `NoCall`, `Ringing` was seen. */
  telephonyStatus?: TelephonyStatus | null;
  startTime?: EpochMillis | null;
  /** In seconds; told when a call is to be logged. */
  duration?: number | null;
  /** Personal data. */
  recording?: Recording | null;
}

/** A recording of a call, once RingCentral has it. Personal data. */
export interface Recording {
  /** Personal data. */
  link?: Url | null;
}

/** One end of a call. */
export interface Party {
  /** Absent for a withheld number. Personal data. */
  phoneNumber?: PhoneNumber | null;
}

/** Whether the user is called, or calls. */
export type Direction =
  | "Inbound"
  | "Outbound"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What a phone does. */
export type TelephonyStatus =
  | "NoCall"
  | "Ringing"
  | "CallConnected"
  | "OnHold"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A service of the page's. What it names no path for is not asked. */
export interface Service {
  name: string;
  contactsPath?: string | null;
  contactSearchPath?: string | null;
  contactMatchPath?: string | null;
  callLoggerPath?: string | null;
  callLoggerTitle?: string | null;
  callLogEntityMatcherPath?: string | null;
  messageLoggerPath?: string | null;
  messageLoggerTitle?: string | null;
  messageLogEntityMatcherPath?: string | null;
  /** Asked when the user presses the button that logs in at the page's service, or out. */
  authorizationPath?: string | null;
  /** What the button says while the user is logged in there. */
  authorizedTitle?: string | null;
  /** What it says while the user isn't. */
  unauthorizedTitle?: string | null;
  /** Whether the user is logged in there. */
  authorized?: boolean | null;
}

/** A page of contacts. */
export interface Contacts {
  /** Personal data. */
  data: Contact[];
  nextPage?: number | null;
  syncTimestamp?: EpochMillis | null;
}

/** Somebody in the page's records, with the page's id. Personal data. */
export interface Contact {
  /** Personal data. */
  id: string;
  /** Personal data. */
  name: string;
  /** The name of the service. Personal data. */
  type: string;
  /** Personal data. */
  phoneNumbers: Number[];
}

/** A number of a contact's. */
export interface Number {
  /** Personal data. */
  phoneNumber: PhoneNumber;
  /** `direct`, `mobile`, `home`, … */
  phoneType: string;
}

/** Contacts by the numbers that they were asked for. */
export interface Matches {
  /** Personal data. */
  data: { [key: string]: Contact[] };
}

/** That something was done. */
export interface Logged {
  /** `ok`. */
  data: string;
}

/** How calls were logged, by their ids. */
export interface Logs {
  data: { [key: string]: Log[] };
}

/** An entry in the page's records, with the page's id. */
export interface Log {
  id: string;
  /** Personal data. */
  note?: string | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A point in time, as a whole number of milliseconds since the start of 1970 in UTC. */
export type EpochMillis = number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://apps.ringcentral.com"];

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

/** The tags of `Notice`. */
export const NOTICE_TAGS: readonly string[] = [
  "rc-adapter-pushAdapterState",
  "rc-login-status-notify",
  "rc-login-popup-notify",
  "rc-dialer-status-notify",
  "rc-call-ring-notify",
  "rc-call-init-notify",
  "rc-call-start-notify",
  "rc-call-hold-notify",
  "rc-call-resume-notify",
  "rc-call-mute-notify",
  "rc-call-end-notify",
  "rc-active-call-notify",
  "rc-webphone-sessions-sync",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readNotice(event: { origin: string; data: unknown }): Notice | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return tagged(event.data, "object", "type", NOTICE_TAGS) as Notice | undefined;
}

/** The tags of `Question`. */
export const QUESTION_TAGS: readonly string[] = [
  "/contacts",
  "/contacts/search",
  "/contacts/match",
  "/callLogger",
  "/callLogger/match",
  "/authorize",
  "/messageLogger",
  "/messageLogger/match",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readQuestion(event: { origin: string; data: unknown }): Question | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return has(tagged(event.data, "object", "path", QUESTION_TAGS), { "type": "rc-post-message-request" }) as Question | undefined;
}

/** The tags of `Control`. */
export const CONTROL_TAGS: readonly string[] = [
  "rc-adapter-register-third-party-service",
  "rc-adapter-new-call",
  "rc-adapter-new-sms",
  "rc-adapter-control-call",
  "rc-adapter-login",
  "rc-adapter-authorization-code",
  "rc-adapter-logout",
  "rc-adapter-webphone-sessions-sync",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readControl(event: { origin: string; data: unknown }, pages: readonly string[]): Control | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return tagged(event.data, "object", "type", CONTROL_TAGS) as Control | undefined;
}

/** The tags of `Request`. */
export const REQUEST_TAGS: readonly string[] = [
  "/check-popup-window",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readRequest(event: { origin: string; data: unknown }, pages: readonly string[]): Request | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return has(tagged(event.data, "object", "path", REQUEST_TAGS), { "type": "rc-adapter-message-request" }) as Request | undefined;
}

/** The message in a `message` event, of whichever family it is. */
export function readEvent(event: { origin: string; data: unknown }): Event | undefined {
  return readQuestion(event) ?? readNotice(event);
}

/** The message in a `message` event, of whichever family it is. */
export function readCommand(event: { origin: string; data: unknown }, pages: readonly string[]): Command | undefined {
  return readRequest(event, pages) ?? readControl(event, pages);
}
