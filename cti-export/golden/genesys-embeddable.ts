/**
 * Genesys Cloud Embeddable Framework: Genesys Cloud's client in an iframe of a CRM's page.
 *
 * In the frame runs a script of the customer's, `framework.js`. What the page and the frame say to
 * each other is what that script posts and takes: here, what that of Genesys's own example does,
 * which integrators begin from. The page is told of interactions (calls, chats, messages), of the
 * agent's status and of what the client shows, is asked for contacts, and may act on interactions.
 *
 * Declared from the scripts and pages of Genesys's examples on GitHub
 * (`MyPureCloud/purecloud-embeddable-framework-example`, `…-mystery-crm`,
 * `MyPureCloud/embedded-crm-pef-example`), the fields of an interaction also from
 * <https://developer.genesys.cloud/platform/embeddable-framework/condensed-conversation-info>, and
 * both from messages and listeners that integrators have published. Uncertain: which fields of an
 * interaction are always there; whether the client may leave out `connect`. Left out: what only one
 * of the examples has (settings that the page hands over, transcripts of chats, an answer to
 * `processCallLog`); the categories `login`, `logout` and `station`, which no published listener
 * reads; what `updateInteractionState` needs for a transfer.
 *
 * Written by cti-export from the declaration `genesys-embeddable`; change that instead.
 */

/**
 * From Genesys to the page: Notice. Posted as JSON text.
 *
 * Client → page: what the framework's functions are called for.
 */
export type Notice =
  | ScreenPopNotice
  | ProcessCallLogNotice
  | OpenCallLogNotice
  | ContactSearchNotice;

/** An inbound interaction alerts: the moment for a screen pop. */
export interface ScreenPopNotice {
  type: "screenPop";
  data: {
    /** What to look for, mostly the caller's number. Personal data. */
    searchString: string;
  } & ({ interactionId: Subject; interaction?: unknown } | { interaction: Subject; interactionId?: never });
}

/** The interaction's log has changed: the moment to save it. */
export interface ProcessCallLogNotice {
  type: "processCallLog";
  data: {
    callLog: CallLog;
    eventName?: string | null;
  } & ({ interactionId: Subject; interaction?: unknown } | { interaction: Subject; interactionId?: never });
}

/** The agent wants to see the log of an interaction. */
export interface OpenCallLogNotice {
  type: "openCallLog";
  data: {
    callLog: CallLog;
  } & ({ interaction: Subject; interactionId?: unknown } | { interactionId: Subject; interaction?: never });
}

/**
 * The agent looks for somebody to call, or to transfer to.
 *
 * Answered by `sendContactSearch`.
 */
export interface ContactSearchNotice {
  type: "contactSearch";
  data: {
    /** Personal data. */
    searchString: string;
  };
}

/**
 * From Genesys to the page: Lifecycle. Posted as JSON text.
 *
 * Client → page: what becomes of interactions.
 */
export type Lifecycle =
  | AddLifecycle
  | ChangeLifecycle
  | ConnectLifecycle
  | DisconnectLifecycle
  | AcwLifecycle
  | DeallocateLifecycle
  | BlindTransferLifecycle
  | ConsultTransferLifecycle
  | CompleteConsultTransferLifecycle;

/** An interaction is new in the client's list. */
export type AddLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "add" } } & { data: { interaction: Interaction } };

/** Something about it has changed. */
export type ChangeLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "change" } } & { data: { interaction: {
    /** As it was. */
    old: Interaction;
    /** As it is. */
    new: Interaction;
  } } };

/** The agent is connected. */
export type ConnectLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "connect" } } & { data: { interaction: Interaction } };

/** It is over. */
export type DisconnectLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "disconnect" } } & { data: { interaction: Interaction } };

/** The agent has done the work after it. */
export type AcwLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "acw" } } & { data: { interaction: Interaction } };

/** It is out of the client's list. */
export type DeallocateLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "deallocate" } } & { data: { interaction: Interaction } };

/** The agent has handed it on without asking the next one. */
export type BlindTransferLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "blindTransfer" } } & { data: { interaction: Subject } };

/** The agent asks another one before handing it on. */
export type ConsultTransferLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "consultTransfer" } } & { data: { interaction: Subject } };

/** The other one has taken it. */
export type CompleteConsultTransferLifecycle = {
  type: "interactionSubscription";
} & { data: { category: "completeConsultTransfer" } } & { data: { interaction: Subject } };

/**
 * From Genesys to the page: UserAction. Posted as JSON text.
 *
 * Client → page: what the agent does.
 */
export type UserAction =
  | StatusUserAction
  | RoutingStatusUserAction;

/** The agent's status has changed. */
export type StatusUserAction = {
  type: "userActionSubscription";
} & { data: { category: "status" } } & { data: { data: {
    status: Presence;
    /** What the organization calls it more closely. */
    sub_status?: string | null;
  } } };

/** Whether interactions are routed to the agent has changed. */
export type RoutingStatusUserAction = {
  type: "userActionSubscription";
} & { data: { category: "routingStatus" } } & { data: { data: Routing } };

/**
 * From Genesys to the page: Notification. Posted as JSON text.
 *
 * Client → page: what the client shows.
 */
export type Notification =
  | InteractionSelectionNotification
  | InteractionWindowNotification;

/** The agent has selected an interaction, or none. */
export type InteractionSelectionNotification = {
  type: "notificationSubscription";
} & { data: { category: "interactionSelection" } } & { data?: { data?: ({
    interactionId?: string | null;
  }) | null } };

/** Something about the window for an interaction's details, which is a frame of its own. */
export type InteractionWindowNotification = {
  type: "notificationSubscription";
} & { data: { category: "interactionWindow" } } & { data: { data: {
    /** `focus` if the page is to show it. */
    reason: string;
  } } };

/**
 * From the page to Genesys. Posted as JSON text.
 *
 * Page → client.
 */
export type Command =
  | ClickToDialCommand
  | AddAssociationCommand
  | AddAttributeCommand
  | AddTransferContextCommand
  | SendContactSearchCommand
  | UpdateUserStatusCommand
  | UpdateInteractionStateCommand
  | SetViewCommand
  | UpdateAudioConfigurationCommand
  | SendCustomNotificationCommand;

/** Puts a number into the client, and calls it if told to: click-to-dial. */
export interface ClickToDialCommand {
  type: "clickToDial";
  data: {
    /** Personal data. */
    number: PhoneNumber;
    /** Whether to call at once. */
    autoPlace?: boolean | null;
    /** The queue to call for. */
    queueId?: string | null;
    /** What the interaction will have as attributes. Personal data. */
    attributes?: { [key: string]: Json } | null;
  };
}

/** Offers a record for the log of the interaction. */
export interface AddAssociationCommand {
  type: "addAssociation";
  data: {
    /** Whether to choose it at once. */
    select?: boolean | null;
  } & Association;
}

/** Adds attributes to an interaction. */
export interface AddAttributeCommand {
  type: "addAttribute";
  data: {
    interactionId: string;
    /** Personal data. */
    attributes: { [key: string]: Json };
  };
}

/** Offers what the agent can send along with a transfer. */
export interface AddTransferContextCommand {
  type: "addTransferContext";
  data: {
    /** What the agent reads. Personal data. */
    name: string;
    /** Personal data. */
    attributes: { [key: string]: Json };
  };
}

/** Answers `contactSearch`. */
export interface SendContactSearchCommand {
  type: "sendContactSearch";
  /** Personal data. */ data: Contact[];
}

/** Sets the agent's status. */
export interface UpdateUserStatusCommand {
  type: "updateUserStatus";
  data: {
    id: Presence;
  };
}

/** Acts on an interaction. */
export interface UpdateInteractionStateCommand {
  type: "updateInteractionState";
  data: {
    action: Action;
    id: string;
  };
}

/** Shows a part of the client. */
export interface SetViewCommand {
  type: "setView";
  data: {
    /** `main` in the example. */
    type: string;
    view: View;
  };
}

/** Sets which interactions are heard when they alert. */
export interface UpdateAudioConfigurationCommand {
  type: "updateAudioConfiguration";
  data?: ({
    call?: boolean | null;
    chat?: boolean | null;
    email?: boolean | null;
    callback?: boolean | null;
    message?: boolean | null;
    voicemail?: boolean | null;
  }) | null;
}

/** Shows the agent a text. */
export interface SendCustomNotificationCommand {
  type: "sendCustomNotification";
  data: {
    /** Personal data. */
    message: string;
    type: Severity;
    /** How long, in milliseconds; 0 until the agent closes it. */
    timeout?: Text<number> | null;
  };
}

/** Whatever comes from this side, of any of its families. */
export type Event = Notice | Lifecycle | UserAction | Notification;

/** An interaction, or its id alone. */
export type Subject =
  | Interaction
  | string;

/** A call, a chat, a message, as far as the client tells. */
export interface Interaction {
  /** Its id, which Genesys Cloud's other interfaces call a conversation's. */
  id: string;
  state?: State | null;
  direction?: Direction | null;
  /** The other party's address, mostly a `tel:` or `sip:` URI. Personal data. */
  phone?: PhoneNumber | null;
  /** Who the other party is, as the client shows it. Personal data. */
  name?: string | null;
  /** Personal data. */
  remoteName?: string | null;
  /** The other party's number or e-mail address, for people to read. Personal data. */
  displayAddress?: string | null;
  /** The caller's number. Personal data. */
  ani?: PhoneNumber | null;
  /** The number that was called; `Internal` between users. Personal data. */
  calledNumber?: PhoneNumber | null;
  queueName?: string | null;
  /** Those that `framework.js` lists. Personal data. */
  attributes?: { [key: string]: Json } | null;
  isConnected?: boolean | null;
  isDisconnected?: boolean | null;
  /** Whether the work after it is done, too. */
  isDone?: boolean | null;
  isCallback?: boolean | null;
  /** Whether a campaign has made it. */
  isDialer?: boolean | null;
  isChat?: boolean | null;
  isEmail?: boolean | null;
  isMessage?: boolean | null;
  isVoicemail?: boolean | null;
  /** Whether both parties are users of Genesys Cloud. */
  isInternal?: boolean | null;
  flagged?: boolean | null;
  /** `none`, `active` or `paused`. */
  recordingState?: string | null;
  /** Whether the recording pauses for what must not be recorded. */
  securePause?: boolean | null;
  startTime?: DateTime | null;
  connectedTime?: DateTime | null;
  endTime?: DateTime | null;
  interactionDurationSeconds?: number | null;
  totalIvrDurationSeconds?: number | null;
  totalAcdDurationSeconds?: number | null;
  /** How the agent has closed it: the name of a wrap-up code. */
  disposition?: string | null;
  dispositionDurationSeconds?: number | null;
  dialerContactId?: string | null;
  dialerContactListId?: string | null;
  dialerCampaignId?: string | null;
}

/** What an interaction does. Further ones are kept. */
export type State =
  | "ALERTING"
  | "DIALING"
  | "CONTACTING"
  | "CONNECTED"
  | "HELD"
  | "DISCONNECTED"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Who has begun an interaction. */
export type Direction =
  | "Inbound"
  /** Read as "Inbound". */
  | "inbound"
  | "Outbound"
  /** Read as "Outbound". */
  | "outbound"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What the agent writes about an interaction. */
export interface CallLog {
  /** The id that the page has given it; the example makes it of the time. */
  id?: Id | null;
  /** Personal data. */
  notes?: string | null;
  /** Who it was with. */
  selectedContact?: Association | null;
  /** What it was about. */
  selectedRelation?: Association | null;
  /** Personal data. */
  attributes?: { [key: string]: Json } | null;
}

/** A record of the page's. */
export interface Association {
  type?: AssociationType | null;
  /** The page's id of it. */
  id: Id;
  /** What the agent reads. Personal data. */
  text: string;
}

/** For which field of the log a record is. */
export type AssociationType =
  /** Who the interaction is with. */
  | "contact"
  /** What it is about. */
  | "relation"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Somebody in the page's records. Personal data. */
export interface Contact {
  /** `external` in the example. Personal data. */
  type: string;
  /** Personal data. */
  name: string;
  /** Personal data. */
  phone: Number[];
}

/** A number of a contact's. */
export interface Number {
  /** Personal data. */
  number: PhoneNumber;
  /** `Cell`, … */
  label?: string | null;
}

/** An agent's status; another one is the id of a status of the organization's own. */
export type Presence =
  | "AVAILABLE"
  | "AWAY"
  | "BREAK"
  | "BUSY"
  | "MEAL"
  | "MEETING"
  /** Interactions are routed to the agent. */
  | "ON_QUEUE"
  | "OFF_QUEUE"
  | "OUT_OF_OFFICE"
  | "TRAINING"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Whether interactions are routed to the agent. */
export type Routing =
  | "OFF_QUEUE"
  | "IDLE"
  | "INTERACTING"
  | "COMMUNICATING"
  | "NOT_RESPONDING"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What to do with an interaction. */
export type Action =
  | "pickup"
  | "disconnect"
  /** Puts it on hold, or takes it back. */
  | "hold"
  /** Mutes the agent, or unmutes. */
  | "mute"
  /** Pauses the recording, or resumes it. */
  | "securePause"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A part of the client. */
export interface View {
  name: ViewName;
}

/** What a part of the client is called. */
export type ViewName =
  | "interactionList"
  | "callLog"
  | "newInteraction"
  | "callback"
  | "settings"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** How a text looks. */
export type Severity =
  | "INFO"
  | "SUCCESS"
  | "WARNING"
  | "ERROR"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** A date and time without a zone, such as `2026-01-31 09:30:00`. The text is taken as it comes. */
export type DateTime = string;

/** A boolean or a number as a string. It is read without the quotes too. */
export type Text<Value extends boolean | number> = `${Value}` | Value;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://apps.mypurecloud.com", "https://apps.mypurecloud.ie", "https://apps.mypurecloud.de", "https://apps.mypurecloud.com.au", "https://apps.mypurecloud.jp", "https://apps.usw2.pure.cloud", "https://apps.cac1.pure.cloud", "https://apps.sae1.pure.cloud", "https://apps.euw2.pure.cloud", "https://apps.aps1.pure.cloud", "https://apps.apne2.pure.cloud"];

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

/** A message, if it has these values where these keys lead. */
function hasAt(message: unknown, entries: readonly { readonly path: readonly string[]; readonly value: string | number | boolean }[]): unknown {
  return message !== undefined && entries.every((entry) => at(message, entry.path) === entry.value) ? message : undefined;
}

/** The tags of `Notice`. */
export const NOTICE_TAGS: readonly string[] = [
  "screenPop",
  "processCallLog",
  "openCallLog",
  "contactSearch",
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
  return tagged(event.data, "text", "type", NOTICE_TAGS) as Notice | undefined;
}

/** The tags of `Lifecycle`. */
export const LIFECYCLE_TAGS: readonly string[] = [
  "add",
  "change",
  "connect",
  "disconnect",
  "acw",
  "deallocate",
  "blindTransfer",
  "consultTransfer",
  "completeConsultTransfer",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readLifecycle(event: { origin: string; data: unknown }): Lifecycle | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "text", ["data", "category"], LIFECYCLE_TAGS, []), [{ path: ["type"], value: "interactionSubscription" }]) as Lifecycle | undefined;
}

/** The tags of `UserAction`. */
export const USER_ACTION_TAGS: readonly string[] = [
  "status",
  "routingStatus",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readUserAction(event: { origin: string; data: unknown }): UserAction | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "text", ["data", "category"], USER_ACTION_TAGS, []), [{ path: ["type"], value: "userActionSubscription" }]) as UserAction | undefined;
}

/** The tags of `Notification`. */
export const NOTIFICATION_TAGS: readonly string[] = [
  "interactionSelection",
  "interactionWindow",
];

/**
 * The message in a `message` event, if its origin is the vendor's and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readNotification(event: { origin: string; data: unknown }): Notification | undefined {
  if (!(ORIGINS.some((pattern) => admits(pattern, event.origin)))) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "text", ["data", "category"], NOTIFICATION_TAGS, []), [{ path: ["type"], value: "notificationSubscription" }]) as Notification | undefined;
}

/** The tags of `Command`. */
export const COMMAND_TAGS: readonly string[] = [
  "clickToDial",
  "addAssociation",
  "addAttribute",
  "addTransferContext",
  "sendContactSearch",
  "updateUserStatus",
  "updateInteractionState",
  "setView",
  "updateAudioConfiguration",
  "sendCustomNotification",
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
  return tagged(event.data, "text", "type", COMMAND_TAGS) as Command | undefined;
}

/** The message in a `message` event, of whichever family it is. */
export function readEvent(event: { origin: string; data: unknown }): Event | undefined {
  return readLifecycle(event) ?? readUserAction(event) ?? readNotification(event) ?? readNotice(event);
}
