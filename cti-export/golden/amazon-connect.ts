/**
 * Amazon Connect Streams: Amazon Connect's Contact Control Panel (CCP), which a web page embeds as an
 * iframe.
 *
 * The CCP acknowledges the page when it has loaded and its agent is logged in, also after a reload; the
 * page configures it then, and asks from time to time whether it is still there. The CCP sends all that
 * is known of the agent and of the agent's contacts whenever something changes. What the page wants done
 * it requests, by an id; what all tabs are to hear, it has broadcast, and hears it itself.
 *
 * Declared from `amazon-connect-streams` 2.28.2 on npm, its types, its code and its README, which has the
 * CCP's side too. Uncertain: which fields of a contact are always there; what a failure says beside the
 * text of an error as JSON. Left out: chats, tasks, e-mails and screens beyond what contacts have in
 * common, Voice ID, WebRTC and video, quick responses, disaster recovery, global resiliency and storage
 * access. So are logs, metrics and clicks that a page has broadcast: the package does so with each of its
 * own (`log`, `server_bound_internal_log`, `client_metric`, `click_stream_data`), from before the CCP is
 * there; they are unknown to a CCP of this declaration, and all but `log` to a page that hears another's. Older instances are below `awsapps.com`, where anybody can have a name:
 * an application lists such a host by itself, with `OriginPolicy::configured`, and so it can its own
 * instance alone.
 *
 * Written by cti-export from the declaration `amazon-connect`; change that instead.
 */

/**
 * From Amazon to the page. Posted as an object.
 *
 * CCP → page.
 */
export type Event =
  | AcknowledgeEvent
  | RequestConfigureEvent
  | AgentUpdateEvent
  | AuthFailEvent
  | AuthorizeSuccessEvent
  | AccessDeniedEvent
  | TerminatedEvent
  | UpdateConnectedCcpsEvent
  | WebsocketConnectionLostEvent
  | WebsocketConnectionGainedEvent
  | MuteEvent
  | MuteToggleEvent
  | SoftphoneErrorEvent
  | ContactAcceptedEvent
  | OneContactAcceptedEvent
  | ContactViewEvent
  | SpeakerDeviceChangedEvent
  | MicrophoneDeviceChangedEvent
  | RingerDeviceChangedEvent
  | MediaDeviceResponseEvent
  | LogEvent;

/** The CCP is there, or still is. */
export interface AcknowledgeEvent {
  event: "acknowledge";
  data?: ({
    /** Of the CCP's own connection; absent where it answers `synchronize`. */
    id?: string | null;
  }) | null;
}

/** The CCP has no configuration, a second after it has loaded. */
export interface RequestConfigureEvent {
  event: "request_configure";
  data?: unknown;
}

/** All that is known of the agent and the agent's contacts. */
export interface AgentUpdateEvent {
  event: "agent::update";
  data: {
    snapshot: Snapshot;
    configuration: Configuration;
  };
}

/** The agent's login was refused, or has run out. */
export interface AuthFailEvent {
  event: "auth_fail";
  data?: ({
    authorize?: boolean | null;
  }) | null;
}

/** The agent's login was renewed. */
export interface AuthorizeSuccessEvent {
  event: "authorize_success";
  data?: unknown;
}

/** The agent may not do what was requested. */
export interface AccessDeniedEvent {
  event: "access_denied";
  data?: unknown;
}

/** The agent has logged out; the CCP loads anew. */
export interface TerminatedEvent {
  event: "terminated";
  data?: unknown;
}

/** How many CCPs the agent has open in this browser. */
export interface UpdateConnectedCcpsEvent {
  event: "update_connected_ccps";
  data: {
    length: number;
  };
}

/** The connection to Amazon is lost. */
export interface WebsocketConnectionLostEvent {
  event: "agent::websocket_connection_lost";
  data?: unknown;
}

/** The connection to Amazon is there again. */
export interface WebsocketConnectionGainedEvent {
  event: "agent::websocket_connection_gained";
  data?: unknown;
}

/** Some page has had the agent muted, or not any more. */
export interface MuteEvent {
  event: "mute";
  data?: ({
    mute?: boolean | null;
  }) | null;
}

/** The agent is muted, or isn't any more. */
export interface MuteToggleEvent {
  event: "agent::mute_toggle";
  data: {
    muted: boolean;
  };
}

/** Something is wrong with the softphone. */
export interface SoftphoneErrorEvent {
  event: "agent::softphone_error";
  data: {
    errorType: string;
    errorMessage?: string | null;
    endPointUrl?: Url | null;
  };
}

/** A contact was accepted in some page. Comes twice, also as the next one. */
export interface ContactAcceptedEvent {
  event: "contact::accepted";
  data: {
    contactId: string;
  };
}

/** A contact was accepted in some page. */
export interface OneContactAcceptedEvent {
  event: `contact::accepted::${string}`;
  data?: ({
    contactId?: string | null;
  }) | null;
}

/** Another contact is shown, or none. */
export interface ContactViewEvent {
  event: "contact::view";
  data?: ({
    contactId?: string | null;
  }) | null;
}

/** The agent hears by another device. */
export interface SpeakerDeviceChangedEvent {
  event: "configuration::speaker_device_changed";
  data?: ({
    deviceId?: string | null;
  }) | null;
}

/** The agent speaks by another device. */
export interface MicrophoneDeviceChangedEvent {
  event: "configuration::microphone_device_changed";
  data?: ({
    deviceId?: string | null;
  }) | null;
}

/** It rings by another device. */
export interface RingerDeviceChangedEvent {
  event: "configuration::ringer_device_changed";
  data?: ({
    deviceId?: string | null;
  }) | null;
}

/**
 * The devices that the CCP's document sees, as browsers list them: `{deviceId, kind, label, groupId}`
 * each. In place of the list, `{error}` says why there is none.
 */
export interface MediaDeviceResponseEvent {
  event: "media_device_response";
  /** Personal data. */ data?: Json;
}

/** What the CCP has logged, or a page that has the package. */
export interface LogEvent {
  event: "log";
  /** Personal data. */ data?: { [key: string]: Json } | null;
}

/**
 * From the page to Amazon: Control. Posted as an object.
 *
 * Page → CCP.
 */
export type Control =
  | SynchronizeControl
  | ConfigureControl
  | OuterContextInfoControl
  | IframeStyleControl
  | MediaDeviceRequestControl
  | ReloadAgentConfigurationControl;

/**
 * Asks whether the CCP is still there. The package does so a second after each answer, and gives
 * up after three. It also asks a CCP that loads again, which doesn't answer until its agent is
 * logged in.
 *
 * Only while `Ccp` is Loading or Acknowledged.
 *
 * Answered by `acknowledge`.
 *
 * Its answer is waited for 3000 ms.
 */
export interface SynchronizeControl {
  event: "synchronize";
  data?: unknown;
}

/**
 * What the page wants of the CCP. The package says it after the first acknowledgement, and
 * whenever the CCP requests it; not by itself after a reload.
 *
 * Only while `Ccp` is Acknowledged.
 */
export interface ConfigureControl {
  event: "configure";
  data?: ({
    softphone?: Softphone | null;
    chat?: { [key: string]: Json } | null;
    task?: { [key: string]: Json } | null;
    autoAcceptTone?: { [key: string]: Json } | null;
    pageOptions?: { [key: string]: Json } | null;
    shouldAddNamespaceToLogs?: boolean | null;
    showInactivityModal?: boolean | null;
    disasterRecoveryOn?: boolean | null;
  }) | null;
}

/**
 * Which version of the package the page has. The package of 2.28.2 says 2.28.1.
 *
 * Only while `Ccp` is Acknowledged.
 */
export interface OuterContextInfoControl {
  event: "outer_context_info";
  data: {
    streamsVersion: string;
  };
}

/**
 * How the frame is seen. The package posts it some seconds after the frame was made, whether
 * the CCP is there or not.
 *
 * Only while `Ccp` is Loading or Acknowledged.
 */
export interface IframeStyleControl {
  event: "iframe_style";
  data: {
    display: string;
    offsetWidth: number;
    offsetHeight: number;
    clientRectsLength: number;
  };
}

/**
 * Which devices does the CCP's document see?
 *
 * Only while `Ccp` is Acknowledged.
 *
 * Answered by `media_device_response`.
 *
 * Its answer is waited for 1000 ms.
 */
export interface MediaDeviceRequestControl {
  event: "media_device_request";
  data?: unknown;
}

/**
 * The agent's settings are to be read anew.
 *
 * Only while `Ccp` is Acknowledged.
 */
export interface ReloadAgentConfigurationControl {
  event: "reload_agent_configuration";
  data?: unknown;
}

/**
 * From the page to Amazon: Broadcast. Posted as an object.
 *
 * Page → CCP: what all tabs of the agent are to hear, this one included.
 */
export type Broadcast =
  | MuteBroadcast
  | ContactAcceptedBroadcast
  | OneContactAcceptedBroadcast
  | ContactViewBroadcast
  | ActivateChannelWithViewTypeBroadcast
  | SetSpeakerDeviceBroadcast
  | SetMicrophoneDeviceBroadcast
  | SetRingerDeviceBroadcast;

/**
 * Mutes the agent, or not any more.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type MuteBroadcast = {
  event: "broadcast";
} & { data: { event: "mute" } } & { data?: { data?: ({
    mute?: boolean | null;
  }) | null } };

/**
 * A contact was accepted here: after `acceptContact` was answered, and also as the next one.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ContactAcceptedBroadcast = {
  event: "broadcast";
} & { data: { event: "contact::accepted" } } & { data: { data: {
    contactId: string;
  } } };

/**
 * A contact was accepted here.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type OneContactAcceptedBroadcast = {
  event: "broadcast";
} & { data: { event: `contact::accepted::${string}` } } & { data?: { data?: ({
    contactId?: string | null;
  }) | null } };

/**
 * Shows a contact, or none.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ContactViewBroadcast = {
  event: "broadcast";
} & { data: { event: "contact::view" } } & { data?: { data?: ({
    contactId?: string | null;
  }) | null } };

/**
 * Shows the number pad, the quick connects or the form of a task.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ActivateChannelWithViewTypeBroadcast = {
  event: "broadcast";
} & { data: { event: "taskList::activate_channel_with_view_type" } } & { data: { data: {
    /** `number_pad`, `quick_connects`, `create_task`. */
    viewType: string;
    /** `softphone`, `task`. */
    mediaType: string;
    source?: string | null;
    caseId?: string | null;
    /** Another one for each time, by which one of the tabs does it. */
    clientToken?: string | null;
  } } };

/**
 * Lets the agent hear by a device.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type SetSpeakerDeviceBroadcast = {
  event: "broadcast";
} & { data: { event: "configuration::set_speaker_device" } } & { data: { data: {
    deviceId: string;
  } } };

/**
 * Lets the agent speak by a device.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type SetMicrophoneDeviceBroadcast = {
  event: "broadcast";
} & { data: { event: "configuration::set_microphone_device" } } & { data: { data: {
    deviceId: string;
  } } };

/**
 * Lets it ring by a device.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type SetRingerDeviceBroadcast = {
  event: "broadcast";
} & { data: { event: "configuration::set_ringer_device" } } & { data: { data: {
    deviceId: string;
  } } };

/**
 * What the page asks Amazon for: Api. Posted as an object.
 *
 * Page → CCP: what is to be done. How it went shows in the next `agent::update`.
 */
export type Api =
  | PutAgentStateApi
  | CreateOutboundContactApi
  | AcceptContactApi
  | RejectContactApi
  | CompleteContactApi
  | ClearContactApi
  | NotifyContactIssueApi
  | PauseContactApi
  | ResumeContactApi
  | CreateAdditionalConnectionApi
  | AddNewConnectionApi
  | TransferContactApi
  | ToggleActiveConnectionsApi
  | ConferenceConnectionsApi
  | DestroyConnectionApi
  | HoldConnectionApi
  | ResumeConnectionApi
  | MuteParticipantApi
  | UnmuteParticipantApi
  | SendDigitsApi
  | UpdateMonitorParticipantStateApi
  | GetEndpointsApi
  | UpdateAgentConfigurationApi;

/**
 * Sets the agent's state, now or once the agent's contacts are done.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type PutAgentStateApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "putAgentState" } } & { data: { requestId: string | number } } & { data: { params: {
    state: AgentStateDefinition;
    enqueueNextState?: boolean | null;
  } } };

/**
 * Calls somebody.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type CreateOutboundContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "createOutboundContact" } } & { data: { requestId: string | number } } & { data: { params: {
    /** Personal data. */
    endpoint: Endpoint;
    queueARN: string;
    relatedContactId?: string | null;
    previousContactId?: string | null;
  } } };

/**
 * Accepts a contact that comes in.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type AcceptContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "acceptContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Refuses a contact that comes in.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type RejectContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "rejectContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Ends the work after a contact, whatever its state.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type CompleteContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "completeContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Ends the work after a contact that has ended, was missed or went wrong.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ClearContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "clearContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Reports that something was wrong with a contact.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type NotifyContactIssueApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "notifyContactIssue" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    issueCode: string;
    /** Personal data. */
    description: string;
  } } };

/**
 * Pauses a task.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type PauseContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "pauseContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Goes on with a task.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ResumeContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "resumeContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Calls another party into a contact.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type CreateAdditionalConnectionApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "createAdditionalConnection" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    /** Personal data. */
    endpoint: Endpoint;
  } } };

/**
 * Brings another party into a contact.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type AddNewConnectionApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "addNewConnection" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    /** Personal data. */
    endpoint: Endpoint;
  } } };

/**
 * Hands a contact to another party.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type TransferContactApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "transferContact" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    /** Personal data. */
    endpoint: Endpoint;
  } } };

/**
 * Holds the party that talks, and goes on with the one that is held.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ToggleActiveConnectionsApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "toggleActiveConnections" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId?: string | null;
  } } };

/**
 * Lets all parties of a contact talk.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ConferenceConnectionsApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "conferenceConnections" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
  } } };

/**
 * Hangs up a party; the agent's own connection ends the call for the agent.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type DestroyConnectionApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "destroyConnection" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
  } } };

/**
 * Holds a party.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type HoldConnectionApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "holdConnection" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
  } } };

/**
 * Goes on with a party that is held.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type ResumeConnectionApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "resumeConnection" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
  } } };

/**
 * Mutes a party.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type MuteParticipantApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "muteParticipant" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
  } } };

/**
 * Lets a party be heard again.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type UnmuteParticipantApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "unmuteParticipant" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
  } } };

/**
 * Presses keys for a party.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type SendDigitsApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "sendDigits" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    connectionId: string;
    /** Personal data. */
    digits: string;
  } } };

/**
 * Listens to a colleague's contact, or takes part in it: `SILENT_MONITOR`, `BARGE`.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type UpdateMonitorParticipantStateApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "updateMonitorParticipantState" } } & { data: { requestId: string | number } } & { data: { params: {
    contactId: string;
    targetMonitorMode: string;
  } } };

/**
 * The quick connects of queues, a page at a time.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type GetEndpointsApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "getEndpoints" } } & { data: { requestId: string | number } } & { data: { params: {
    queueARNs: string[];
    nextToken?: string | null;
    maxResults?: number | null;
  } } };

/**
 * Changes the agent's settings; `reload_agent_configuration` is to follow.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type UpdateAgentConfigurationApi = {
  event: "api_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "updateAgentConfiguration" } } & { data: { requestId: string | number } } & { data: { params: {
    /** Personal data. */
    configuration: { [key: string]: Json };
  } } };

/** What answers `putAgentState`, with the request's id. */
export type PutAgentStateApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `createOutboundContact`, with the request's id. */
export type CreateOutboundContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `acceptContact`, with the request's id. */
export type AcceptContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `rejectContact`, with the request's id. */
export type RejectContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `completeContact`, with the request's id. */
export type CompleteContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `clearContact`, with the request's id. */
export type ClearContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `notifyContactIssue`, with the request's id. */
export type NotifyContactIssueApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `pauseContact`, with the request's id. */
export type PauseContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `resumeContact`, with the request's id. */
export type ResumeContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `createAdditionalConnection`, with the request's id. */
export type CreateAdditionalConnectionApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `addNewConnection`, with the request's id. */
export type AddNewConnectionApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `transferContact`, with the request's id. */
export type TransferContactApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `toggleActiveConnections`, with the request's id. */
export type ToggleActiveConnectionsApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `conferenceConnections`, with the request's id. */
export type ConferenceConnectionsApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `destroyConnection`, with the request's id. */
export type DestroyConnectionApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `holdConnection`, with the request's id. */
export type HoldConnectionApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `resumeConnection`, with the request's id. */
export type ResumeConnectionApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `muteParticipant`, with the request's id. */
export type MuteParticipantApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `unmuteParticipant`, with the request's id. */
export type UnmuteParticipantApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `sendDigits`, with the request's id. */
export type SendDigitsApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `updateMonitorParticipantState`, with the request's id. */
export type UpdateMonitorParticipantStateApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `getEndpoints`, with the request's id. */
export type GetEndpointsApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data: { data: Endpoints } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** What answers `updateAgentConfiguration`, with the request's id. */
export type UpdateAgentConfigurationApiAnswer = {
  event: "api_response";
} & { data: { requestId: string | number } } & ({ data?: { data?: unknown } } & { data?: { err?: null } } | { data: { err: string } } & { data?: { data?: unknown } });

/** Whatever answers one of these requests, by its id. */
export type ApiAnswer = PutAgentStateApiAnswer | CreateOutboundContactApiAnswer | AcceptContactApiAnswer | RejectContactApiAnswer | CompleteContactApiAnswer | ClearContactApiAnswer | NotifyContactIssueApiAnswer | PauseContactApiAnswer | ResumeContactApiAnswer | CreateAdditionalConnectionApiAnswer | AddNewConnectionApiAnswer | TransferContactApiAnswer | ToggleActiveConnectionsApiAnswer | ConferenceConnectionsApiAnswer | DestroyConnectionApiAnswer | HoldConnectionApiAnswer | ResumeConnectionApiAnswer | MuteParticipantApiAnswer | UnmuteParticipantApiAnswer | SendDigitsApiAnswer | UpdateMonitorParticipantStateApiAnswer | GetEndpointsApiAnswer | UpdateAgentConfigurationApiAnswer;

/**
 * What the page asks Amazon for: Coordination. Posted as an object.
 *
 * Page → CCP: which of the agent's tabs has a part of the work, such as the softphone's.
 */
export type Coordination =
  | BecomeMasterCoordination
  | CheckMasterCoordination;

/**
 * Takes a part.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type BecomeMasterCoordination = {
  event: "master_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "becomeMaster" } } & { data: { requestId: string | number } } & { data: { params: {
    topic: string;
  } } };

/**
 * Asks who has a part; takes it if nobody has, unless told not to.
 *
 * Only while `Ccp` is Acknowledged.
 */
export type CheckMasterCoordination = {
  event: "master_request";
} & { data?: { event?: string | number | boolean | null } } & { data: { method: "checkMaster" } } & { data: { requestId: string | number } } & { data: { params: {
    topic: string;
    shouldNotBecomeMasterIfNone?: boolean | null;
  } } };

/** What answers `becomeMaster`, with the request's id. */
export type BecomeMasterCoordinationAnswer = {
  event: "master_response";
} & { data: { requestId: string | number } } & { data: { data: Mastery } };

/** What answers `checkMaster`, with the request's id. */
export type CheckMasterCoordinationAnswer = {
  event: "master_response";
} & { data: { requestId: string | number } } & { data: { data: Mastery } };

/** Whatever answers one of these requests, by its id. */
export type CoordinationAnswer = BecomeMasterCoordinationAnswer | CheckMasterCoordinationAnswer;

/** Whatever comes from this side, of any of its families. */
export type Command = Control | Broadcast | Api | Coordination;

/** How the page wants the softphone. */
export interface Softphone {
  /** Whether the CCP in the frame has the call's audio. */
  allowFramedSoftphone?: boolean | null;
  disableRingtone?: boolean | null;
  ringtoneUrl?: Url | null;
  [key: string]: unknown;
}

/** The agent and the agent's contacts, at one moment. */
export interface Snapshot {
  state: AgentState;
  /** What the agent will be in when the contacts are done. */
  nextState?: AgentState | null;
  contacts?: Contact[] | null;
  snapshotTimestamp?: Date | DateTime | null;
  /**
   * By how many milliseconds Amazon's clock is ahead of the agent's. The package has no duration
   * without it.
   */
  skew?: number | null;
}

/** What the agent is in. */
export interface AgentState {
  agentStateARN?: string | null;
  /** `Available`, `Offline`, `AfterCallWork`, or a name of the instance's. */
  name: string;
  type: AgentStateType;
  startTimestamp?: Date | DateTime | null;
}

/** A state that an agent can be put in. */
export interface AgentStateDefinition {
  agentStateARN?: string | null;
  type: AgentStateType;
  name: string;
}

/** How routing sees an agent. */
export type AgentStateType =
  | "init"
  | "routable"
  | "not_routable"
  | "offline"
  | "system"
  | "error"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Something that an agent works on: a call, mostly. */
export interface Contact {
  contactId: string;
  /** That of the first contact of a chain of transfers. */
  initialContactId?: string | null;
  type: ContactType;
  state: ContactState;
  /** Absent while the agent monitors somebody else. */
  queue?: Queue | null;
  queueTimestamp?: Date | DateTime | null;
  connections?: Connection[] | null;
  /** What the contact's flow has found out of the customer. Personal data. */
  attributes?: { [key: string]: Attribute } | null;
  /** Personal data. */
  name?: string | null;
  /** Personal data. */
  description?: string | null;
  /** `inbound`, `outbound`, `transfer`, … */
  initiationMethod?: string | null;
}

/** What kind of thing a contact is. */
export type ContactType =
  | "voice"
  /** A call to somebody who wants to be called back. */
  | "queue_callback"
  | "chat"
  | "task"
  | "email"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What a contact is in, and since when. */
export interface ContactState {
  type: ContactStateType;
  timestamp?: Date | DateTime | null;
}

/** What a contact is in. */
export type ContactStateType =
  | "init"
  /** It waits to be accepted, if it is no call. */
  | "incoming"
  | "pending"
  /** A call waits to be accepted, or is made. */
  | "connecting"
  | "connected"
  | "missed"
  | "error"
  /** It is over; the agent may have work after it. */
  | "ended"
  | "rejected"
  | "paused"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** A party of a contact. */
export interface Connection {
  connectionId: string;
  type: ConnectionType;
  state: ConnectionState;
  /** Personal data. */
  endpoint?: Endpoint | null;
  /** Whether the contact began with it. */
  initial?: boolean | null;
  mute?: boolean | null;
  /** By what the softphone joins: a token among it. A secret. */
  softphoneMediaInfo?: Json | null;
}

/** Whose a connection is. */
export type ConnectionType =
  | "agent"
  | "inbound"
  | "outbound"
  | "monitoring"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** What a connection is in, and since when. */
export interface ConnectionState {
  type: ConnectionStateType;
  timestamp?: Date | DateTime | null;
}

/** What a connection is in. */
export type ConnectionStateType =
  | "init"
  | "connecting"
  | "connected"
  | "hold"
  | "disconnected"
  | "silent_monitor"
  | "barge"
  /** Any other: values that the declaration doesn't list are kept. */
  | (string & {});

/** Whom one can call: a number, an agent or a queue. Personal data. */
export interface Endpoint {
  /** Personal data. */
  endpointARN?: string | null;
  /** `phone_number`, `agent`, `queue`. Personal data. */
  type?: string | null;
  /** Personal data. */
  name?: string | null;
  /** May be a SIP address that has the number. Personal data. */
  phoneNumber?: PhoneNumber | null;
  /** Personal data. */
  agentLogin?: string | null;
  /** Personal data. */
  queue?: string | null;
}

/** A page of quick connects. */
export interface Endpoints {
  /** Personal data. */
  endpoints: Endpoint[];
  nextToken?: string | null;
}

/** Where contacts wait. */
export interface Queue {
  queueARN: string;
  name?: string | null;
}

/** Something that a contact's flow has found out. Personal data. */
export interface Attribute {
  /** Personal data. */
  name?: string | null;
  /** Personal data. */
  value?: string | null;
}

/** The agent's settings. */
export interface Configuration {
  /** Personal data. */
  name: string;
  /** Personal data. */
  username?: string | null;
  /** Personal data. */
  extension?: PhoneNumber | null;
  agentStates?: AgentStateDefinition[] | null;
  permissions?: string[] | null;
  dialableCountries?: string[] | null;
  softphoneEnabled?: boolean | null;
  softphoneAutoAccept?: boolean | null;
  routingProfile: RoutingProfile;
}

/** Which contacts an agent gets, and from which queue the agent calls. */
export interface RoutingProfile {
  name?: string | null;
  routingProfileARN?: string | null;
  defaultOutboundQueue: Queue;
  queues?: Queue[] | null;
  /** How many contacts at a time, by channel. */
  channelConcurrencyMap?: { [key: string]: number } | null;
}

/** Who has a part of the work. */
export interface Mastery {
  /** The id of a connection, as in `acknowledge`; none if nobody has it. */
  masterId?: string | null;
  topic: string;
  isMaster?: boolean | null;
  /** Whether another tab had it. */
  takeOver?: boolean | null;
}

/** A phone number: a string in whatever notation, or a whole number from 0 on. */
export type PhoneNumber = string | number;

/** A date and time without a zone, such as `2026-01-31 09:30:00`. The text is taken as it comes. */
export type DateTime = string;

/** A URL. The text is taken as it comes. */
export type Url = string;

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The origins that the vendor's messages come from; `*` stands for characters of the first part of the host. */
export const ORIGINS: readonly string[] = ["https://*.my.connect.aws"];

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

/** The tags of `Event`. */
export const EVENT_TAGS: readonly string[] = [
  "acknowledge",
  "request_configure",
  "agent::update",
  "auth_fail",
  "authorize_success",
  "access_denied",
  "terminated",
  "update_connected_ccps",
  "agent::websocket_connection_lost",
  "agent::websocket_connection_gained",
  "mute",
  "agent::mute_toggle",
  "agent::softphone_error",
  "contact::accepted",
  "contact::view",
  "configuration::speaker_device_changed",
  "configuration::microphone_device_changed",
  "configuration::ringer_device_changed",
  "media_device_response",
  "log",
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
  return taggedAt(event.data, "object", ["event"], EVENT_TAGS, ["contact::accepted::"]) as Event | undefined;
}

/** The tags of `Control`. */
export const CONTROL_TAGS: readonly string[] = [
  "synchronize",
  "configure",
  "outer_context_info",
  "iframe_style",
  "media_device_request",
  "reload_agent_configuration",
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
  return tagged(event.data, "object", "event", CONTROL_TAGS) as Control | undefined;
}

/** The tags of `Broadcast`. */
export const BROADCAST_TAGS: readonly string[] = [
  "mute",
  "contact::accepted",
  "contact::view",
  "taskList::activate_channel_with_view_type",
  "configuration::set_speaker_device",
  "configuration::set_microphone_device",
  "configuration::set_ringer_device",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readBroadcast(event: { origin: string; data: unknown }, pages: readonly string[]): Broadcast | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "object", ["data", "event"], BROADCAST_TAGS, ["contact::accepted::"]), [{ path: ["event"], value: "broadcast" }]) as Broadcast | undefined;
}

/** The tags of `Api`. */
export const API_TAGS: readonly string[] = [
  "putAgentState",
  "createOutboundContact",
  "acceptContact",
  "rejectContact",
  "completeContact",
  "clearContact",
  "notifyContactIssue",
  "pauseContact",
  "resumeContact",
  "createAdditionalConnection",
  "addNewConnection",
  "transferContact",
  "toggleActiveConnections",
  "conferenceConnections",
  "destroyConnection",
  "holdConnection",
  "resumeConnection",
  "muteParticipant",
  "unmuteParticipant",
  "sendDigits",
  "updateMonitorParticipantState",
  "getEndpoints",
  "updateAgentConfiguration",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readApi(event: { origin: string; data: unknown }, pages: readonly string[]): Api | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "object", ["data", "method"], API_TAGS, []), [{ path: ["event"], value: "api_request" }]) as Api | undefined;
}

/** The tags of `Coordination`. */
export const COORDINATION_TAGS: readonly string[] = [
  "becomeMaster",
  "checkMaster",
];

/**
 * The message in a `message` event on the vendor's side, if its origin is one of these pages and the declaration knows its tag.
 *
 * The fields are not checked, and neither is the window: compare `event.source` too.
 */
export function readCoordination(event: { origin: string; data: unknown }, pages: readonly string[]): Coordination | undefined {
  if (!(event.origin !== "null" && pages.indexOf(event.origin) >= 0)) {
    return undefined;
  }
  return hasAt(taggedAt(event.data, "object", ["data", "method"], COORDINATION_TAGS, []), [{ path: ["event"], value: "master_request" }]) as Coordination | undefined;
}

/** The message in a `message` event, of whichever family it is. */
export function readCommand(event: { origin: string; data: unknown }, pages: readonly string[]): Command | undefined {
  return readBroadcast(event, pages) ?? readApi(event, pages) ?? readCoordination(event, pages) ?? readControl(event, pages);
}
