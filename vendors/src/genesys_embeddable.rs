/// Genesys Cloud Embeddable Framework: Genesys Cloud's client in an iframe of a CRM's page.
///
/// In the frame runs a script of the customer's, `framework.js`. What the page and the frame say to
/// each other is what that script posts and takes: here, what that of Genesys's own example does,
/// which integrators begin from. The page is told of interactions (calls, chats, messages), of the
/// agent's status and of what the client shows, is asked for contacts, and may act on interactions.
///
/// Declared from the scripts and pages of Genesys's examples on GitHub
/// (`MyPureCloud/purecloud-embeddable-framework-example`, `…-mystery-crm`,
/// `MyPureCloud/embedded-crm-pef-example`), the fields of an interaction also from
/// <https://developer.genesys.cloud/platform/embeddable-framework/condensed-conversation-info>, and
/// both from messages and listeners that integrators have published. Uncertain: which fields of an
/// interaction are always there; whether the client may leave out `connect`. Left out: what only one
/// of the examples has (settings that the page hands over, transcripts of chats, an answer to
/// `processCallLog`); the categories `login`, `logout` and `station`, which no published listener
/// reads; what `updateInteractionState` needs for a transfer.
//
// The examples post to `*`, or to an origin from the frame's query, and check none. Each region has
// a host of its own, which a `*` can't stand for: it would be a whole label in the middle.
#[cti_runtime::protocol(
    vendor = "Genesys",
    origins(
        "https://apps.mypurecloud.com",
        "https://apps.mypurecloud.ie",
        "https://apps.mypurecloud.de",
        "https://apps.mypurecloud.com.au",
        "https://apps.mypurecloud.jp",
        "https://apps.usw2.pure.cloud",
        "https://apps.cac1.pure.cloud",
        "https://apps.sae1.pure.cloud",
        "https://apps.euw2.pure.cloud",
        "https://apps.aps1.pure.cloud",
        "https://apps.apne2.pure.cloud",
    ),
    envelope(text, tag = "type", content = "data"),
    frame(
        src = "https://apps.mypurecloud.com/crm/embeddableFramework.html",
        allow = "camera *; microphone *",
    )
)]
pub mod genesys_embeddable {
    /// An interaction in the client's list.
    // No document says an order; this is the one of published messages. `add` comes in any state:
    // after a reload of the client, and where a call is transferred back, it comes again. So may
    // anything else be the first that the page is told of an interaction.
    #[states(key = id)]
    enum Leg {
        /// It rings, or is dialled.
        Waiting,
        /// The parties are connected, or one is on hold.
        Connected,
        /// It is over; the agent still has work to do after it.
        AfterCall,
        /// It is done, or out of the list.
        #[end]
        Gone,
    }

    /// Client → page: what the framework's functions are called for.
    #[event]
    pub enum Notice {
        /// An inbound interaction alerts: the moment for a screen pop.
        #[sample(file = "genesys_embeddable/screen_pop.json")]
        #[sample({"type": "screenPop", "data": {"searchString": "+12025550101",
                  "interactionId": "cd66ba23-5490-4510-8f9e-000000000001"}})]
        ScreenPop {
            /// What to look for, mostly the caller's number.
            #[personal]
            search_string: String,
            /// What it is about.
            // The key says an id, but the whole interaction is under it; an early version of the
            // example posts the id, and another example names it `interaction`.
            #[rename("interactionId", alias = "interaction")]
            interaction: Subject,
        },
        /// The interaction's log has changed: the moment to save it.
        // `eventName` is in the example's signature; no published listener reads it.
        #[sample({"type": "processCallLog", "data": {"callLog": {"notes": "Wants a quote",
                  "selectedContact": {"type": "contact", "id": "1234", "text": "Ada Example"},
                  "attributes": {"pef_priority": "high"}},
                  "interactionId": {"id": "cd66ba23-5490-4510-8f9e-000000000001"},
                  "eventName": "interactionChanged"}})]
        ProcessCallLog {
            call_log: CallLog,
            #[rename("interactionId", alias = "interaction")]
            interaction: Subject,
            event_name: Option<String>,
        },
        /// The agent wants to see the log of an interaction.
        #[sample({"type": "openCallLog", "data": {"callLog": {"id": 1719900000000},
                  "interaction": {"id": "cd66ba23-5490-4510-8f9e-000000000001"}}})]
        OpenCallLog {
            call_log: CallLog,
            #[rename("interaction", alias = "interactionId")]
            interaction: Subject,
        },
        /// The agent looks for somebody to call, or to transfer to.
        // The script keeps only the callback of the last search: an answer is that one's.
        #[reply(SendContactSearch)]
        #[sample({"type": "contactSearch", "data": {"searchString": "weather"}})]
        ContactSearch {
            #[personal]
            search_string: String,
        },
    }

    /// Client → page: what becomes of interactions.
    #[event(
        tag = "data.category",
        content = "data.interaction",
        envelope(constants(type = "interactionSubscription"))
    )]
    pub enum Lifecycle {
        /// An interaction is new in the client's list.
        #[moves(Leg: * => Waiting, if state = "ALERTING")]
        #[moves(Leg: * => Waiting, if state = "DIALING")]
        #[moves(Leg: * => Waiting, if state = "CONTACTING")]
        #[moves(Leg: * => Connected, if state = "CONNECTED")]
        #[moves(Leg: * => Connected, if state = "HELD")]
        #[moves(Leg: * => AfterCall, if state = "DISCONNECTED")]
        #[sample({"type": "interactionSubscription", "data": {"category": "add", "interaction":
                  {"id": "cd66ba23-5490-4510-8f9e-000000000001", "state": "ALERTING",
                  "phone": "tel:+12025550101", "name": "Ada Example", "direction": "Inbound"}}})]
        Add(Interaction),
        /// Something about it has changed.
        // No rule: the id stands in both, and a machine has one key.
        #[sample({"type": "interactionSubscription", "data": {"category": "change", "interaction":
                  {"old": {"id": "cd66ba23-5490-4510-8f9e-000000000001", "state": "CONNECTED"},
                  "new": {"id": "cd66ba23-5490-4510-8f9e-000000000001", "state": "HELD"}}}})]
        Change {
            /// As it was.
            old: Interaction,
            /// As it is.
            #[rename("new")]
            now: Interaction,
        },
        /// The agent is connected.
        #[moves(Leg: Waiting | Connected => Connected)]
        #[moves(Leg: new => Connected)]
        Connect(Interaction),
        /// It is over.
        #[moves(Leg: * => AfterCall)]
        #[sample(file = "genesys_embeddable/disconnect.json")]
        Disconnect(Interaction),
        /// The agent has done the work after it.
        #[moves(Leg: AfterCall => Gone)]
        #[moves(Leg: new => Gone)]
        Acw(Interaction),
        /// It is out of the client's list.
        #[moves(Leg: * => Gone)]
        Deallocate(Interaction),
        /// The agent has handed it on without asking the next one.
        // Listeners read an id from this and the next two; one takes an object with the id.
        #[sample({"type": "interactionSubscription", "data": {"category": "blindTransfer",
                  "interaction": "cd66ba23-5490-4510-8f9e-000000000001"}})]
        BlindTransfer(Subject),
        /// The agent asks another one before handing it on.
        ConsultTransfer(Subject),
        /// The other one has taken it.
        CompleteConsultTransfer(Subject),
    }

    /// Client → page: what the agent does.
    #[event(
        tag = "data.category",
        content = "data.data",
        envelope(constants(type = "userActionSubscription"))
    )]
    pub enum UserAction {
        /// The agent's status has changed.
        #[sample({"type": "userActionSubscription", "data": {"category": "status", "data":
                  {"status": "BREAK", "sub_status": "Tea"}}})]
        Status {
            status: Presence,
            /// What the organization calls it more closely.
            #[rename("sub_status")]
            sub_status: Option<String>,
        },
        /// Whether interactions are routed to the agent has changed.
        #[sample({"type": "userActionSubscription",
                  "data": {"category": "routingStatus", "data": "IDLE"}})]
        RoutingStatus(Routing),
    }

    /// Client → page: what the client shows.
    #[event(
        tag = "data.category",
        content = "data.data",
        envelope(constants(type = "notificationSubscription"))
    )]
    pub enum Notification {
        /// The agent has selected an interaction, or none.
        #[sample({"type": "notificationSubscription", "data": {"category": "interactionSelection",
                  "data": {"interactionId": "cd66ba23-5490-4510-8f9e-000000000001"}}})]
        InteractionSelection { interaction_id: Option<String> },
        /// Something about the window for an interaction's details, which is a frame of its own.
        #[sample({"type": "notificationSubscription", "data": {"category": "interactionWindow",
                  "data": {"reason": "focus"}}})]
        InteractionWindow {
            /// `focus` if the page is to show it.
            reason: String,
        },
    }

    /// Page → client.
    #[command]
    pub enum Command {
        /// Puts a number into the client, and calls it if told to: click-to-dial.
        #[sample({"type": "clickToDial", "data": {"number": "3172222222", "autoPlace": true}})]
        ClickToDial {
            number: PhoneNumber,
            /// Whether to call at once.
            auto_place: Option<bool>,
            /// The queue to call for.
            queue_id: Option<String>,
            /// What the interaction will have as attributes.
            #[personal]
            attributes: Option<Map<Json>>,
        },
        /// Offers a record for the log of the interaction.
        #[sample({"type": "addAssociation", "data": {"type": "contact", "id": "1234",
                  "text": "Ada Example", "select": true}})]
        AddAssociation {
            #[flatten]
            association: Association,
            /// Whether to choose it at once.
            select: Option<bool>,
        },
        /// Adds attributes to an interaction.
        #[sample({"type": "addAttribute", "data": {
                  "interactionId": "cd66ba23-5490-4510-8f9e-000000000001",
                  "attributes": {"workspace": "https://crm.example/7"}}})]
        AddAttribute {
            interaction_id: String,
            #[personal]
            attributes: Map<Json>,
        },
        /// Offers what the agent can send along with a transfer.
        #[sample({"type": "addTransferContext", "data": {"name": "Case 7: late order",
                  "attributes": {"PT_TransferContext": "7"}}})]
        AddTransferContext {
            /// What the agent reads.
            #[personal]
            name: String,
            #[personal]
            attributes: Map<Json>,
        },
        /// Answers `contactSearch`.
        #[sample({"type": "sendContactSearch", "data": [{"type": "external",
                  "name": "Ada Example", "phone": [{"number": "(202) 555-0101",
                  "label": "Cell"}]}]})]
        SendContactSearch(Vec<Contact>),
        /// Sets the agent's status.
        #[sample({"type": "updateUserStatus", "data": {"id": "ON_QUEUE"}})]
        UpdateUserStatus { id: Presence },
        /// Acts on an interaction.
        #[sample({"type": "updateInteractionState", "data": {"action": "pickup",
                  "id": "cd66ba23-5490-4510-8f9e-000000000001"}})]
        UpdateInteractionState { action: Action, id: String },
        /// Shows a part of the client.
        #[sample({"type": "setView", "data": {"type": "main", "view": {"name": "callLog"}}})]
        SetView {
            /// `main` in the example.
            r#type: String,
            view: View,
        },
        /// Sets which interactions are heard when they alert.
        #[sample({"type": "updateAudioConfiguration", "data": {"call": true, "chat": false,
                  "email": false, "callback": true, "message": false, "voicemail": true}})]
        UpdateAudioConfiguration {
            call: Option<bool>,
            chat: Option<bool>,
            email: Option<bool>,
            callback: Option<bool>,
            message: Option<bool>,
            voicemail: Option<bool>,
        },
        /// Shows the agent a text.
        #[sample({"type": "sendCustomNotification", "data": {"message": "Order 7 is late",
                  "type": "WARNING", "timeout": "5000"}})]
        SendCustomNotification {
            #[personal]
            message: String,
            r#type: Severity,
            /// How long, in milliseconds; 0 until the agent closes it.
            // The example posts what a choice of a form says: a string.
            timeout: Option<Text<u32>>,
        },
    }

    /// An interaction, or its id alone.
    #[data(untagged)]
    pub enum Subject {
        Whole(Interaction),
        Id(String),
    }

    /// A call, a chat, a message, as far as the client tells.
    #[data]
    pub struct Interaction {
        /// Its id, which Genesys Cloud's other interfaces call a conversation's.
        id: String,
        state: Option<State>,
        direction: Option<Direction>,
        /// The other party's address, mostly a `tel:` or `sip:` URI.
        phone: Option<PhoneNumber>,
        /// Who the other party is, as the client shows it.
        #[personal]
        name: Option<String>,
        #[personal]
        remote_name: Option<String>,
        /// The other party's number or e-mail address, for people to read.
        #[personal]
        display_address: Option<String>,
        /// The caller's number.
        ani: Option<PhoneNumber>,
        /// The number that was called; `Internal` between users.
        called_number: Option<PhoneNumber>,
        queue_name: Option<String>,
        /// Those that `framework.js` lists.
        // The document says an array; every listener reads an object.
        #[personal]
        attributes: Option<Map<Json>>,
        is_connected: Option<bool>,
        is_disconnected: Option<bool>,
        /// Whether the work after it is done, too.
        is_done: Option<bool>,
        is_callback: Option<bool>,
        /// Whether a campaign has made it.
        is_dialer: Option<bool>,
        is_chat: Option<bool>,
        is_email: Option<bool>,
        is_message: Option<bool>,
        is_voicemail: Option<bool>,
        /// Whether both parties are users of Genesys Cloud.
        is_internal: Option<bool>,
        flagged: Option<bool>,
        /// `none`, `active` or `paused`.
        recording_state: Option<String>,
        /// Whether the recording pauses for what must not be recorded.
        secure_pause: Option<bool>,
        start_time: Option<DateTime>,
        connected_time: Option<DateTime>,
        end_time: Option<DateTime>,
        interaction_duration_seconds: Option<u32>,
        total_ivr_duration_seconds: Option<u32>,
        total_acd_duration_seconds: Option<u32>,
        /// How the agent has closed it: the name of a wrap-up code.
        disposition: Option<String>,
        disposition_duration_seconds: Option<u32>,
        dialer_contact_id: Option<String>,
        dialer_contact_list_id: Option<String>,
        dialer_campaign_id: Option<String>,
    }

    /// What an interaction does. Further ones are kept.
    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum State {
        Alerting,
        Dialing,
        Contacting,
        Connected,
        Held,
        Disconnected,
    }

    /// Who has begun an interaction.
    // Documented with a capital; one listener compares with `inbound`.
    #[data(open, rename_all = "PascalCase")]
    pub enum Direction {
        #[alias("inbound")]
        Inbound,
        #[alias("outbound")]
        Outbound,
    }

    /// What the agent writes about an interaction.
    #[data]
    pub struct CallLog {
        /// The id that the page has given it; the example makes it of the time.
        id: Option<Id>,
        #[personal]
        notes: Option<String>,
        /// Who it was with.
        selected_contact: Option<Association>,
        /// What it was about.
        selected_relation: Option<Association>,
        #[personal]
        attributes: Option<Map<Json>>,
    }

    /// A record of the page's.
    #[data]
    pub struct Association {
        r#type: Option<AssociationType>,
        /// The page's id of it.
        id: Id,
        /// What the agent reads.
        #[personal]
        text: String,
    }

    /// For which field of the log a record is.
    #[data(open)]
    pub enum AssociationType {
        /// Who the interaction is with.
        Contact,
        /// What it is about.
        Relation,
    }

    /// Somebody in the page's records.
    #[data]
    #[personal]
    pub struct Contact {
        /// `external` in the example.
        r#type: String,
        name: String,
        phone: Vec<Number>,
    }

    /// A number of a contact's.
    #[data]
    pub struct Number {
        number: PhoneNumber,
        /// `Cell`, …
        label: Option<String>,
    }

    /// An agent's status; another one is the id of a status of the organization's own.
    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Presence {
        Available,
        Away,
        Break,
        Busy,
        Meal,
        Meeting,
        /// Interactions are routed to the agent.
        OnQueue,
        OffQueue,
        OutOfOffice,
        Training,
    }

    /// Whether interactions are routed to the agent.
    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Routing {
        OffQueue,
        Idle,
        Interacting,
        Communicating,
        NotResponding,
    }

    /// What to do with an interaction.
    #[data(open)]
    pub enum Action {
        Pickup,
        Disconnect,
        /// Puts it on hold, or takes it back.
        Hold,
        /// Mutes the agent, or unmutes.
        Mute,
        /// Pauses the recording, or resumes it.
        SecurePause,
    }

    /// A part of the client.
    #[data]
    pub struct View {
        name: ViewName,
    }

    /// What a part of the client is called.
    #[data(open)]
    pub enum ViewName {
        InteractionList,
        CallLog,
        NewInteraction,
        Callback,
        Settings,
    }

    /// How a text looks.
    #[data(open, rename_all = "UPPERCASE")]
    pub enum Severity {
        Info,
        Success,
        Warning,
        Error,
    }
}

impl genesys_embeddable::Subject {
    /// The interaction's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Whole(interaction) => &interaction.id,
            Self::Id(id) => id,
        }
    }
}
