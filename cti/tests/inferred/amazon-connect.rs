/// Amazon, as `cti infer` found it in a recording.
//
// The other side is https://example.my.connect.aws in window 1: 32 messages from there, 17 messages
// of the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://example.my.connect.aws.evil.example in window 1.
// - 1 message from http://example.my.connect.aws in window 1.
// - 1 message from https://example.awsapps.com in window 1.
// - 1 message from null in window 1.
// - 1 message from https://example.my.connect.aws in window 4.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `ping`.
// - 1 message without a tag that the others have: `data`.
#[cti_runtime::protocol(
    vendor = "Amazon",
    origins("https://example.my.connect.aws"),
    envelope(object, tag = "event", content = "data"),
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub mod amazon_connect {
    // A proposal, from 1 call that `contact_id` tells apart; look at it before you believe it:
    //
    // #[states(key = contact_id)]
    // enum Leg {
    //     ContactAccepted,
    //     #[end]
    //     ContactAcceptedC1,
    // }
    //
    // ContactAccepted: #[moves(Leg: new => ContactAccepted)], seen 1 time
    // ContactAcceptedC1: #[moves(Leg: ContactAccepted => ContactAcceptedC1)], seen 1 time

    /// Amazon → page.
    #[event]
    pub enum Event {
        /// Seen 2 times.
        // Without content 1 time.
        #[sample({"event": "acknowledge", "data": {"id": "port-1"}})]
        #[sample({"event": "acknowledge"})]
        Acknowledge {
            // In 1 of 2.
            id: Option<String>,
        },
        /// Seen 8 times.
        #[rename("agent::update")]
        #[sample({"event": "agent::update",
                  "data": {"snapshot": {"state": {"agentStateARN": "arn:s-1", "name": "Example",
                  "type": "system", "startTimestamp": "2026-01-31T09:00:00.000Z"},
                  "snapshotTimestamp": "2026-01-31T09:30:01.000Z",
                  "contacts": [{"contactId": "c-1", "type": "voice",
                  "state": {"type": "connecting", "timestamp": "2026-01-31T09:30:00.000Z"},
                  "queue": {"queueARN": "arn:q-1", "name": "Example"},
                  "connections": [{"connectionId": "n-1", "type": "agent",
                  "state": {"type": "connecting", "timestamp": "2026-01-31T09:30:00.000Z"},
                  "initial": false, "softphoneMediaInfo": {"callContextToken": "[blanked]"}},
                  {"connectionId": "n-1", "type": "inbound", "state": {"type": "connected",
                  "timestamp": "2026-01-31T09:30:00.000Z"}, "endpoint": {"type": "phone_number",
                  "phoneNumber": "+12025550123"}, "initial": true}],
                  "attributes": {"customer": {"name": "Ada", "value": "Ada Example"}},
                  "initiationMethod": "inbound"}]}, "configuration": {"name": "Ada Example",
                  "username": "example", "extension": null,
                  "agentStates": [{"agentStateARN": "arn:s-1", "type": "routable",
                  "name": "Example"}, {"agentStateARN": "arn:s-1", "type": "offline",
                  "name": "Example"}], "permissions": ["outboundCall"],
                  "dialableCountries": ["us", "gb"], "softphoneEnabled": true,
                  "softphoneAutoAccept": false, "routingProfile": {"name": "Ada",
                  "routingProfileARN": "arn:p-1", "defaultOutboundQueue": {"queueARN": "arn:q-1",
                  "name": "Example"}, "queues": [{"queueARN": "arn:q-1", "name": "Example"}],
                  "channelConcurrencyMap": {"VOICE": 1}}}}})]
        #[sample({"event": "agent::update",
                  "data": {"snapshot": {"state": {"agentStateARN": "arn:s-1", "name": "Example",
                  "type": "offline", "startTimestamp": "2026-01-31T09:00:00.000Z"},
                  "snapshotTimestamp": "2026-01-31T09:30:01.000Z", "contacts": []},
                  "configuration": {"name": "Ada Example", "username": "example",
                  "extension": null, "agentStates": [{"agentStateARN": "arn:s-1",
                  "type": "routable", "name": "Example"}, {"agentStateARN": "arn:s-1",
                  "type": "offline", "name": "Example"}], "permissions": ["outboundCall"],
                  "dialableCountries": ["us", "gb"], "softphoneEnabled": true,
                  "softphoneAutoAccept": false, "routingProfile": {"name": "Ada",
                  "routingProfileARN": "arn:p-1", "defaultOutboundQueue": {"queueARN": "arn:q-1",
                  "name": "Example"}, "queues": [{"queueARN": "arn:q-1", "name": "Example"}],
                  "channelConcurrencyMap": {"VOICE": 1}}}}})]
        AgentUpdate {
            snapshot: Snapshot,
            configuration: Configuration,
        },
        /// Seen 2 times.
        #[sample({"event": "update_connected_ccps", "data": {"length": 1}})]
        UpdateConnectedCcps {
            // In 1 of 2.
            length: Option<u64>,
        },
        /// Seen 8 times.
        #[sample({"event": "api_response", "data": {"event": "api_response", "requestId": "r-1",
                  "data": {}, "err": null}})]
        ApiResponse {
            event: Event2,
            #[id]
            request_id: String,
            // Null 1 time.
            #[null]
            #[personal]
            data: Option<Map<Json>>,
            // Null 7 times.
            #[null]
            err: Option<String>,
        },
        /// Seen 1 time.
        #[rename("contact::accepted")]
        #[sample({"event": "contact::accepted", "data": {"contactId": "c-1"}})]
        ContactAccepted { contact_id: String },
        /// Seen 1 time.
        #[rename("contact::accepted::c-1")]
        #[sample({"event": "contact::accepted::c-1", "data": {"contactId": "c-1"}})]
        ContactAcceptedC1 { contact_id: String },
        /// Seen 1 time.
        #[sample({"event": "mute", "data": {"mute": true}})]
        Mute { mute: bool },
        /// Seen 2 times.
        #[rename("agent::mute_toggle")]
        #[sample({"event": "agent::mute_toggle", "data": {"muted": true}})]
        AgentMuteToggle {
            // Not always the same: a boolean (1), a string (1).
            muted: Json,
        },
        /// Seen 1 time.
        #[sample({"event": "master_response", "data": {"event": "master_response",
                  "requestId": "r-1", "data": {"masterId": "port-1", "isMaster": true,
                  "topic": "connect::softphone"}, "err": null}})]
        MasterResponse {
            event: Event2,
            #[id]
            request_id: String,
            data: MasterResponseData,
            // Only null was seen.
            #[null]
            err: Option<Json>,
        },
        /// Seen 1 time.
        #[rename("webSocket::connection_gain")]
        #[sample({"event": "webSocket::connection_gain"})]
        WebSocketConnectionGain,
        /// Seen 1 time.
        #[sample({"event": "terminated"})]
        Terminated,
    }

    /// Page → Amazon.
    #[command]
    pub enum Command {
        /// Seen 9 times.
        #[reply(ApiResponse)]
        #[sample({"event": "api_request", "data": {"event": "api_request", "requestId": "r-1",
                  "method": "putAgentState", "params": {"state": {"agentStateARN": "arn:s-1",
                  "type": "routable", "name": "Example"}, "enqueueNextState": false}}})]
        #[sample({"event": "api_request", "data": {"event": "api_request", "requestId": "r-1",
                  "method": "acceptContact", "params": {"contactId": "c-1"}}})]
        ApiRequest {
            event: Event2,
            #[id]
            request_id: String,
            method: String,
            params: Param,
        },
        /// Seen 1 time.
        #[sample({"event": "configure", "data": {"softphone": {"allowFramedSoftphone": true,
                  "disableRingtone": false}, "pageOptions": {"enableAudioDeviceSettings": false}}})]
        Configure {
            softphone: Softphone,
            page_options: PageOption,
        },
        /// Seen 1 time.
        #[sample({"event": "outer_context_info", "data": {"streamsVersion": "1.23.4"}})]
        OuterContextInfo { streams_version: String },
        /// Seen 1 time.
        #[sample({"event": "synchronize"})]
        Synchronize,
        /// Seen 1 time.
        #[sample({"event": "iframe_style", "data": {"display": "inline", "offsetWidth": 320,
                  "offsetHeight": 465, "clientRectsLength": 1}})]
        IframeStyle {
            display: String,
            offset_width: u64,
            offset_height: u64,
            client_rects_length: u64,
        },
        /// Seen 3 times.
        #[sample({"event": "broadcast", "data": {"event": "contact::accepted",
                  "data": {"contactId": "c-1"}}})]
        Broadcast { event: String, data: BroadcastData },
        /// Seen 1 time.
        #[reply(MasterResponse)]
        #[sample({"event": "master_request", "data": {"event": "master_request",
                  "requestId": "r-1", "method": "checkMaster",
                  "params": {"topic": "connect::softphone"}}})]
        MasterRequest {
            event: Event2,
            #[id]
            request_id: String,
            method: String,
            params: MasterRequestParam,
        },
    }

    /// Seen 19 times, with 4 values.
    #[data(open)]
    pub enum Event2 {
        ApiResponse,
        MasterResponse,
        ApiRequest,
        MasterRequest,
    }

    /// Seen 40 times, with 8 values.
    #[data(open)]
    pub enum TypeKind {
        Offline,
        Routable,
        System,
        Connecting,
        Connected,
        Ended,
        Hold,
        Disconnected,
    }

    /// Seen 5 times, with 1 value.
    #[data(open)]
    pub enum TypeKind2 {
        Voice,
    }

    /// Seen 5 times, with 2 values.
    #[data(open)]
    pub enum InitiationMethod {
        Inbound,
        Outbound,
    }

    /// Seen 10 times, with 3 values.
    #[data(open)]
    pub enum TypeKind3 {
        Agent,
        Inbound,
        Outbound,
    }

    /// Seen 6 times, with 1 value.
    #[data(open)]
    pub enum TypeKind4 {
        PhoneNumber,
    }

    /// Seen 16 times, with 2 values.
    #[data(open)]
    pub enum DialableCountry {
        Us,
        Gb,
    }

    /// Seen 8 times, under `snapshot`.
    #[data]
    pub struct Snapshot {
        state: State,
        snapshot_timestamp: DateTime,
        contacts: Vec<Contact>,
    }

    /// Seen 40 times, under `state` and `agentState`.
    #[data]
    pub struct State {
        // In 25 of 40.
        #[rename("agentStateARN")]
        agent_state_arn: Option<String>,
        // In 25 of 40.
        name: Option<String>,
        r#type: TypeKind,
        // In 8 of 40.
        start_timestamp: Option<DateTime>,
        // In 15 of 40.
        timestamp: Option<DateTime>,
    }

    /// Seen 5 times, under `contact`.
    #[data]
    pub struct Contact {
        contact_id: String,
        r#type: TypeKind2,
        state: State,
        queue: Queue,
        connections: Vec<Connection>,
        #[personal]
        attributes: Map<Json>,
        initiation_method: InitiationMethod,
    }

    /// Seen 21 times, under `queue` and `defaultOutboundQueue`.
    #[data]
    pub struct Queue {
        #[rename("queueARN")]
        queue_arn: String,
        name: String,
    }

    /// Seen 10 times, under `connection`.
    #[data]
    pub struct Connection {
        connection_id: String,
        r#type: TypeKind3,
        state: State,
        initial: bool,
        // In 5 of 10.
        softphone_media_info: Option<SoftphoneMediaInfo>,
        // In 5 of 10.
        endpoint: Option<Endpoint>,
    }

    /// Seen 5 times, under `softphoneMediaInfo`.
    #[data]
    pub struct SoftphoneMediaInfo {
        call_context_token: Secret<String>,
    }

    /// Seen 6 times, under `endpoint`.
    #[data]
    pub struct Endpoint {
        r#type: TypeKind4,
        phone_number: PhoneNumber,
    }

    /// Seen 8 times, under `configuration`.
    #[data]
    pub struct Configuration {
        #[personal]
        name: String,
        #[personal]
        username: String,
        // Only null was seen.
        #[null]
        extension: Option<Json>,
        agent_states: Vec<State>,
        permissions: Vec<String>,
        dialable_countries: Vec<DialableCountry>,
        softphone_enabled: bool,
        softphone_auto_accept: bool,
        routing_profile: RoutingProfile,
    }

    /// Seen 8 times, under `routingProfile`.
    #[data]
    pub struct RoutingProfile {
        #[personal]
        name: String,
        #[rename("routingProfileARN")]
        routing_profile_arn: String,
        default_outbound_queue: Queue,
        queues: Vec<Queue>,
        channel_concurrency_map: ChannelConcurrencyMap,
    }

    /// Seen 8 times, under `channelConcurrencyMap`.
    #[data(rename_all = "SCREAMING_SNAKE_CASE")]
    pub struct ChannelConcurrencyMap {
        voice: u64,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct MasterResponseData {
        master_id: String,
        is_master: bool,
        topic: String,
    }

    /// Seen 9 times, under `param`.
    #[data]
    pub struct Param {
        // In 7 of 9.
        contact_id: Option<String>,
        // In 1 of 9.
        state: Option<State>,
        // In 1 of 9.
        enqueue_next_state: Option<bool>,
        // In 3 of 9.
        connection_id: Option<String>,
        // In 1 of 9.
        digits: Option<Text<u64>>,
        // In 1 of 9.
        endpoint: Option<Endpoint>,
        // In 1 of 9.
        #[rename("queueARN")]
        queue_arn: Option<String>,
    }

    /// Seen 1 time, under `softphone`.
    #[data]
    pub struct Softphone {
        allow_framed_softphone: bool,
        disable_ringtone: bool,
    }

    /// Seen 1 time, under `pageOption`.
    #[data]
    pub struct PageOption {
        enable_audio_device_settings: bool,
    }

    /// Seen 3 times, under `data`.
    #[data]
    pub struct BroadcastData {
        // In 2 of 3.
        contact_id: Option<String>,
        // In 1 of 3.
        mute: Option<bool>,
    }

    /// Seen 1 time, under `param`.
    #[data]
    pub struct MasterRequestParam {
        topic: String,
    }
}
