/**
 * Zendesk Apps framework: an app with a softphone, which Zendesk shows in an iframe inside its own page.
 *
 * The app is mostly in the top bar. It is told of click-to-dial, shows records, and reads and writes Zendesk's
 * data.
 *
 * Our page is the inner one. Zendesk's origin and the guid of the app are in the address of its frame
 * (`origin` and `app_guid`, in the query or in the fragment), and the app names itself by that guid in all
 * that it posts. It subscribes to events by their names. It reads and sets properties, and does things, by
 * requests whose ids stand beside them; Zendesk's interfaces it asks by requests whose ids are part of the
 * tag: `request:7`, to which the events `request:7.done` and `request:7.fail` are the answers.
 *
 * Declared from `zendesk_app_framework_sdk` 2.0.11 on npm, its code and its specs, from published softphones
 * that use it, and from <https://developer.zendesk.com/api-reference/apps/apps-core-api/client_api/>,
 * <https://developer.zendesk.com/api-reference/apps/apps-core-api/core_api/> and
 * <https://developer.zendesk.com/api-reference/apps/apps-support-api/top_bar/>. Uncertain: what of a context
 * and of the metadata is always there; what `voice.dialout` has beside the number; what the answer of an
 * interface has beside its first argument; whether `request:7.done` is posted to an app that hasn't
 * subscribed to it. Left out: options of requests that published apps don't use; events that wait for a reply (`ticket.save`), whose replies the package posts
 * as objects, while all else that it posts is text; names of events that apps give each other; domains of
 * customers' own, which an application lists with `OriginPolicy::configured`.
 *
 * Written by cti-export from the declaration `zendesk`; change that instead.
 */

/**
 * From Zendesk to the page. Posted as JSON text; an object is read too.
 *
 * Zendesk → app: what has happened, as far as the app has subscribed.
 */
export type Happened =
  | RegisteredHappened
  | ActivatedHappened
  | DeactivatedHappened
  | ContextUpdatedHappened
  | VoiceDialoutHappened
  | PaneActivatedHappened
  | PaneDeactivatedHappened
  | ApiNotificationHappened
  | RequestDoneHappened
  | RequestFailHappened;

/** Zendesk knows the app, which needn't have subscribed to this. Also when all apps are reloaded. */
export interface RegisteredHappened {
  key: "zaf.app.registered";
  message?: ({
    metadata?: Metadata | null;
    context?: Context | null;
  }) | null;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** The app has become active, whatever that means in its location. */
export interface ActivatedHappened {
  key: "zaf.app.activated";
  message?: unknown;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** The app is active no longer. */
export interface DeactivatedHappened {
  key: "zaf.app.deactivated";
  message?: unknown;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** Where the app is has changed. */
export interface ContextUpdatedHappened {
  key: "zaf.context.updated";
  message?: Context | null;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** The agent has clicked a phone number: click-to-dial. */
export interface VoiceDialoutHappened {
  key: "zaf.voice.dialout";
  message: {
    /** Personal data. */
    number: PhoneNumber;
  };
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** The user is back at an app in the top bar that was shown before. */
export interface PaneActivatedHappened {
  key: "zaf.pane.activated";
  message?: unknown;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** The app in the top bar is shown no longer. */
export interface PaneDeactivatedHappened {
  key: "zaf.pane.deactivated";
  message?: unknown;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** A server has sent the app something, through Zendesk. */
export interface ApiNotificationHappened {
  key: `zaf.api_notification.${string}`;
  message?: ({
    /** Personal data. */
    body?: Json | null;
    /** The user who has sent it. Personal data. */
    sender?: Json | null;
  }) | null;
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** An interface has answered. */
export interface RequestDoneHappened {
  key: `zaf.request:${string}.done`;
  message: {
    /**
     * What jQuery hands over; the package takes the first. That is what the interface has
     * answered, or all of the response if the request has asked for that. Personal data.
     */
    responseArgs: Json[];
  };
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/** An interface has refused, or wasn't reached. */
export interface RequestFailHappened {
  key: `zaf.request:${string}.fail`;
  message: {
    /** The package takes the first: the response, with its `status` and `responseText`. Personal data. */
    responseArgs: Json[];
  };
  /** Of the app's instance that it is for, if that isn't the app's own. */
  instanceGuid?: string | null;
}

/**
 * From the page to Zendesk: Note. Posted as JSON text; an object is read too.
 *
 * App → Zendesk.
 */
export type Note =
  | HandshakeNote
  | OnNote
  | OffNote
  | TriggerNote
  | RequestNote;

/**
 * The app is there: the first message.
 *
 * Comes first: what else is sent is refused before `zaf.app.registered`.
 */
export interface HandshakeNote {
  key: "iframe.handshake";
  message: {
    /** Of the package. */
    version: string;
  };
  /** From the address of the app's frame. Set once, when the sender's session is opened. */
  appGuid: string;
  /** Of the app's instance that it is about; the app's own guid stands for the app itself. */
  instanceGuid?: string | null;
}

/**
 * Subscribes to an event.
 *
 * Only while `App` is Registered.
 */
export interface OnNote {
  key: `iframe.on:${string}`;
  message: {
    /** How many listen to it in the app now: Zendesk subscribes at the first. */
    subscriberCount: number;
  };
  /** From the address of the app's frame. Set once, when the sender's session is opened. */
  appGuid: string;
  /** Of the app's instance that it is about; the app's own guid stands for the app itself. */
  instanceGuid?: string | null;
}

/**
 * No longer listens to an event.
 *
 * Only while `App` is Registered.
 */
export interface OffNote {
  key: `iframe.off:${string}`;
  message: {
    /** How many listen to it in the app still: Zendesk ends the subscription at 0. */
    subscriberCount: number;
  };
  /** From the address of the app's frame. Set once, when the sender's session is opened. */
  appGuid: string;
  /** Of the app's instance that it is about; the app's own guid stands for the app itself. */
  instanceGuid?: string | null;
}

/**
 * Makes an event happen in the instance of the app that it names, or in all of them.
 *
 * Only while `App` is Registered.
 */
export interface TriggerNote {
  key: `iframe.trigger:${string}`;
  message?: ({
    /** Personal data. */
    [key: string]: unknown;
  }) | null;
  /** From the address of the app's frame. Set once, when the sender's session is opened. */
  appGuid: string;
  /** Of the app's instance that it is about; the app's own guid stands for the app itself. */
  instanceGuid?: string | null;
}

/**
 * Asks an interface of Zendesk's, or another one through Zendesk.
 *
 * Only while `App` is Registered.
 *
 * Answered by `zaf.request:….done`, or by `zaf.request:….fail` if it failed.
 */
export interface RequestNote {
  key: `request:${string}`;
  message: {
    /** A path of Zendesk's, or a whole address. Personal data. */
    url: string;
    /** `GET` unless it says otherwise. */
    type?: string | null;
    contentType?: string | null;
    /** What is sent: mostly text. Personal data. */
    data?: Json | null;
    /** Personal data. */
    headers?: { [key: string]: string } | null;
    /** Whether Zendesk puts the app's secret settings into it. */
    secure?: boolean | null;
    /** Whether the answer is the whole response: `status`, `responseText`, `responseJSON`, … */
    httpCompleteResponse?: boolean | null;
    /** How the answer is read: `json`, … */
    dataType?: string | null;
    /** Whether a cached answer will do. */
    cache?: boolean | null;
    /** Whether Zendesk tries again when it has asked too often. */
    autoRetry?: boolean | null;
  };
  /** From the address of the app's frame. Set once, when the sender's session is opened. */
  appGuid: string;
  /** Of the app's instance that it is about; the app's own guid stands for the app itself. */
  instanceGuid?: string | null;
}

/**
 * What the page asks Zendesk for: Ask. Posted as JSON text; an object is read too.
 *
 * App → Zendesk: properties and actions, by their paths.
 */
export type Ask =
  | GetAsk
  | SetAsk
  | InvokeAsk;

/**
 * Reads properties: `currentUser`, `ticket.requester`, …
 *
 * Only while `App` is Registered.
 *
 * Its answer is waited for 5000 ms.
 */
export interface GetAsk {
  request: "get";
  id: string | number;
  /** Set once, when the sender's session is opened. */
  appGuid: string;
  instanceGuid?: string | null;
  params: string[];
}

/**
 * Sets properties.
 *
 * Only while `App` is Registered.
 *
 * Its answer is waited for 5000 ms.
 */
export interface SetAsk {
  request: "set";
  id: string | number;
  /** Set once, when the sender's session is opened. */
  appGuid: string;
  instanceGuid?: string | null;
  /** Personal data. */
  params: { [key: string]: Json };
}

/**
 * Does things, each with its arguments in order: `popover`, `resize`, `routeTo`, `notify`, …
 *
 * Only while `App` is Registered.
 *
 * Its answer is waited for 5000 ms.
 */
export interface InvokeAsk {
  request: "invoke";
  id: string | number;
  /** Set once, when the sender's session is opened. */
  appGuid: string;
  instanceGuid?: string | null;
  /** Personal data. */
  params: { [key: string]: Json[] };
}

/** What answers `get`, with the request's id. */
export type GetAskAnswer = {
  id: string | number;
} & ({ /** Personal data. */ result: Values; error?: null } | { error: Failure; result?: unknown });

/** What answers `set`, with the request's id. */
export type SetAskAnswer = {
  id: string | number;
} & ({ /** Personal data. */ result: Values; error?: null } | { error: Failure; result?: unknown });

/** What answers `invoke`, with the request's id. */
export type InvokeAskAnswer = {
  id: string | number;
} & ({ /** Personal data. */ result: Values; error?: null } | { error: Failure; result?: unknown });

/** Whatever answers one of these requests, by its id. */
export type AskAnswer = GetAskAnswer | SetAskAnswer | InvokeAskAnswer;

/** Whatever comes from this side, of any of its families. */
export type Command = Note | Ask;

/** What each path has, and under `errors` why some have nothing. Personal data. */
export interface Values {
  /** Personal data. */
  errors?: { [key: string]: Problem } | null;
  /** Personal data. */
  [key: string]: unknown;
}

/** Why a request failed. */
export type Failure =
  | string
  | Problem;

/** An error. */
export interface Problem {
  name?: string | null;
  /** Personal data. */
  message?: string | null;
  /** What it is about. */
  path?: string | null;
}

/** The app, as it is installed. */
export interface Metadata {
  appId?: Id | null;
  installationId?: Id | null;
  /** What the administrator has set; secret settings aside. Personal data. */
  settings?: { [key: string]: Json } | null;
}

/** Where the app is. */
export interface Context {
  instanceGuid?: string | null;
  /** `support`, `chat`, `sell`. */
  product?: string | null;
  /** `top_bar`, `ticket_sidebar`, `background`, … */
  location?: string | null;
  account?: Account | null;
  /** Beside a ticket. */
  ticketId?: Id | null;
}

/** Whose Zendesk it is. */
export interface Account {
  subdomain?: string | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://*.zendesk.com"];

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

/** Whether a tag begins like one of these, with data behind that, or in the place of `…`. */
function isOpen(tag: string, open: readonly string[]): boolean {
  return open.some((of) => {
    const at = (of + "…").indexOf("…");
    const ends = of.slice(at + 1);
    return tag.length >= at + ends.length && tag.slice(0, at) === of.slice(0, at) && tag.slice(tag.length - ends.length) === ends;
  });
}

/** What stands in an object where these keys lead. */
function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.prototype.hasOwnProperty.call(found, key)) {
      return undefined;
    }
    found = (found as { [key: string]: unknown })[key];
  }
  return found;
}

/** What was posted, if it is an object with one of these tags, or an open one, at this path. */
function taggedAt(data: unknown, encoding: "object" | "text" | "both", path: readonly string[], tags: readonly string[], open: readonly string[]): unknown {
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
  const name = at(value, path);
  const known = typeof name === "string" && (tags.indexOf(name) >= 0 || isOpen(name, open));
  return known ? value : undefined;
}

/** The tags of `Happened`. */
export const HAPPENED_TAGS: readonly string[] = [
  "zaf.app.registered",
  "zaf.app.activated",
  "zaf.app.deactivated",
  "zaf.context.updated",
  "zaf.voice.dialout",
  "zaf.pane.activated",
  "zaf.pane.deactivated",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readHappened(event: { origin: string; data: unknown }): Happened | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return taggedAt(event.data, "both", ["key"], HAPPENED_TAGS, ["zaf.api_notification.", "zaf.request:….done", "zaf.request:….fail"]) as Happened | undefined;
}

/** The tags of `Note`. */
export const NOTE_TAGS: readonly string[] = [
  "iframe.handshake",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readNote(event: { origin: string; data: unknown }, pages: readonly string[]): Note | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return taggedAt(event.data, "both", ["key"], NOTE_TAGS, ["iframe.on:", "iframe.off:", "iframe.trigger:", "request:"]) as Note | undefined;
}

/** The tags of `Ask`. */
export const ASK_TAGS: readonly string[] = [
  "get",
  "set",
  "invoke",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readAsk(event: { origin: string; data: unknown }, pages: readonly string[]): Ask | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return tagged(event.data, "both", "request", ASK_TAGS) as Ask | undefined;
}

/** The message in a `message` event, of whichever family it is. */
export function readCommand(event: { origin: string; data: unknown }, pages: readonly string[]): Command | undefined {
  return readNote(event, pages) ?? readAsk(event, pages);
}
