//! What a person would declare of the made-up protocols, whose facts are known: what was inferred is
//! compared with it.

/// Tags with dots, and a constant that says whose message it is.
#[cti_runtime::protocol(
    vendor = "Dotcall",
    origins("https://cti.dotcall.example"),
    envelope(object, tag = "topic", content = "message")
)]
pub mod dotcall {
    #[event(
        envelope(constants(source = "dotcall"), reports(version = "1.0")),
        each(#[beside] ts: EpochMillis)
    )]
    pub enum Event {
        #[rename("agent.login")]
        Login {
            agent_id: String,
            #[personal]
            first_name: String,
            #[personal]
            last_name: String,
        },
        #[rename("agent.logout")]
        Logout,
        #[rename("call.ringing")]
        Ringing { call: Call },
        #[rename("call.accepted")]
        Accepted { call: Call },
        #[rename("call.ended")]
        Ended {
            call: Call,
            #[null]
            disposition: Option<String>,
        },
    }

    #[command(envelope(constants(source = "crm")))]
    pub enum Command {
        #[rename("call.dial")]
        Dial { number: PhoneNumber },
        #[rename("call.hangup")]
        Hangup { id: String },
        #[rename("agent.pause")]
        Pause,
    }

    #[data]
    pub struct Call {
        id: String,
        from: PhoneNumber,
        to: PhoneNumber,
        person: Option<Person>,
        reason: Option<Reason>,
    }

    #[data]
    #[personal]
    pub struct Person {
        name: String,
        birth_date: String,
        address: String,
    }

    #[data(open)]
    pub enum Reason {
        Hangup,
        Timeout,
    }
}

/// Names in capitals, ids that are strings now and numbers then.
#[cti_runtime::protocol(
    vendor = "Frontdesk",
    origins("https://agent.frontdesk.example"),
    envelope(object, tag = "messageType", content = "messageBody"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod frontdesk {
    #[event]
    pub enum Event {
        CallState {
            call_ref: Id,
            state: CallState,
            party: PhoneNumber,
            legs: OneOrMany<String>,
        },
        AgentState {
            state: AgentState,
            since: EpochSeconds,
            pause_reason: Option<PauseReason>,
        },
        Wallboard(#[personal] Map<Queue>),
    }

    #[command]
    pub enum Command {
        MakeCall { party: PhoneNumber, line: u8 },
        SetPause { pause_reason: PauseReason },
        ScreenPopDone,
    }

    #[data(open)]
    pub enum CallState {
        Ringing,
        Talking,
        Ended,
    }

    #[data(open)]
    pub enum AgentState {
        Ready,
        Paused,
    }

    #[data(open)]
    pub enum PauseReason {
        Lunch,
    }

    #[data]
    pub struct Queue {
        waiting: u32,
    }
}

/// Objects down, JSON text up, and a side that greets until it is heard.
#[cti_runtime::protocol(
    vendor = "Halfduplex",
    origins("https://embed.halfduplex.example"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "snake_case"
)]
pub mod halfduplex {
    #[event(envelope(object, tag = "evt"))]
    pub enum Event {
        Welcome {
            server: String,
            #[rename("sessionId")]
            session: Uuid,
        },
        CallOffered {
            uuid: Uuid,
            ani: PhoneNumber,
            dnis: PhoneNumber,
            skill: Skill,
            offered_at: EpochMillis,
        },
        CallTaken {
            uuid: Uuid,
            muted: Text<bool>,
        },
        CallDone {
            uuid: Uuid,
            talk_seconds: Text<u32>,
            #[null]
            wrap: Option<Wrap>,
        },
        Stats {
            by_agent: Map<Load>,
        },
        Licence {
            seats: u32,
            valid_until: DateTime,
        },
    }

    #[command(envelope(text, tag = "cmd", constants(app = "crm")))]
    pub enum Command {
        #[handshake(until = Welcome, every_ms = 500)]
        Hello {
            proto: u8,
        },
        Subscribe {
            topics: Vec<String>,
        },
        Accept {
            uuid: Uuid,
        },
        #[reply(Licence)]
        GetLicence,
    }

    #[data(open, rename_all = "camelCase")]
    pub enum Skill {
        Sales,
        Support,
    }

    #[data]
    pub struct Wrap {
        code: String,
        #[personal]
        text: String,
    }

    #[data]
    pub struct Load {
        calls: u32,
        aht: f64,
    }
}

/// A host that greets until it is heard, and puts a fresh id on each message.
#[cti_runtime::protocol(
    vendor = "Hubline",
    origins("https://host.hubline.example"),
    envelope(object, tag = "type"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod hubline {
    #[event(each(message_id: Uuid))]
    pub enum Event {
        #[handshake(until = SyncAck, every_ms = 100)]
        Sync,
        Initialize {
            host_url: Url,
            portal_id: u64,
            user_id: u64,
        },
        DialNumber {
            phone_number: PhoneNumber,
            #[rename("phone_number")]
            older: Option<PhoneNumber>,
            owner_id: u64,
            object_id: u64,
            object_type: ObjectType,
            country_code: String,
        },
        CreateEngagementSucceeded {
            engagement_id: u64,
        },
        VisibilityChanged {
            is_minimized: bool,
            is_hidden: bool,
        },
    }

    #[command(each(message_id: Uuid))]
    pub enum Command {
        SyncAck {
            widget_url: Url,
        },
        LoggedIn {
            is_logged_in: bool,
        },
        OutgoingCallStarted {
            call_start_time: EpochMillis,
            create_engagement: bool,
            to_number: PhoneNumber,
        },
        CallAnswered,
        CallEnded {
            call_end_status: String,
        },
        CallCompleted {
            engagement_id: u64,
            hide_widget: bool,
            engagement_properties: Properties,
        },
        Error {
            message: String,
        },
    }

    #[data(open)]
    pub enum ObjectType {
        Contact,
        Company,
    }

    #[data(rename_all = "snake_case")]
    pub struct Properties {
        #[personal]
        call_title: String,
        #[personal]
        call_body: String,
    }
}

/// Commands with ids, each answered by a success or a failure of its own.
#[cti_runtime::protocol(
    vendor = "Nimbus",
    origins("https://phone.nimbus-voice.example"),
    envelope(object, tag = "event", content = "data")
)]
pub mod nimbus {
    #[event]
    pub enum Event {
        PhoneReady {
            version: String,
            build: u32,
        },
        Authenticated {
            agent: Agent,
            expires_at: EpochSeconds,
        },
        CallRinging {
            call_id: String,
            direction: Direction,
            from: PhoneNumber,
            to: PhoneNumber,
            started_at: DateTime,
            queue: Queue,
            contact: Option<Contact>,
        },
        CallConnected {
            call_id: String,
            connected_at: DateTime,
        },
        CallHeld {
            call_id: String,
            held: bool,
        },
        CallEnded {
            call_id: String,
            duration: f64,
            outcome: Outcome,
            #[personal]
            #[null]
            recording_url: Option<Url>,
        },
        AnswerCallSucceeded {
            #[id]
            request_id: String,
        },
        AnswerCallFailed {
            #[id]
            request_id: String,
            reason: Reason,
        },
        DialSucceeded {
            #[id]
            request_id: String,
            call_id: String,
        },
        DialFailed {
            #[id]
            request_id: String,
            reason: Reason,
        },
        PresenceChanged {
            status: Status,
        },
    }

    #[command]
    pub enum Command {
        Authenticate {
            access_token: Secret<String>,
            locale: String,
        },
        #[reply(AnswerCallSucceeded, or = AnswerCallFailed)]
        AnswerCall {
            call_id: String,
            #[id]
            request_id: String,
        },
        #[reply(DialSucceeded, or = DialFailed)]
        Dial {
            number: PhoneNumber,
            #[id]
            request_id: String,
            #[personal]
            metadata: Option<Map<Json>>,
        },
        Logout,
    }

    #[data]
    pub struct Agent {
        id: u64,
        #[personal]
        display_name: String,
        #[personal]
        email: String,
    }

    #[data]
    pub struct Queue {
        id: u64,
        name: String,
    }

    #[data]
    #[personal]
    pub struct Contact {
        id: u64,
        full_name: String,
        phone_numbers: Vec<PhoneNumber>,
        vip: bool,
    }

    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    #[data(open)]
    pub enum Outcome {
        Answered,
        Missed,
    }

    #[data(open)]
    pub enum Reason {
        AlreadyEnded,
        Busy,
    }

    #[data(open)]
    pub enum Status {
        Available,
        OnCall,
    }
}

/// A tag inside of the payload.
#[cti_runtime::protocol(
    vendor = "Pipevoice",
    origins("https://widget.pipevoice.example"),
    envelope(object, tag = "type", content = "payload")
)]
pub mod pipevoice {
    #[event]
    pub enum Event {
        Pipevoice(Payload),
        Heartbeat { at: EpochMillis },
    }

    #[command]
    pub enum Command {
        Crm(Order),
    }

    #[data(tag = "type")]
    pub enum Payload {
        Registered {
            app_id: String,
            features: Vec<String>,
        },
        Ring {
            call_id: u64,
            caller: Caller,
        },
        Accept {
            call_id: u64,
        },
        Hangup {
            call_id: u64,
            seconds: u64,
        },
    }

    #[data(tag = "type")]
    pub enum Order {
        Register {
            app_id: String,
        },
        Annotate {
            call_id: u64,
            #[personal]
            note: String,
        },
    }

    #[data]
    pub struct Caller {
        number: PhoneNumber,
        #[personal]
        name: String,
    }
}

/// Requests in JSON-RPC, and notices.
#[cti_runtime::protocol(
    vendor = "Switchboard",
    origins("https://switchboard.example:8443"),
    envelope(object, tag = "method", content = "params", constants(jsonrpc = "2.0"))
)]
pub mod switchboard {
    #[event]
    pub enum Event {
        #[rename("call.state")]
        CallState {
            call_id: String,
            state: State,
            cause: Option<u16>,
        },
        #[rename("presence.changed")]
        Presence {
            extension: PhoneNumber,
            available: bool,
        },
    }

    #[command(id = "id", ids = number, answer(id = "id", ok = "result", error = "error"), error = Problem)]
    pub trait Request {
        #[rename("session.open")]
        fn open(client_name: String, version: u8) -> Opened;
        #[rename("session.close")]
        fn close();
        #[rename("contacts.find")]
        fn find(number: PhoneNumber) -> Vec<Contact>;
        #[rename("call.dial")]
        fn dial(number: PhoneNumber, line: u8) -> Dialled;
    }

    #[data]
    pub struct Opened {
        session_token: Secret<String>,
        extension: PhoneNumber,
    }

    #[data]
    pub struct Contact {
        id: String,
        #[personal]
        name: String,
        #[personal]
        email: String,
    }

    #[data]
    pub struct Dialled {
        call_id: String,
        accepted: bool,
    }

    #[data]
    pub struct Problem {
        code: i32,
        message: String,
    }

    #[data(open)]
    pub enum State {
        Dialing,
        Connected,
        Ended,
    }
}

/// Requests whose arguments have keys or stand in a list.
#[cti_runtime::protocol(vendor = "Backstage", origins("https://framework.backstage.example"))]
pub mod backstage {
    #[event(envelope(text, tag = "key", content = "message"))]
    pub enum Event {
        #[rename("app.registered")]
        Registered { context: Context },
        #[rename("voice.dialout")]
        Dialout {
            number: PhoneNumber,
            user_id: u64,
            #[personal]
            label: String,
        },
        #[rename("iframe.handshake")]
        Handshake { token: Secret<String>, at: DateTime },
    }

    #[command(
        envelope(text, tag = "request"),
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = Problem
    )]
    pub trait Request {
        #[rename("ticket.get")]
        fn ticket(params: Fields) -> Found;
        fn popover(params: Vec<Json>) -> bool;
        #[rename("invoke.hide")]
        fn hide();
    }

    #[data]
    pub struct Fields {
        fields: Vec<String>,
    }

    #[data]
    pub struct Context {
        product: String,
        location: String,
    }

    #[data]
    pub struct Found {
        ticket: Ticket,
    }

    #[data]
    pub struct Ticket {
        id: u64,
        requester: Requester,
    }

    #[data]
    pub struct Requester {
        #[personal]
        name: String,
        #[personal]
        email: String,
    }

    #[data]
    pub struct Problem {
        name: String,
        message: String,
    }
}
