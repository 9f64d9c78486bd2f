/**
 * CloudTalk Phone: a softphone that a single-page application embeds as an iframe.
 *
 * It reports its calls and takes no commands. The application names itself in the frame's `src`.
 *
 * Written by cti-export from the declaration `cloudtalk`; change that instead.
 */

/**
 * From CloudTalk to the page. Posted as JSON text; an object is read too.
 *
 * Phone → page. Every event names its call and both numbers, and the contact if one is known.
 */
export type Event =
  | RingingEvent
  | DialingEvent
  | CallingEvent
  | HangupEvent
  | EndedEvent
  | ContactInfoEvent;

/** An inbound call rings: the moment for a screen pop. */
export interface RingingEvent {
  event: "ringing";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** The user has started an outbound call. */
export interface DialingEvent {
  event: "dialing";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** The call was answered, on either side. */
export interface CallingEvent {
  event: "calling";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** The user has pressed the button that ends the call; `ended` follows. */
export interface HangupEvent {
  event: "hangup";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** The call is over, however it ended. */
export interface EndedEvent {
  event: "ended";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** The contact of a call has become known, or has changed. */
export interface ContactInfoEvent {
  event: "contact_info";
  properties: {
    /** The call that this is about, the same in all its events. */
    call_uuid: Uuid;
    /** The other party's number. Personal data. */
    external_number: PhoneNumber;
    /** The CloudTalk number that is called, or calls. Personal data. */
    internal_number?: PhoneNumber | null;
    /** Who the other party is; absent for a number that belongs to no contact. Personal data. */
    contact?: Contact | null;
  };
}

/** A person or a company in CloudTalk's address book. Personal data. */
export interface Contact {
  /** CloudTalk's number for it. Personal data. */
  id?: number | null;
  /** Its full name. Personal data. */
  name: string;
  /** Where the person works. Personal data. */
  company?: string | null;
  /** Its e-mail addresses. Personal data. */
  contact_emails?: string[] | null;
  /** All its phone numbers. Personal data. */
  contact_numbers?: PhoneNumber[] | null;
  /** The same contact in other systems. Personal data. */
  external_urls?: ExternalUrl[] | null;
  /** Labels that the customer's users have given it. Personal data. */
  tags?: string[] | null;
}

/** A contact's page in another system. */
export interface ExternalUrl {
  /** The system's name, as the integration was registered. */
  external_system: string;
  /** The page. */
  external_url: Url;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** A UUID. */
export type Uuid = string;

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://phone.cloudtalk.io"];

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
  "ringing",
  "dialing",
  "calling",
  "hangup",
  "ended",
  "contact_info",
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
  return tagged(event.data, "both", "event", EVENT_TAGS) as Event | undefined;
}
