#[cti_runtime::protocol(
    vendor="Amazon",
    origins("https://*.my.connect.aws"),
    envelope(object , tag = "event" , content = "data"),
    frame(src = "https://{instance}.my.connect.aws/ccp-v2/" , allow = "microphone; camera; autoplay; clipboard-write; identity-credentials-get" ,),
    rename_all="snake_case",
    rename_all_fields="camelCase",
)]
pub mod amazon_connect {
    #[states]
     enum Ccp {
        Loading,
        Acknowledged,
    }
    #[states]
     enum Agent {
        Init,
        Routable,
        NotRoutable,
        Offline,
        System,
        Error,
    }
    #[event]
    pub enum Event {
        #[moves(Ccp: * => Acknowledged)] Acknowledge {
            id: Option < String >,
        },
        RequestConfigure,
        #[rename("agent::update")] #[moves(Agent: * => Init , if snapshot . state . kind = "init")] #[moves(Agent: * => Routable , if snapshot . state . kind = "routable")] #[moves(Agent: * => NotRoutable , if snapshot . state . kind = "not_routable")] #[moves(Agent: * => Offline , if snapshot . state . kind = "offline")] #[moves(Agent: * => System , if snapshot . state . kind = "system")] #[moves(Agent: * => Error , if snapshot . state . kind = "error")] AgentUpdate {
            snapshot: Snapshot,
            configuration: Configuration,
        },
        AuthFail {
            authorize: Option < bool >,
        },
        AuthorizeSuccess,
        AccessDenied,
        #[moves(Ccp: * => Loading)] #[moves(Agent: * => Init)] Terminated,
        UpdateConnectedCcps {
        length: Option<u32>,
        },
        #[rename("agent::websocket_connection_lost")] WebsocketConnectionLost,
        #[rename("agent::websocket_connection_gained")] WebsocketConnectionGained,
        Mute {
            mute: Option < bool >,
        },
        #[rename("agent::mute_toggle")] MuteToggle {
        muted: Json,
        },
        #[rename("agent::softphone_error")] SoftphoneError {
            error_type: String,
            error_message: Option < String >,
            end_point_url: Option < Url >,
        },
        #[rename("contact::accepted")] ContactAccepted {
            contact_id: String,
        },
        #[prefix("contact::accepted::")] OneContactAccepted {
            #[remainder] id: String,
            contact_id: Option < String >,
        },
        #[rename("contact::view")] ContactView {
            contact_id: Option < String >,
        },
        #[rename("configuration::speaker_device_changed")] SpeakerDeviceChanged {
            device_id: Option < String >,
        },
        #[rename("configuration::microphone_device_changed")] MicrophoneDeviceChanged {
            device_id: Option < String >,
        },
        #[rename("configuration::ringer_device_changed")] RingerDeviceChanged {
            device_id: Option < String >,
        },
        MediaDeviceResponse(#[personal] Json),
        Log(#[personal] Map < Json >),
    }
    #[command]
    #[only(Ccp: Acknowledged)]
    pub enum Control {
        #[only(Ccp: Loading | Acknowledged)] #[reply(Acknowledge)] #[within(ms = 3000)] Synchronize,
        Configure {
            softphone: Option < Softphone >,
            chat: Option < Map < Json > >,
            task: Option < Map < Json > >,
            auto_accept_tone: Option < Map < Json > >,
            page_options: Option < Map < Json > >,
            should_add_namespace_to_logs: Option < bool >,
            show_inactivity_modal: Option < bool >,
            disaster_recovery_on: Option < bool >,
        },
        OuterContextInfo {
            streams_version: String,
        },
        #[only(Ccp: Loading | Acknowledged)] IframeStyle {
            display: String,
            offset_width: u32,
            offset_height: u32,
            client_rects_length: u32,
        },
        #[reply(MediaDeviceResponse)] #[within(ms = 1000)] MediaDeviceRequest,
        ReloadAgentConfiguration,
    }
    #[command(tag = "data.event" , content = "data.data" , envelope(constants(event = "broadcast")))]
    #[only(Ccp: Acknowledged)]
    pub enum Broadcast {
        Mute {
            mute: Option < bool >,
        },
        #[rename("contact::accepted")] ContactAccepted {
            contact_id: String,
        },
        #[prefix("contact::accepted::")] OneContactAccepted {
            #[remainder] id: String,
            contact_id: Option < String >,
        },
        #[rename("contact::view")] ContactView {
            contact_id: Option < String >,
        },
        #[rename("taskList::activate_channel_with_view_type")] ActivateChannelWithViewType {
            view_type: String,
            media_type: String,
            source: Option < String >,
            case_id: Option < String >,
            client_token: Option < String >,
        },
        #[rename("configuration::set_speaker_device")] SetSpeakerDevice {
            device_id: String,
        },
        #[rename("configuration::set_microphone_device")] SetMicrophoneDevice {
            device_id: String,
        },
        #[rename("configuration::set_ringer_device")] SetRingerDevice {
            device_id: String,
        },
    }
    #[command(tag = "data.method" , content = "data.params" , id = "data.requestId" , envelope(constants(event = "api_request") , reports("data.event" = "api_request")) , answer(id = "data.requestId" , ok = "data.data" , error = "data.err" , decides = error , constants(event = "api_response")) , error = String , unknown = "{}" , rename_all = "camelCase")]
    #[only(Ccp: Acknowledged)]
    pub trait Api {
        fn put_agent_state(state: AgentStateDefinition , enqueue_next_state: Option < bool >);
        fn create_outbound_contact(endpoint: Endpoint , #[rename("queueARN")] queue_arn: String , related_contact_id: Option < String > , previous_contact_id: Option < String > ,);
        fn accept_contact(contact_id: String);
        fn reject_contact(contact_id: String);
        fn complete_contact(contact_id: String);
        fn clear_contact(contact_id: String);
        fn notify_contact_issue(contact_id: String , issue_code: String , #[personal] description: String ,);
        fn pause_contact(contact_id: String);
        fn resume_contact(contact_id: String);
        fn create_additional_connection(contact_id: String , endpoint: Endpoint);
        fn add_new_connection(contact_id: String , endpoint: Endpoint);
        fn transfer_contact(contact_id: String , endpoint: Endpoint);
        fn toggle_active_connections(contact_id: String , #[null] connection_id: Option < String >);
        fn conference_connections(contact_id: String);
        fn destroy_connection(contact_id: String , connection_id: String);
        fn hold_connection(contact_id: String , connection_id: String);
        fn resume_connection(contact_id: String , connection_id: String);
        fn mute_participant(contact_id: String , connection_id: String);
        fn unmute_participant(contact_id: String , connection_id: String);
        fn send_digits(contact_id: String , connection_id: String , #[personal] digits: String);
        fn update_monitor_participant_state(contact_id: String , target_monitor_mode: String);
        fn get_endpoints(#[rename("queueARNs")] queue_arns: Vec < String > , #[null] next_token: Option < String > , max_results: Option < u32 > ,) -> Endpoints;
        fn update_agent_configuration(#[personal] configuration: Map < Json >);
    }
    #[command(tag = "data.method" , content = "data.params" , id = "data.requestId" , envelope(constants(event = "master_request") , reports("data.event" = "master_request")) , answer(id = "data.requestId" , ok = "data.data" , constants(event = "master_response")) , rename_all = "camelCase")]
    #[only(Ccp: Acknowledged)]
    pub trait Coordination {
        fn become_master(topic: String) -> Mastery;
        fn check_master(topic: String , should_not_become_master_if_none: Option < bool >) -> Mastery;
    }
    #[data]
    pub struct Softphone {
        allow_framed_softphone: Option < bool >,
        disable_ringtone: Option < bool >,
        ringtone_url: Option < Url >,
        #[flatten] others: Map < Json >,
    }
    #[data]
    pub struct Snapshot {
        state: AgentState,
        next_state: Option < AgentState >,
        #[default] contacts: Vec < Contact >,
        #[posted(Date)] snapshot_timestamp: Option < DateTime >,
        skew: Option < i64 >,
    }
    #[data]
    pub struct AgentState {
        #[rename("agentStateARN")] agent_state_arn: Option < String >,
        name: String,
        #[rename("type")] kind: AgentStateType,
        #[posted(Date)] start_timestamp: Option < DateTime >,
    }
    #[data]
    pub struct AgentStateDefinition {
        #[rename("agentStateARN")] agent_state_arn: Option < String >,
        #[rename("type")] kind: AgentStateType,
        name: String,
    }
    #[data(open)]
    pub enum AgentStateType {
        Init,
        Routable,
        NotRoutable,
        Offline,
        System,
        Error,
    }
    #[data]
    pub struct Contact {
        contact_id: String,
        initial_contact_id: Option < String >,
        #[rename("type")] kind: ContactType,
        state: ContactState,
        queue: Option < Queue >,
        #[posted(Date)] queue_timestamp: Option < DateTime >,
        #[default] connections: Vec < Connection >,
        #[personal] attributes: Option < Map < Attribute > >,
        #[personal] name: Option < String >,
        #[personal] description: Option < String >,
        initiation_method: Option < String >,
    }
    #[data(open)]
    pub enum ContactType {
        Voice,
        QueueCallback,
        Chat,
        Task,
        Email,
    }
    #[data]
    pub struct ContactState {
        #[rename("type")] kind: ContactStateType,
        #[posted(Date)] timestamp: Option < DateTime >,
    }
    #[data(open)]
    pub enum ContactStateType {
        Init,
        Incoming,
        Pending,
        Connecting,
        Connected,
        Missed,
        Error,
        Ended,
        Rejected,
        Paused,
    }
    #[data]
    pub struct Connection {
        connection_id: String,
        #[rename("type")] kind: ConnectionType,
        state: ConnectionState,
        endpoint: Option < Endpoint >,
        initial: Option < bool >,
        mute: Option < bool >,
        softphone_media_info: Option < Secret < Json > >,
    }
    #[data(open)]
    pub enum ConnectionType {
        Agent,
        Inbound,
        Outbound,
        Monitoring,
    }
    #[data]
    pub struct ConnectionState {
        #[rename("type")] kind: ConnectionStateType,
        #[posted(Date)] timestamp: Option < DateTime >,
    }
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
    #[data]
    #[personal]
    pub struct Endpoint {
        #[rename("endpointARN")] endpoint_arn: Option < String >,
        #[rename("type")] kind: Option < String >,
        name: Option < String >,
        phone_number: Option < PhoneNumber >,
        agent_login: Option < String >,
        queue: Option < String >,
    }
    #[data]
    pub struct Endpoints {
        endpoints: Vec < Endpoint >,
        next_token: Option < String >,
    }
    #[data]
    pub struct Queue {
        #[rename("queueARN")] queue_arn: String,
        name: Option < String >,
    }
    #[data]
    #[personal]
    pub struct Attribute {
        name: Option < String >,
        value: Option < String >,
    }
    #[data]
    pub struct Configuration {
        #[personal] name: String,
        #[personal] username: Option < String >,
        extension: Option < PhoneNumber >,
        #[default] agent_states: Vec < AgentStateDefinition >,
        #[default] permissions: Vec < String >,
        #[default] dialable_countries: Vec < String >,
        softphone_enabled: Option < bool >,
        softphone_auto_accept: Option < bool >,
        routing_profile: RoutingProfile,
    }
    #[data]
    pub struct RoutingProfile {
        name: Option < String >,
        #[rename("routingProfileARN")] routing_profile_arn: Option < String >,
        default_outbound_queue: Queue,
        #[default] queues: Vec < Queue >,
        channel_concurrency_map: Option < Map < u32 > >,
    }
    #[data]
    pub struct Mastery {
        master_id: Option < String >,
        topic: String,
        is_master: Option < bool >,
        take_over: Option < bool >,
    }
}
