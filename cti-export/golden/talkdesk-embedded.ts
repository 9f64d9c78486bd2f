/**
 * Talkdesk Embedded: Talkdesk's CTI in an iframe of a custom CRM.
 *
 * Everything that the CTI emits is passed on, so events that no table lists are normal and arrive
 * as unknown.
 *
 * Written by cti-export from the declaration `talkdesk-embedded`; change that instead.
 */

/**
 * From Talkdesk to the page. Posted as an object.
 *
 * Talkdesk → page.
 */
export type Event =
  | LoginEvent
  | LogoutEvent
  | UserLogoutForcedEvent
  | HideEvent
  | ShowEvent
  | PopoverEvent
  | OpenContactEvent
  | SendDataEvent
  | AgentStatusChangedEvent;

/** An agent has logged in. */
export interface LoginEvent {
  action: "login";
  data?: unknown;
}

/** The agent has logged out. */
export interface LogoutEvent {
  action: "logout";
  data?: unknown;
}

/** The agent was logged out by somebody or something else. */
export interface UserLogoutForcedEvent {
  action: "userLogoutForced";
  data?: unknown;
}

/** Asks the page to hide the frame. */
export interface HideEvent {
  action: "hide";
  data?: unknown;
}

/** Asks the page to show the frame. */
export interface ShowEvent {
  action: "show";
  data?: unknown;
}

/** A call rings in the conversation app: asks the page to show the frame. */
export interface PopoverEvent {
  action: "popover";
  data?: unknown;
}

/** Asks the page for a screen pop. */
export interface OpenContactEvent {
  action: "openContact";
  data: {
    /** The contact's id in the CRM. */
    externalId: string;
  };
}

/** An automation has sent an object of its own making. */
export interface SendDataEvent {
  action: "sendData";
  /** Personal data. */ data?: { [key: string]: Json } | null;
}

/** The agent's status has changed in Talkdesk. */
export interface AgentStatusChangedEvent {
  action: "agentStatusChanged";
  data: {
    /** The new status. */
    status: Status;
  };
}

/**
 * From the page to Talkdesk. Posted as an object.
 *
 * Page → Talkdesk.
 */
export type Command =
  | InitCommand
  | ClickToCallCommand
  | IntegrationStatusChangedCommand;

/** Starts Talkdesk in the frame, which is blank until then, and again after each reload. */
export interface InitCommand {
  action: "init_td_embedded";
  data: {
    /** The page's own origin: Talkdesk posts its events there. */
    url: Url;
    /** The integration's name, as in the agent's settings at Talkdesk. */
    int: string;
    /** The region of the Talkdesk account. */
    env: Region;
    /**
     * The agent's id in the CRM, the same as in the agent sync; else the CTI won't
     * connect.
     */
    aid: string;
  } & View;
}

/**
 * Calls a number: click-to-call.
 *
 * Only while `Setup` is Ready.
 */
export interface ClickToCallCommand {
  action: "clickToCall";
  data: {
    /** The number to call. Personal data. */
    to: PhoneNumber;
    /** The contact's id in the CRM. */
    contactId?: string | null;
    /** The Talkdesk number to call from. Personal data. */
    from?: PhoneNumber | null;
    /** Variables for the automations that handle the call. Personal data. */
    metadata?: { [key: string]: Json } | null;
  };
}

/**
 * Sets the agent's status in Talkdesk.
 *
 * Only while `Setup` is Ready.
 */
export interface IntegrationStatusChangedCommand {
  action: "integrationStatusChanged";
  /** The new status. */
  status: Status;
}

/** What the frame shows. */
export type View =
  /** The CTI beside a Talkdesk in another tab. */
  | {
    view: "external";
  }
  /** The whole Talkdesk workspace. */
  | {
    view: "workspace";
  }
  /** One app without a frame around it. */
  | {
    view: "headless";
    /** The app. */
    app: App;
  };

/** An app that can be shown alone. The document's list ends in an ellipsis. */
export type App =
  /** Calls. */
  | "conversation"
  /** Help for the agent during a call. */
  | "agent-assist"
  /** Live figures. */
  | "live"
  /** Talkdesk Canvas. */
  | "canvas-embedded"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** The region of a Talkdesk account. */
export type Region =
  /** United States. */
  | "prd-us"
  /** Canada. */
  | "prd-ca"
  /** Europe. */
  | "prd-eu"
  /** Australia. */
  | "prd-au";

/** An agent's status, one of Talkdesk's or one that the account has added. */
export type Status =
  /** Free for calls. */
  | "available"
  /** Away. */
  | "away"
  /** Offline. */
  | "offline"
  /** On a call. */
  | "on a call"
  /** Read as "on a call". */
  | "busy"
  /** Busy, for a reason of the account's own. */
  | `busy_${string}`
  /** Away, for a reason of the account's own. */
  | `away_${string}`
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://prd-cdn-talkdesk.talkdesk.com"];

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
  "userLogoutForced",
  "hide",
  "show",
  "popover",
  "openContact",
  "sendData",
  "agentStatusChanged",
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
  "init_td_embedded",
  "clickToCall",
  "integrationStatusChanged",
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
