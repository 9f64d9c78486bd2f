/**
 * Salesforce Open CTI for Lightning Experience: the library that a softphone in Salesforce's page
 * loads, and calls.
 *
 * The softphone's page is a frame in Salesforce's utility bar. The library in it talks to Salesforce,
 * so to the softphone there are no windows and no origins. Each function is given one object, with
 * the callback among the arguments.
 *
 * Declared from <https://developer.salesforce.com/docs/service/api-cti/guide/> (the functions for
 * Lightning Experience), from the library itself (`opencti.js` of version 43.0), and from
 * Salesforce's demo adapter (`developerforce/open-cti-demo-adapter`). Uncertain: what the errors in
 * an answer are; what `refreshView` and the functions for labels return. Left out: the functions of
 * Salesforce Classic, which are another library.
 *
 * Written by cti-export from the declaration `salesforce-open-cti`; change that instead.
 */

/**
 * What Salesforce calls back, once the page has subscribed.
 *
 * Salesforce → softphone.
 */
export interface Listener {
  /**
   * The agent has clicked on a phone number: click-to-dial.
   *
   * Only while `Dialling` is On.
   */
  onClickToDial(options: { listener: (outcome: OnClickToDialListener) => void }): void;
  /** The agent looks at something else, or at the page again. */
  onNavigationChange(options: { listener: (outcome: OnNavigationChangeListener) => void }): void;
}

/** What the callback of `onClickToDial` receives. */
export type OnClickToDialListener = Dial;

/** What the callback of `onNavigationChange` receives. */
export type OnNavigationChangeListener = AppView;

/**
 * Functions of Salesforce that the page calls.
 *
 * Softphone → Salesforce.
 */
export interface Method {
  /** Makes phone numbers in Salesforce's pages dial. */
  enableClickToDial(options: EnableClickToDialMethod & { callback?: (outcome: EnableClickToDialMethodOutcome) => void }): void;
  /** Makes phone numbers plain text again. */
  disableClickToDial(options: DisableClickToDialMethod & { callback?: (outcome: DisableClickToDialMethodOutcome) => void }): void;
  /** What the agent looks at. */
  getAppViewInfo(options: GetAppViewInfoMethod & { callback?: (outcome: GetAppViewInfoMethodOutcome) => void }): void;
  /** What the administrator has set for the call center, by the names of its definition. */
  getCallCenterSettings(options: GetCallCenterSettingsMethod & { callback?: (outcome: GetCallCenterSettingsMethodOutcome) => void }): void;
  /** Which fields and objects to show for a call, by its type. */
  getSoftphoneLayout(options: GetSoftphoneLayoutMethod & { callback?: (outcome: GetSoftphoneLayoutMethodOutcome) => void }): void;
  /** Whether the softphone's panel is shown. */
  isSoftphonePanelVisible(options: IsSoftphonePanelVisibleMethod & { callback?: (outcome: IsSoftphonePanelVisibleMethodOutcome) => void }): void;
  /** The softphone has loaded: Salesforce doesn't go to its standby address. */
  notifyInitializationComplete(options: NotifyInitializationCompleteMethod): void;
  /** Loads again what the agent looks at. */
  refreshView(options: RefreshViewMethod & { callback?: (outcome: RefreshViewMethodOutcome) => void }): void;
  /** Calls a method of a class in Salesforce. */
  runApex(options: RunApexMethod & { callback?: (outcome: RunApexMethodOutcome) => void }): void;
  /** Makes a record, such as a task for a call, or changes one. */
  saveLog(options: SaveLogMethod & { callback?: (outcome: SaveLogMethodOutcome) => void }): void;
  /** Shows a record, a list, a search or a form for a new record. */
  screenPop(options: ScreenPopMethod & { callback?: (outcome: ScreenPopMethodOutcome) => void }): void;
  /** Searches as the softphone's layout says, and shows what was found, unless it is deferred. */
  searchAndScreenPop(options: SearchAndScreenPopMethod & { callback?: (outcome: SearchAndScreenPopMethodOutcome) => void }): void;
  /** Sets the icon of the softphone in the utility bar, by its name in the design system. */
  setSoftphoneItemIcon(options: SetSoftphoneItemIconMethod & { callback?: (outcome: SetSoftphoneItemIconMethodOutcome) => void }): void;
  /** Sets what the softphone is called in the utility bar. */
  setSoftphoneItemLabel(options: SetSoftphoneItemLabelMethod & { callback?: (outcome: SetSoftphoneItemLabelMethodOutcome) => void }): void;
  /** Sets the icon of the softphone's panel. */
  setSoftphonePanelIcon(options: SetSoftphonePanelIconMethod & { callback?: (outcome: SetSoftphonePanelIconMethodOutcome) => void }): void;
  /** Sets what stands above the softphone's panel. */
  setSoftphonePanelLabel(options: SetSoftphonePanelLabelMethod & { callback?: (outcome: SetSoftphonePanelLabelMethodOutcome) => void }): void;
  /** Sets the height of the softphone's panel. */
  setSoftphonePanelHeight(options: SetSoftphonePanelHeightMethod & { callback?: (outcome: SetSoftphonePanelHeightMethodOutcome) => void }): void;
  /** Sets the width of the softphone's panel. */
  setSoftphonePanelWidth(options: SetSoftphonePanelWidthMethod & { callback?: (outcome: SetSoftphonePanelWidthMethodOutcome) => void }): void;
  /** Shows the softphone's panel, or hides it. */
  setSoftphonePanelVisibility(options: SetSoftphonePanelVisibilityMethod & { callback?: (outcome: SetSoftphonePanelVisibilityMethodOutcome) => void }): void;
}

/** Arguments of `enableClickToDial`, without callbacks. */
export type EnableClickToDialMethod = { [key: string]: unknown };

/** What the callback of `enableClickToDial` receives. */
export type EnableClickToDialMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** Arguments of `disableClickToDial`, without callbacks. */
export type DisableClickToDialMethod = { [key: string]: unknown };

/** What the callback of `disableClickToDial` receives. */
export type DisableClickToDialMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** Arguments of `getAppViewInfo`, without callbacks. */
export type GetAppViewInfoMethod = { [key: string]: unknown };

/** What the callback of `getAppViewInfo` receives. */
export type GetAppViewInfoMethodOutcome = { success: true; returnValue: AppView } | { success: false; errors: Problem[] };

/** Arguments of `getCallCenterSettings`, without callbacks. */
export type GetCallCenterSettingsMethod = { [key: string]: unknown };

/** What the callback of `getCallCenterSettings` receives. */
export type GetCallCenterSettingsMethodOutcome = { success: true; returnValue: Settings } | { success: false; errors: Problem[] };

/** Arguments of `getSoftphoneLayout`, without callbacks. */
export type GetSoftphoneLayoutMethod = { [key: string]: unknown };

/** What the callback of `getSoftphoneLayout` receives. */
export type GetSoftphoneLayoutMethodOutcome = { success: true; returnValue: { [key: string]: Json } } | { success: false; errors: Problem[] };

/** Arguments of `isSoftphonePanelVisible`, without callbacks. */
export type IsSoftphonePanelVisibleMethod = { [key: string]: unknown };

/** What the callback of `isSoftphonePanelVisible` receives. */
export type IsSoftphonePanelVisibleMethodOutcome = { success: true; returnValue: Visibility } | { success: false; errors: Problem[] };

/** Arguments of `notifyInitializationComplete`, without callbacks. */
export type NotifyInitializationCompleteMethod = { [key: string]: unknown };

/** Arguments of `refreshView`, without callbacks. */
export type RefreshViewMethod = { [key: string]: unknown };

/** What the callback of `refreshView` receives. */
export type RefreshViewMethodOutcome = { success: true; returnValue?: boolean | null } | { success: false; errors: Problem[] };

/** Arguments of `runApex`, without callbacks. */
export type RunApexMethod = {
  apexClass: string;
  methodName: string;
  /** A query string. Personal data. */
  methodParams: string;
};

/** What the callback of `runApex` receives. */
export type RunApexMethodOutcome = { success: true; returnValue: ApexResult } | { success: false; errors: Problem[] };

/** Arguments of `saveLog`, without callbacks. */
export type SaveLogMethod = {
  value: Record;
};

/** What the callback of `saveLog` receives. */
export type SaveLogMethodOutcome = { success: true; returnValue: Saved } | { success: false; errors: Problem[] };

/** Arguments of `screenPop`, without callbacks. */
export type ScreenPopMethod = Target;

/** What the callback of `screenPop` receives. */
export type ScreenPopMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** Arguments of `searchAndScreenPop`, without callbacks. */
export type SearchAndScreenPopMethod = {
  /** At least three characters. Personal data. */
  searchParams?: string | null;
  /** For a Visualforce page that is shown. Personal data. */
  queryParams?: QueryParams | null;
  /** For a form that is shown where nothing is found. Personal data. */
  defaultFieldValues?: { [key: string]: Json } | null;
  callType?: CallType | null;
  /** Whether only to say what would be shown. */
  deferred?: boolean | null;
};

/** What the callback of `searchAndScreenPop` receives. */
export type SearchAndScreenPopMethodOutcome = { success: true; returnValue: Found } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphoneItemIcon`, without callbacks. */
export type SetSoftphoneItemIconMethod = {
  key: string;
};

/** What the callback of `setSoftphoneItemIcon` receives. */
export type SetSoftphoneItemIconMethodOutcome = { success: true; returnValue?: boolean | null } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphoneItemLabel`, without callbacks. */
export type SetSoftphoneItemLabelMethod = {
  label: string;
};

/** What the callback of `setSoftphoneItemLabel` receives. */
export type SetSoftphoneItemLabelMethodOutcome = { success: true; returnValue?: boolean | null } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphonePanelIcon`, without callbacks. */
export type SetSoftphonePanelIconMethod = {
  key: string;
};

/** What the callback of `setSoftphonePanelIcon` receives. */
export type SetSoftphonePanelIconMethodOutcome = { success: true; returnValue?: boolean | null } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphonePanelLabel`, without callbacks. */
export type SetSoftphonePanelLabelMethod = {
  label: string;
};

/** What the callback of `setSoftphonePanelLabel` receives. */
export type SetSoftphonePanelLabelMethodOutcome = { success: true; returnValue?: boolean | null } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphonePanelHeight`, without callbacks. */
export type SetSoftphonePanelHeightMethod = {
  /** In pixels: 240 to 2560. */
  heightPX: number;
};

/** What the callback of `setSoftphonePanelHeight` receives. */
export type SetSoftphonePanelHeightMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphonePanelWidth`, without callbacks. */
export type SetSoftphonePanelWidthMethod = {
  /** In pixels: 200 to 1920. */
  widthPX: number;
};

/** What the callback of `setSoftphonePanelWidth` receives. */
export type SetSoftphonePanelWidthMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** Arguments of `setSoftphonePanelVisibility`, without callbacks. */
export type SetSoftphonePanelVisibilityMethod = {
  visible: boolean;
};

/** What the callback of `setSoftphonePanelVisibility` receives. */
export type SetSoftphonePanelVisibilityMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };

/** What went wrong. */
export type Problem =
  /** A sentence. */
  | string
  /** Whatever else Salesforce says. */
  | { [key: string]: Json };

/** A phone number that was clicked. */
export interface Dial {
  /** The number; documented as a number. Personal data. */
  number: PhoneNumber;
  /** The record that it belongs to. */
  recordId?: string | null;
  /** Personal data. */
  recordName?: string | null;
  /** That record's type, such as `Contact`. */
  objectType?: string | null;
  /** The account of a person account. */
  accountId?: string | null;
  /** The contact of a person account. */
  contactId?: string | null;
  /** Absent where there are no person accounts. */
  personAccount?: boolean | null;
  /** What the page has given the number, separated by commas. Personal data. */
  params?: string | null;
}

/** What the agent looks at. A list has its address only. */
export interface AppView {
  /** The page's address, whose form may change. */
  url: Url;
  recordId?: string | null;
  /** Personal data. */
  recordName?: string | null;
  /** The record's type, such as `Contact`. */
  objectType?: string | null;
  /** The account of a person account. */
  accountId?: string | null;
  /** The contact of a person account. */
  contactId?: string | null;
  /** Absent where there are no person accounts. */
  personAccount?: boolean | null;
}

/** What the administrator has set. Personal data. */
export type Settings = { [key: string]: Json };

/** Whether something is shown. */
export interface Visibility {
  visible: boolean;
}

/** What a method of a class has returned. */
export interface ApexResult {
  /** Mostly JSON, as text. Personal data. */
  runApex?: Json | null;
}

/** A record to save: a new one if it has a type, an old one if it has an id. */
export type Record = {
  /** The type of a new record, such as `Task`. */
  entityApiName?: string | null;
  /** The record's fields, by their names in Salesforce. Personal data. */
  [key: string]: unknown;
} & ({ Id: string | null; id?: unknown } | { id?: string | null; Id?: never });

/** A record that was saved. */
export interface Saved {
  recordId: string;
}

/** What to show. */
export type Target =
  /** A record. */
  | {
    type: "sobject";
    params: RecordPlace;
  }
  /** A page of Salesforce's. */
  | {
    type: "url";
    params: UrlPlace;
  }
  /** The home of a type of records. */
  | {
    type: "objecthome";
    params: HomePlace;
  }
  /** A list of records. */
  | {
    type: "list";
    params: ListPlace;
  }
  /** A search. */
  | {
    type: "search";
    params: SearchPlace;
  }
  /** A form for a new record. */
  | {
    type: "newRecord";
    params: NewRecord;
  }
  /** A flow. */
  | {
    type: "flow";
    params: Flow;
  };

/** Which record. */
export interface RecordPlace {
  recordId: string;
}

/** Which page. */
export interface UrlPlace {
  /** A relative address. */
  url: Url;
}

/** Whose home. */
export interface HomePlace {
  /** A type of records. */
  scope: string;
}

/** Which list. */
export interface ListPlace {
  listViewId: string;
  /** A type of records. */
  scope?: string | null;
}

/** Which search. */
export interface SearchPlace {
  /** At least three characters. Personal data. */
  searchString: string;
}

/** Which form. */
export interface NewRecord {
  /** The record's type. */
  entityName: string;
  /** What stands in the form. Personal data. */
  defaultFieldValues?: { [key: string]: Json } | null;
}

/** Which flow. */
export interface Flow {
  flowDevName: string;
  /** Personal data. */
  flowArgs?: Json | null;
}

/** Parameters of a page: a query string, or an object that the library makes one of. */
export type QueryParams =
  /** A query string. */
  | string
  /** By their names. */
  | { [key: string]: Json };

/** Which part of the softphone's layout counts. */
export type CallType =
  | "inbound"
  | "outbound"
  | "internal"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What was found. */
export interface Found {
  /** What would be shown, if it was deferred: `screenPop` takes it. */
  SCREEN_POP_DATA?: Target | null;
  /** The records, by their ids. Personal data. */
  [key: string]: unknown;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
