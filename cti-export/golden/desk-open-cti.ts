/**
 * Desk.com Open CTI: the library of Desk's page, called by a softphone adapter in it.
 *
 * There are no windows and no origins. A method's last argument is a callback that gets an object
 * with `result` and, on failure, `error`.
 *
 * Written by cti-export from the declaration `desk-open-cti`; change that instead.
 */

/**
 * What Desk.com calls back, once the page has subscribed.
 *
 * Desk → adapter.
 */
export interface Listener {
  /** The library and the page are loaded: methods can be called. */
  ready(callback: () => void): void;
  interaction: {
    /**
     * A customer, a company or a case has come into focus.
     *
     * Only while `Library` is Ready.
     */
    onFocus(callback: (outcome: OnFocusListener) => void): void;
    cti: {
      /**
       * The agent has clicked on a phone number. A failure comes with a null result.
       *
       * Only while `Library` is Ready.
       *
       * Only while `Dialling` is On.
       */
      onClickToDial(callback: (outcome: OnClickToDialListener) => void): void;
    };
  };
}

/** What the callback of `interaction.cti.onClickToDial` receives. */
export type OnClickToDialListener = Outcome<Dial, string>;

/** What the callback of `interaction.onFocus` receives. */
export type OnFocusListener = Outcome<Page, string>;

/**
 * Functions of Desk.com that the page calls.
 *
 * Adapter → Desk.
 */
export interface Method {
  interaction: {
    /**
     * Shows a customer, a company or a case: a screen pop.
     *
     * Only while `Library` is Ready.
     */
    screenPop(id: Id, queryParams: string, callback?: (outcome: ScreenPopMethodOutcome) => void): void;
    /**
     * Searches, and shows what was found. A single matching customer gets a phone case at
     * once; cases and companies are listed.
     *
     * Only while `Library` is Ready.
     */
    searchAndScreenPop(searchString: string, queryParams: string, callback?: (outcome: SearchAndScreenPopMethodOutcome) => void): void;
    /**
     * What the agent looks at. Fails on pages that show no customer, company or case.
     *
     * Only while `Library` is Ready.
     */
    getPageInfo(callback?: (outcome: GetPageInfoMethodOutcome) => void): void;
    /**
     * Shows or hides the softphone.
     *
     * Only while `Library` is Ready.
     */
    setVisible(value: boolean, callback?: (outcome: SetVisibleMethodOutcome) => void): void;
    /**
     * Whether the softphone is shown.
     *
     * Only while `Library` is Ready.
     */
    isVisible(callback?: (outcome: IsVisibleMethodOutcome) => void): void;
    /**
     * Who the agent is.
     *
     * Only while `Library` is Ready.
     */
    getUserInfo?(callback?: (outcome: GetUserInfoMethodOutcome) => void): void;
    /**
     * Sends a request through Desk.
     *
     * Only while `Library` is Ready.
     */
    ajax?(url: string, config: AjaxConfig, callback?: (outcome: AjaxMethodOutcome) => void): void;
    cti: {
      /**
       * Sets the softphone's height, in pixels.
       *
       * Only while `Library` is Ready.
       */
      setSoftphoneHeight(height: Pixels, callback?: (outcome: SetSoftphoneHeightMethodOutcome) => void): void;
      /**
       * Sets the softphone's width, in pixels.
       *
       * Only while `Library` is Ready.
       */
      setSoftphoneWidth(width: Pixels, callback?: (outcome: SetSoftphoneWidthMethodOutcome) => void): void;
      /**
       * Makes phone numbers in Desk's page dial. May be repeated: the result says if it worked.
       *
       * Only while `Library` is Ready.
       */
      enableClickToDial(callback?: (outcome: EnableClickToDialMethodOutcome) => void): void;
      /**
       * Makes phone numbers plain text again.
       *
       * Only while `Library` is Ready.
       */
      disableClickToDial(callback?: (outcome: DisableClickToDialMethodOutcome) => void): void;
    };
  };
}

/** Arguments of `interaction.cti.setSoftphoneHeight`, without the callback. */
export type SetSoftphoneHeightMethod = [height: Pixels];

/** What the callback of `interaction.cti.setSoftphoneHeight` receives. */
export type SetSoftphoneHeightMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.cti.setSoftphoneWidth`, without the callback. */
export type SetSoftphoneWidthMethod = [width: Pixels];

/** What the callback of `interaction.cti.setSoftphoneWidth` receives. */
export type SetSoftphoneWidthMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.cti.enableClickToDial`, without the callback. */
export type EnableClickToDialMethod = [];

/** What the callback of `interaction.cti.enableClickToDial` receives. */
export type EnableClickToDialMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.cti.disableClickToDial`, without the callback. */
export type DisableClickToDialMethod = [];

/** What the callback of `interaction.cti.disableClickToDial` receives. */
export type DisableClickToDialMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.screenPop`, without the callback. */
export type ScreenPopMethod = [id: Id, queryParams: string];

/** What the callback of `interaction.screenPop` receives. */
export type ScreenPopMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.searchAndScreenPop`, without the callback. */
export type SearchAndScreenPopMethod = [/** Personal data. */ searchString: string, queryParams: string];

/** What the callback of `interaction.searchAndScreenPop` receives. */
export type SearchAndScreenPopMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.getPageInfo`, without the callback. */
export type GetPageInfoMethod = [];

/** What the callback of `interaction.getPageInfo` receives. */
export type GetPageInfoMethodOutcome = Outcome<Page, string>;

/** Arguments of `interaction.setVisible`, without the callback. */
export type SetVisibleMethod = [value: boolean];

/** What the callback of `interaction.setVisible` receives. */
export type SetVisibleMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.isVisible`, without the callback. */
export type IsVisibleMethod = [];

/** What the callback of `interaction.isVisible` receives. */
export type IsVisibleMethodOutcome = Outcome<boolean, string>;

/** Arguments of `interaction.getUserInfo`, without the callback. */
export type GetUserInfoMethod = [];

/** What the callback of `interaction.getUserInfo` receives. */
export type GetUserInfoMethodOutcome = Outcome<User, string>;

/** Arguments of `interaction.ajax`, without the callback. */
export type AjaxMethod = [url: string, config: AjaxConfig];

/** What the callback of `interaction.ajax` receives. */
export type AjaxMethodOutcome = Outcome<AjaxResponse, AjaxError>;

/** The kinds of object that Desk can show; a closed set. */
export type Object =
  /** A customer. */
  | "customer"
  /** A company. */
  | "company"
  /** A case. */
  | "case";

/**
 * A size in pixels: a number, as the document says, or its digits, as adapters pass what an input
 * field says.
 */
export type Pixels =
  /** The number. */
  | number
  /** Text, which is refused unless it is a number. */
  | string;

/** What an id or a search is about, written as a query string. */
export interface Target {
  /** The kind of object. */
  object: Object;
}

/** A phone number that was clicked. */
export interface Dial {
  /** The number. Personal data. */
  number: PhoneNumber;
  /** The object that it belongs to. */
  objectId: Id;
  /** That object's kind. */
  object: Object;
}

/** An object that the agent looks at. */
export interface Page {
  /** The page's address. */
  url: Url;
  /** The object's id. */
  objectId: Id;
  /** The object's kind. */
  object: Object;
  /** The name of a customer or a company, or the subject of a case. Personal data. */
  objectName: string;
}

/** An agent. */
export type User = {
  /** The e-mail address. Personal data. */
  email: string;
  /** The name to log in with, mostly the e-mail address. Personal data. */
  userName: string;
  /** The name that people read. Personal data. */
  fullName: string;
  /** The agent's picture. Personal data. */
  profilePhotoUrl?: Url | null;
  /** The agent's picture, small. Personal data. */
  profileThumbnailUrl?: Url | null;
  /** What the agent may do. */
  userType: string;
  /** The language that the agent prefers. */
  language?: string | null;
  /** The conventions that the agent prefers. */
  locale?: string | null;
  /** The company's site at Desk. */
  siteUrl: Url;
} & ({ "user ID": Id; userId?: unknown } | { userId: Id; "user ID"?: never });

/** How to send a request. Everything is optional. */
export interface AjaxConfig {
  /** The HTTP method. */
  method?: string | null;
  /** A body for `PATCH`, `PUT` and `POST`: text, an object or an array. Personal data. */
  data?: Json | null;
}

/** The answer to a request. */
export interface AjaxResponse {
  /** The body: text or an object. Personal data. */
  data: Json;
  /** The HTTP status. */
  status: number;
  /** The HTTP status in words. */
  statusText: string;
}

/** Why a request failed. */
export interface AjaxError {
  /** What went wrong. */
  message: string;
  /** The HTTP status, if the server answered. */
  status?: number | null;
  /** The HTTP status in words. */
  statusText?: string | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** An id: a string or a whole number, which are the same if they read the same. */
export type Id = string | number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a callback receives. An `error` that isn't null is the outcome, whatever `result` is beside it. */
export type Outcome<Result, Failure> =
  | { result: Result; error?: null }
  | { result?: unknown; error: Failure };
