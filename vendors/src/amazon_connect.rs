/// Amazon Connect Streams: Amazon Connect's Contact Control Panel (CCP), which a web page embeds as an
/// iframe.
///
/// The CCP acknowledges the page when it has loaded and its agent is logged in, also after a reload; the
/// page configures it then, and asks from time to time whether it is still there. The CCP sends all that
/// is known of the agent and of the agent's contacts whenever something changes. What the page wants done
/// it requests, by an id; what all tabs are to hear, it has broadcast, and hears it itself.
///
/// Declared from `amazon-connect-streams` 2.28.2 on npm, its types, its code and its README, which has the
/// CCP's side too. Uncertain: which fields of a contact are always there; what a failure says beside the
/// text of an error as JSON. Left out: chats, tasks, e-mails and screens beyond what contacts have in
/// common, Voice ID, WebRTC and video, quick responses, disaster recovery, global resiliency and storage
/// access. So are logs, metrics and clicks that a page has broadcast: the package does so with each of its
/// own (`log`, `server_bound_internal_log`, `client_metric`, `click_stream_data`), from before the CCP is
/// there; they are unknown to a CCP of this declaration, and all but `log` to a page that hears another's. Older instances are below `awsapps.com`, where anybody can have a name:
/// an application lists such a host by itself, with `OriginPolicy::configured`, and so it can its own
/// instance alone.
//
// No rule follows a contact: what is in a list has no state of its own here. The package compares an update
// with the one before, and calls that `contact::incoming::<id>` and so on; only `contact::accepted` goes
// over the wire.
//
// An acknowledgement with an id shows that the CCP is new, one without answers `synchronize`. They have one
// name, so a session hears of a new document by the frame alone.
//
// The package posts to `*`, and looks at the window that speaks, never at its origin.
#[cti_runtime::protocol(
    vendor = "Amazon",
    origins("https://*.my.connect.aws"),
    envelope(object, tag = "event", content = "data"),
    frame(
        src = "https://{instance}.my.connect.aws/ccp-v2/",
        allow = "microphone; camera; autoplay; clipboard-write; identity-credentials-get",
    ),
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub mod amazon_connect {
    /// Whether the CCP is there, with its agent.
    // The package makes the client by which it requests when the acknowledgement comes.
    #[states]
    enum Ccp {
        /// It loads, or its agent has to log in.
        Loading,
        Acknowledged,
    }

    /// What the agent is in, as the agent's routing sees it.
    #[states]
    enum Agent {
        /// Nothing is known yet.
        Init,
        /// Contacts come.
        Routable,
        /// The agent is logged in, and no contacts come.
        NotRoutable,
        Offline,
        /// A state that the system has set, such as that of a contact that is on.
        System,
        Error,
    }

    /// CCP → page.
    #[event]
    pub enum Event {
        /// The CCP is there, or still is.
        #[moves(Ccp: * => Acknowledged)]
        #[sample({"event": "acknowledge", "data": {"id": "port-1"}})]
        #[sample({"event": "acknowledge"})]
        Acknowledge {
            /// Of the CCP's own connection; absent where it answers `synchronize`.
            id: Option<String>,
        },
        /// The CCP has no configuration, a second after it has loaded.
        #[sample({"event": "request_configure"})]
        RequestConfigure,
        /// All that is known of the agent and the agent's contacts.
        #[rename("agent::update")]
        #[moves(Agent: * => Init, if snapshot.state.kind = "init")]
        #[moves(Agent: * => Routable, if snapshot.state.kind = "routable")]
        #[moves(Agent: * => NotRoutable, if snapshot.state.kind = "not_routable")]
        #[moves(Agent: * => Offline, if snapshot.state.kind = "offline")]
        #[moves(Agent: * => System, if snapshot.state.kind = "system")]
        #[moves(Agent: * => Error, if snapshot.state.kind = "error")]
        #[sample(file = "amazon_connect/update.json")]
        AgentUpdate {
            snapshot: Snapshot,
            configuration: Configuration,
        },
        /// The agent's login was refused, or has run out.
        #[sample({"event": "auth_fail", "data": {"authorize": true}})]
        #[sample({"event": "auth_fail"})]
        AuthFail { authorize: Option<bool> },
        /// The agent's login was renewed.
        #[sample({"event": "authorize_success"})]
        AuthorizeSuccess,
        /// The agent may not do what was requested.
        #[sample({"event": "access_denied"})]
        AccessDenied,
        /// The agent has logged out; the CCP loads anew.
        #[moves(Ccp: * => Loading)]
        #[moves(Agent: * => Init)]
        #[sample({"event": "terminated"})]
        Terminated,
        /// How many CCPs the agent has open in this browser.
        #[sample({"event": "update_connected_ccps", "data": {"length": 2}})]
        UpdateConnectedCcps { length: u32 },
        /// The connection to Amazon is lost.
        #[rename("agent::websocket_connection_lost")]
        WebsocketConnectionLost,
        /// The connection to Amazon is there again.
        #[rename("agent::websocket_connection_gained")]
        #[sample({"event": "agent::websocket_connection_gained"})]
        WebsocketConnectionGained,
        /// Some page has had the agent muted, or not any more.
        #[sample({"event": "mute", "data": {"mute": true}})]
        Mute { mute: Option<bool> },
        /// The agent is muted, or isn't any more.
        #[rename("agent::mute_toggle")]
        #[sample({"event": "agent::mute_toggle", "data": {"muted": true}})]
        MuteToggle { muted: bool },
        /// Something is wrong with the softphone.
        #[rename("agent::softphone_error")]
        #[sample({"event": "agent::softphone_error", "data": {
                  "errorType": "microphone_not_shared", "errorMessage": "Denied.",
                  "endPointUrl": null}})]
        SoftphoneError {
            error_type: String,
            error_message: Option<String>,
            end_point_url: Option<Url>,
        },
        /// A contact was accepted in some page. Comes twice, also as the next one.
        #[rename("contact::accepted")]
        #[sample({"event": "contact::accepted", "data": {"contactId": "c-1"}})]
        ContactAccepted { contact_id: String },
        /// A contact was accepted in some page.
        #[prefix("contact::accepted::")]
        #[sample({"event": "contact::accepted::c-1", "data": {"contactId": "c-1"}})]
        OneContactAccepted {
            #[remainder]
            id: String,
            contact_id: Option<String>,
        },
        /// Another contact is shown, or none.
        #[rename("contact::view")]
        #[sample({"event": "contact::view", "data": {"contactId": "c-1"}})]
        ContactView { contact_id: Option<String> },
        /// The agent hears by another device.
        #[rename("configuration::speaker_device_changed")]
        #[sample({"event": "configuration::speaker_device_changed", "data": {"deviceId": "d-1"}})]
        SpeakerDeviceChanged { device_id: Option<String> },
        /// The agent speaks by another device.
        #[rename("configuration::microphone_device_changed")]
        MicrophoneDeviceChanged { device_id: Option<String> },
        /// It rings by another device.
        #[rename("configuration::ringer_device_changed")]
        RingerDeviceChanged { device_id: Option<String> },
        /// The devices that the CCP's document sees, as browsers list them: `{deviceId, kind, label, groupId}`
        /// each. In place of the list, `{error}` says why there is none.
        #[sample({"event": "media_device_response", "data": [{"deviceId": "d-1", "kind": "audioinput",
                  "label": "Headset", "groupId": "g-1"}]})]
        #[sample({"event": "media_device_response", "data": {"error": "Not allowed."}})]
        MediaDeviceResponse(#[personal] Json),
        /// What the CCP has logged, or a page that has the package.
        Log(#[personal] Map<Json>),
    }

    /// Page → CCP.
    #[command]
    #[only(Ccp: Acknowledged)]
    pub enum Control {
        /// Asks whether the CCP is still there. The package does so a second after each answer, and gives
        /// up after three. It also asks a CCP that loads again, which doesn't answer until its agent is
        /// logged in.
        // The answer goes to all tabs of the agent, so another tab's question may be answered by it.
        #[only(Ccp: Loading | Acknowledged)]
        #[reply(Acknowledge)]
        #[within(ms = 3000)]
        #[sample({"event": "synchronize"})]
        Synchronize,
        /// What the page wants of the CCP. The package says it after the first acknowledgement, and
        /// whenever the CCP requests it; not by itself after a reload.
        #[sample({"event": "configure", "data": {"softphone": {"allowFramedSoftphone": true},
                  "pageOptions": {"enableAudioDeviceSettings": false}}})]
        Configure {
            softphone: Option<Softphone>,
            chat: Option<Map<Json>>,
            task: Option<Map<Json>>,
            auto_accept_tone: Option<Map<Json>>,
            page_options: Option<Map<Json>>,
            should_add_namespace_to_logs: Option<bool>,
            show_inactivity_modal: Option<bool>,
            disaster_recovery_on: Option<bool>,
        },
        /// Which version of the package the page has. The package of 2.28.2 says 2.28.1.
        #[sample({"event": "outer_context_info", "data": {"streamsVersion": "2.28.2"}})]
        OuterContextInfo { streams_version: String },
        /// How the frame is seen. The package posts it some seconds after the frame was made, whether
        /// the CCP is there or not.
        #[only(Ccp: Loading | Acknowledged)]
        #[sample({"event": "iframe_style", "data": {"display": "inline", "offsetWidth": 320,
                  "offsetHeight": 465, "clientRectsLength": 1}})]
        IframeStyle {
            display: String,
            offset_width: u32,
            offset_height: u32,
            client_rects_length: u32,
        },
        /// Which devices does the CCP's document see?
        #[reply(MediaDeviceResponse)]
        #[within(ms = 1000)]
        #[sample({"event": "media_device_request"})]
        MediaDeviceRequest,
        /// The agent's settings are to be read anew.
        #[sample({"event": "reload_agent_configuration"})]
        ReloadAgentConfiguration,
    }

    /// Page → CCP: what all tabs of the agent are to hear, this one included.
    #[command(
        tag = "data.event",
        content = "data.data",
        envelope(constants(event = "broadcast"))
    )]
    #[only(Ccp: Acknowledged)]
    pub enum Broadcast {
        /// Mutes the agent, or not any more.
        #[sample({"event": "broadcast", "data": {"event": "mute", "data": {"mute": true}}})]
        Mute { mute: Option<bool> },
        /// A contact was accepted here: after `acceptContact` was answered, and also as the next one.
        #[rename("contact::accepted")]
        #[sample({"event": "broadcast", "data": {"event": "contact::accepted",
                  "data": {"contactId": "c-1"}}})]
        ContactAccepted { contact_id: String },
        /// A contact was accepted here.
        #[prefix("contact::accepted::")]
        #[sample({"event": "broadcast", "data": {"event": "contact::accepted::c-1",
                  "data": {"contactId": "c-1"}}})]
        OneContactAccepted {
            #[remainder]
            id: String,
            contact_id: Option<String>,
        },
        /// Shows a contact, or none.
        #[rename("contact::view")]
        #[sample({"event": "broadcast", "data": {"event": "contact::view",
                  "data": {"contactId": "c-1"}}})]
        ContactView { contact_id: Option<String> },
        /// Shows the number pad, the quick connects or the form of a task.
        #[rename("taskList::activate_channel_with_view_type")]
        #[sample({"event": "broadcast", "data": {
                  "event": "taskList::activate_channel_with_view_type",
                  "data": {"viewType": "number_pad", "mediaType": "softphone", "clientToken": "t-1"}}})]
        ActivateChannelWithViewType {
            /// `number_pad`, `quick_connects`, `create_task`.
            view_type: String,
            /// `softphone`, `task`.
            media_type: String,
            source: Option<String>,
            case_id: Option<String>,
            /// Another one for each time, by which one of the tabs does it.
            client_token: Option<String>,
        },
        /// Lets the agent hear by a device.
        #[rename("configuration::set_speaker_device")]
        SetSpeakerDevice { device_id: String },
        /// Lets the agent speak by a device.
        #[rename("configuration::set_microphone_device")]
        SetMicrophoneDevice { device_id: String },
        /// Lets it ring by a device.
        #[rename("configuration::set_ringer_device")]
        #[sample({"event": "broadcast", "data": {"event": "configuration::set_ringer_device",
                  "data": {"deviceId": "d-1"}}})]
        SetRingerDevice { device_id: String },
    }

    /// Page → CCP: what is to be done. How it went shows in the next `agent::update`.
    // The package calls a failure whatever has an error, also where there are data. The error is the text
    // of an object as JSON: `{"type": …, "message": …, "stack": …}`, as far as these are known.
    // The package writes the event's name into the content of a request too, where neither side reads it.
    #[command(
        tag = "data.method",
        content = "data.params",
        id = "data.requestId",
        envelope(
            constants(event = "api_request"),
            reports("data.event" = "api_request")
        ),
        answer(
            id = "data.requestId",
            ok = "data.data",
            error = "data.err",
            decides = error,
            constants(event = "api_response")
        ),
        error = String,
        unknown = "{}",
        rename_all = "camelCase"
    )]
    #[only(Ccp: Acknowledged)]
    pub trait Api {
        /// Sets the agent's state, now or once the agent's contacts are done.
        #[sample(args = {"state": {"agentStateARN": "arn:state-1", "type": "routable",
                 "name": "Available"}, "enqueueNextState": false})]
        #[sample(error = "{\"type\":\"InvalidStateException\"}")]
        fn put_agent_state(state: AgentStateDefinition, enqueue_next_state: Option<bool>);
        /// Calls somebody.
        #[sample(args = {"endpoint": {"type": "phone_number", "phoneNumber": "+12025550101"},
                 "queueARN": "arn:queue-1"})]
        fn create_outbound_contact(
            endpoint: Endpoint,
            #[rename("queueARN")] queue_arn: String,
            related_contact_id: Option<String>,
            previous_contact_id: Option<String>,
        );
        /// Accepts a contact that comes in.
        #[sample(args = {"contactId": "c-1"})]
        fn accept_contact(contact_id: String);
        /// Refuses a contact that comes in.
        fn reject_contact(contact_id: String);
        /// Ends the work after a contact, whatever its state.
        fn complete_contact(contact_id: String);
        /// Ends the work after a contact that has ended, was missed or went wrong.
        fn clear_contact(contact_id: String);
        /// Reports that something was wrong with a contact.
        fn notify_contact_issue(
            contact_id: String,
            issue_code: String,
            #[personal] description: String,
        );
        /// Pauses a task.
        fn pause_contact(contact_id: String);
        /// Goes on with a task.
        fn resume_contact(contact_id: String);
        /// Calls another party into a contact.
        fn create_additional_connection(contact_id: String, endpoint: Endpoint);
        /// Brings another party into a contact.
        fn add_new_connection(contact_id: String, endpoint: Endpoint);
        /// Hands a contact to another party.
        fn transfer_contact(contact_id: String, endpoint: Endpoint);
        /// Holds the party that talks, and goes on with the one that is held.
        #[sample(args = {"contactId": "c-1", "connectionId": null})]
        fn toggle_active_connections(contact_id: String, #[null] connection_id: Option<String>);
        /// Lets all parties of a contact talk.
        fn conference_connections(contact_id: String);
        /// Hangs up a party; the agent's own connection ends the call for the agent.
        #[sample(args = {"contactId": "c-1", "connectionId": "n-1"})]
        fn destroy_connection(contact_id: String, connection_id: String);
        /// Holds a party.
        fn hold_connection(contact_id: String, connection_id: String);
        /// Goes on with a party that is held.
        fn resume_connection(contact_id: String, connection_id: String);
        /// Mutes a party.
        fn mute_participant(contact_id: String, connection_id: String);
        /// Lets a party be heard again.
        fn unmute_participant(contact_id: String, connection_id: String);
        /// Presses keys for a party.
        fn send_digits(contact_id: String, connection_id: String, #[personal] digits: String);
        /// Listens to a colleague's contact, or takes part in it: `SILENT_MONITOR`, `BARGE`.
        #[sample(args = {"contactId": "c-1", "targetMonitorMode": "BARGE"})]
        fn update_monitor_participant_state(contact_id: String, target_monitor_mode: String);
        /// The quick connects of queues, a page at a time.
        #[sample(args = {"queueARNs": ["arn:queue-1"], "nextToken": null, "maxResults": 100},
                 result = {"endpoints": [{"endpointARN": "arn:endpoint-1", "type": "agent",
                 "name": "Jo Example"}], "nextToken": null})]
        fn get_endpoints(
            #[rename("queueARNs")] queue_arns: Vec<String>,
            #[null] next_token: Option<String>,
            max_results: Option<u32>,
        ) -> Endpoints;
        /// Changes the agent's settings; `reload_agent_configuration` is to follow.
        fn update_agent_configuration(#[personal] configuration: Map<Json>);
    }

    /// Page → CCP: which of the agent's tabs has a part of the work, such as the softphone's.
    // A tab that takes over is told to all.
    #[command(
        tag = "data.method",
        content = "data.params",
        id = "data.requestId",
        envelope(
            constants(event = "master_request"),
            reports("data.event" = "master_request")
        ),
        answer(
            id = "data.requestId",
            ok = "data.data",
            constants(event = "master_response")
        ),
        rename_all = "camelCase"
    )]
    #[only(Ccp: Acknowledged)]
    pub trait Coordination {
        /// Takes a part.
        #[sample(args = {"topic": "connect::softphone"}, result = {"masterId": "port-1",
                 "takeOver": false, "topic": "connect::softphone"})]
        fn become_master(topic: String) -> Mastery;
        /// Asks who has a part; takes it if nobody has, unless told not to.
        #[sample(args = {"topic": "connect::softphone"}, result = {"masterId": "port-1",
                 "isMaster": true, "topic": "connect::softphone"})]
        fn check_master(topic: String, should_not_become_master_if_none: Option<bool>) -> Mastery;
    }

    /// How the page wants the softphone.
    #[data]
    pub struct Softphone {
        /// Whether the CCP in the frame has the call's audio.
        allow_framed_softphone: Option<bool>,
        disable_ringtone: Option<bool>,
        ringtone_url: Option<Url>,
        #[flatten]
        others: Map<Json>,
    }

    /// The agent and the agent's contacts, at one moment.
    #[data]
    pub struct Snapshot {
        state: AgentState,
        /// What the agent will be in when the contacts are done.
        next_state: Option<AgentState>,
        #[default]
        contacts: Vec<Contact>,
        #[posted(Date)]
        snapshot_timestamp: Option<DateTime>,
        /// By how many milliseconds Amazon's clock is ahead of the agent's. The package has no duration
        /// without it.
        skew: Option<i64>,
    }

    /// What the agent is in.
    #[data]
    pub struct AgentState {
        #[rename("agentStateARN")]
        agent_state_arn: Option<String>,
        /// `Available`, `Offline`, `AfterCallWork`, or a name of the instance's.
        name: String,
        #[rename("type")]
        kind: AgentStateType,
        #[posted(Date)]
        start_timestamp: Option<DateTime>,
    }

    /// A state that an agent can be put in.
    #[data]
    pub struct AgentStateDefinition {
        #[rename("agentStateARN")]
        agent_state_arn: Option<String>,
        #[rename("type")]
        kind: AgentStateType,
        name: String,
    }

    /// How routing sees an agent.
    #[data(open)]
    pub enum AgentStateType {
        Init,
        Routable,
        NotRoutable,
        Offline,
        System,
        Error,
    }

    /// Something that an agent works on: a call, mostly.
    #[data]
    pub struct Contact {
        contact_id: String,
        /// That of the first contact of a chain of transfers.
        initial_contact_id: Option<String>,
        #[rename("type")]
        kind: ContactType,
        state: ContactState,
        /// Absent while the agent monitors somebody else.
        queue: Option<Queue>,
        #[posted(Date)]
        queue_timestamp: Option<DateTime>,
        #[default]
        connections: Vec<Connection>,
        /// What the contact's flow has found out of the customer.
        #[personal]
        attributes: Option<Map<Attribute>>,
        #[personal]
        name: Option<String>,
        #[personal]
        description: Option<String>,
        /// `inbound`, `outbound`, `transfer`, …
        initiation_method: Option<String>,
    }

    /// What kind of thing a contact is.
    #[data(open)]
    pub enum ContactType {
        Voice,
        /// A call to somebody who wants to be called back.
        QueueCallback,
        Chat,
        Task,
        Email,
    }

    /// What a contact is in, and since when.
    #[data]
    pub struct ContactState {
        #[rename("type")]
        kind: ContactStateType,
        #[posted(Date)]
        timestamp: Option<DateTime>,
    }

    /// What a contact is in.
    #[data(open)]
    pub enum ContactStateType {
        Init,
        /// It waits to be accepted, if it is no call.
        Incoming,
        Pending,
        /// A call waits to be accepted, or is made.
        Connecting,
        Connected,
        Missed,
        Error,
        /// It is over; the agent may have work after it.
        Ended,
        Rejected,
        Paused,
    }

    /// A party of a contact.
    #[data]
    pub struct Connection {
        connection_id: String,
        #[rename("type")]
        kind: ConnectionType,
        state: ConnectionState,
        endpoint: Option<Endpoint>,
        /// Whether the contact began with it.
        initial: Option<bool>,
        mute: Option<bool>,
        /// By what the softphone joins: a token among it.
        softphone_media_info: Option<Secret<Json>>,
    }

    /// Whose a connection is.
    #[data(open)]
    pub enum ConnectionType {
        Agent,
        Inbound,
        Outbound,
        Monitoring,
    }

    /// What a connection is in, and since when.
    #[data]
    pub struct ConnectionState {
        #[rename("type")]
        kind: ConnectionStateType,
        #[posted(Date)]
        timestamp: Option<DateTime>,
    }

    /// What a connection is in.
    #[data(open)]
    pub enum ConnectionStateType {
        Init,
        Connecting,
        Connected,
        Hold,
        Disconnected,
        SilentMonitor,
        Barge,
    }

    /// Whom one can call: a number, an agent or a queue.
    #[data]
    #[personal]
    pub struct Endpoint {
        #[rename("endpointARN")]
        endpoint_arn: Option<String>,
        /// `phone_number`, `agent`, `queue`.
        #[rename("type")]
        kind: Option<String>,
        name: Option<String>,
        /// May be a SIP address that has the number.
        phone_number: Option<PhoneNumber>,
        agent_login: Option<String>,
        queue: Option<String>,
    }

    /// A page of quick connects.
    #[data]
    pub struct Endpoints {
        endpoints: Vec<Endpoint>,
        next_token: Option<String>,
    }

    /// Where contacts wait.
    #[data]
    pub struct Queue {
        #[rename("queueARN")]
        queue_arn: String,
        name: Option<String>,
    }

    /// Something that a contact's flow has found out.
    #[data]
    #[personal]
    pub struct Attribute {
        name: Option<String>,
        value: Option<String>,
    }

    /// The agent's settings.
    #[data]
    pub struct Configuration {
        #[personal]
        name: String,
        #[personal]
        username: Option<String>,
        extension: Option<PhoneNumber>,
        #[default]
        agent_states: Vec<AgentStateDefinition>,
        #[default]
        permissions: Vec<String>,
        #[default]
        dialable_countries: Vec<String>,
        softphone_enabled: Option<bool>,
        softphone_auto_accept: Option<bool>,
        routing_profile: RoutingProfile,
    }

    /// Which contacts an agent gets, and from which queue the agent calls.
    #[data]
    pub struct RoutingProfile {
        name: Option<String>,
        #[rename("routingProfileARN")]
        routing_profile_arn: Option<String>,
        default_outbound_queue: Queue,
        #[default]
        queues: Vec<Queue>,
        /// How many contacts at a time, by channel.
        channel_concurrency_map: Option<Map<u32>>,
    }

    /// Who has a part of the work.
    #[data]
    pub struct Mastery {
        /// The id of a connection, as in `acknowledge`; none if nobody has it.
        master_id: Option<String>,
        topic: String,
        is_master: Option<bool>,
        /// Whether another tab had it.
        take_over: Option<bool>,
    }
}
