/// Genesys, as `cti infer` found it in a recording.
//
// The other side is https://apps.mypurecloud.com in window 1: 34 messages from there, 12 messages
// of the page's.
//
// Left out:
// - 1 message from https://crm.example in window 2.
// - 1 message from https://apps.mypurecloud.com.evil.example in window 1.
// - 1 message from http://apps.mypurecloud.com in window 1.
// - 1 message from https://apps.mypurecloud.com/crm/index.html in window 1.
// - 1 message from null in window 1.
// - 1 message from https://apps.mypurecloud.com in window 5.
// - 1 message: cut off, or no JSON.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `setImmediate$0.5$1`.
// - 1 message without a tag that the others have, as development tools post them: `event`.
#[cti_runtime::protocol(vendor = "Genesys", origins("https://apps.mypurecloud.com"))]
pub mod genesys_embeddable {
    // A proposal, from 1 call that `call_log.id` tells apart; look at it before you believe it:
    //
    // #[states(key = call_log.id)]
    // enum Leg {
    //     ProcessCallLog,
    //     #[end]
    //     OpenCallLog,
    // }
    //
    // ProcessCallLog: #[moves(Leg: new => ProcessCallLog)], seen 1 time
    // OpenCallLog: #[moves(Leg: ProcessCallLog => OpenCallLog)], seen 1 time

    /// Genesys → page.
    #[event(envelope(text | object, tag = "type", content = "data"))]
    pub enum Event {
        /// Seen 6 times.
        #[sample({"type": "userActionSubscription", "data": {"category": "status",
                  "data": {"status": "example", "sub_status": "example"}}})]
        #[sample({"type": "userActionSubscription", "data": {"category": "login", "data": null}})]
        UserActionSubscription {
            category: String,
            // Null 1 time. Not always the same: a string (2), an object (3), null (1).
            #[null]
            #[personal]
            data: Option<Json>,
        },
        /// Seen 12 times.
        #[sample({"type": "interactionSubscription", "data": {"category": "change",
                  "interaction": {"old": {"id": "00000000-0000-4000-8000-000000000001",
                  "phone": "tel:+12025550123", "name": "Ada Example", "isConnected": true},
                  "new": {"id": "00000000-0000-4000-8000-000000000001",
                  "phone": "tel:+12025550123", "name": "Ada Example", "isConnected": true}}}})]
        #[sample({"type": "interactionSubscription", "data": {"category": "blindTransfer",
                  "interaction": "00000000-0000-4000-8000-000000000001"}})]
        InteractionSubscription {
            category: String,
            // Not always the same: a string (1), an object (11).
            #[personal]
            interaction: Json,
        },
        /// Seen 2 times.
        #[sample({"type": "screenPop", "data": {"searchString": "+12025550123",
                  "interactionId": {"id": "00000000-0000-4000-8000-000000000001",
                  "phone": "tel:+12025550123", "name": "Ada Example", "isConnected": false}}})]
        #[sample({"type": "screenPop", "data": {"searchString": "+12025550123",
                  "interactionId": "00000000-0000-4000-8000-000000000001"}})]
        ScreenPop {
            search_string: PhoneNumber,
            // Not always the same: a string (1), an object (1).
            #[personal]
            interaction_id: Json,
        },
        /// Seen 3 times.
        #[sample({"type": "notificationSubscription", "data": {"category": "interactionSelection",
                  "data": {"interactionId": "00000000-0000-4000-8000-000000000001"}}})]
        NotificationSubscription {
            category: String,
            data: NotificationSubscriptionData,
        },
        /// Seen 2 times.
        #[sample({"type": "processCallLog", "data": {"callLog": {"id": 1769852068413,
                  "notes": "Some text.", "selectedContact": {"type": "example", "id": "1234",
                  "text": "Ada Example"}, "attributes": {"pef_priority": "example"}},
                  "interactionId": {"id": "00000000-0000-4000-8000-000000000001",
                  "phone": "tel:+12025550123", "name": "Ada Example", "isConnected": false,
                  "isDisconnected": true, "isDone": false, "state": "DISCONNECTED",
                  "isCallback": false, "isDialer": false, "isChat": false, "isEmail": false,
                  "isMessage": false, "isVoicemail": false, "remoteName": "Ada Example",
                  "recordingState": "example", "securePause": false,
                  "displayAddress": "+12025550123", "queueName": "Example", "ani": "+12025550123",
                  "calledNumber": "+12025550123", "totalIvrDurationSeconds": 2,
                  "direction": "Inbound", "isInternal": false,
                  "connectedTime": "2026-01-31T09:30:04.708Z",
                  "startTime": "2026-01-31T09:29:50.092Z", "endTime": "2026-01-31T09:31:08.413Z",
                  "interactionDurationSeconds": 64, "totalAcdDurationSeconds": 11},
                  "eventName": "notes"}})]
        #[sample({"type": "processCallLog",
                  "data": {"callLog": {"selectedContact": {"type": "example", "id": "1234",
                  "text": "Ada Example"}},
                  "interactionId": {"id": "00000000-0000-4000-8000-000000000001",
                  "phone": "tel:+12025550123", "name": "Ada Example", "isConnected": true,
                  "isDisconnected": false, "isDone": false, "state": "CONNECTED",
                  "isCallback": false, "isDialer": false, "isChat": false, "isEmail": false,
                  "isMessage": false, "isVoicemail": false, "remoteName": "Ada Example",
                  "recordingState": "example", "securePause": false,
                  "displayAddress": "+12025550123", "queueName": "Example", "ani": "+12025550123",
                  "calledNumber": "+12025550123", "totalIvrDurationSeconds": 2,
                  "direction": "Inbound", "isInternal": false,
                  "connectedTime": "2026-01-31T09:30:04.708Z",
                  "startTime": "2026-01-31T09:29:50.092Z"}, "eventName": "interactionConnected"}})]
        ProcessCallLog {
            call_log: CallLog,
            interaction_id: Interaction,
            event_name: String,
        },
        /// Seen 1 time.
        #[sample({"type": "contactSearch", "data": {"searchString": "Ada Example"}})]
        ContactSearch {
            #[personal]
            search_string: String,
        },
        /// Seen 2 times.
        #[sample({"type": "openCallLog", "data": {"callLog": {"id": 1769852068413,
                  "notes": "Some text."},
                  "interaction": {"id": "00000000-0000-4000-8000-000000000001"}}})]
        #[sample({"type": "openCallLog",
                  "data": {"interaction": {"id": "00000000-0000-4000-8000-000000000001"}}})]
        OpenCallLog {
            // In 1 of 2.
            call_log: Option<CallLog>,
            interaction: Interaction,
        },
        /// Seen 1 time.
        #[sample({"type": "settingsRequest"})]
        SettingsRequest,
    }

    /// Page → Genesys.
    #[command(envelope(text, tag = "type", content = "data"))]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"type": "updateUserStatus", "data": {"id": "ON_QUEUE"}})]
        UpdateUserStatus { id: String },
        /// Seen 1 time.
        #[sample({"type": "addAssociation", "data": {"type": "contact", "id": "1234",
                  "text": "Ada Example", "select": true}})]
        AddAssociation {
            r#type: TypeKind,
            id: String,
            #[personal]
            text: String,
            select: bool,
        },
        /// Seen 2 times.
        #[sample({"type": "updateInteractionState", "data": {"action": "pickup",
                  "id": "00000000-0000-4000-8000-000000000001"}})]
        UpdateInteractionState { action: String, id: Uuid },
        /// Seen 2 times.
        #[sample({"type": "sendContactSearch", "data": [{"type": "external",
                  "name": "Ada Example", "phone": [{"number": "+12025550123",
                  "label": "Example"}]}]})]
        #[sample({"type": "sendContactSearch", "data": []})]
        SendContactSearch(Vec<SendContactSearchData>),
        /// Seen 1 time.
        #[sample({"type": "addTransferContext", "data": {"name": "Some text.",
                  "attributes": {"PT_TransferContext": "1"}}})]
        AddTransferContext {
            name: String,
            #[personal]
            attributes: Map<Json>,
        },
        /// Seen 1 time.
        #[sample({"type": "clickToDial", "data": {"number": "+12025550123", "autoPlace": true}})]
        ClickToDial {
            number: PhoneNumber,
            auto_place: bool,
        },
        /// Seen 1 time.
        #[sample({"type": "sendCustomNotification", "data": {"message": "Some text.",
                  "type": "WARNING", "timeout": "5000"}})]
        SendCustomNotification {
            #[personal]
            message: String,
            r#type: String,
            timeout: Text<u64>,
        },
        /// Seen 1 time.
        #[sample({"type": "setView", "data": {"type": "main", "view": {"name": "callLog"}}})]
        SetView { r#type: String, view: View },
        /// Seen 1 time.
        #[sample({"type": "addAttribute",
                  "data": {"interactionId": "00000000-0000-4000-8000-000000000001",
                  "attributes": {"workspace": "1"}}})]
        AddAttribute {
            interaction_id: Uuid,
            #[personal]
            attributes: Map<Json>,
        },
        /// Seen 1 time.
        #[sample({"type": "updateAudioConfiguration", "data": {"call": true, "chat": false,
                  "email": false, "callback": true, "message": false, "voicemail": true}})]
        UpdateAudioConfiguration {
            call: bool,
            chat: bool,
            email: bool,
            callback: bool,
            message: bool,
            voicemail: bool,
        },
    }

    /// Seen 3 times, with 1 value.
    #[data(open)]
    pub enum TypeKind {
        Contact,
    }

    /// Seen 16 times, with 6 values.
    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum State {
        Alerting,
        Connected,
        Disconnected,
        Dialing,
        Parked,
        Held,
    }

    /// Seen 14 times, with 2 values.
    #[data(open, rename_all = "PascalCase")]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// Seen 20 times, under `interaction`, `old`, `new` and `interactionId`.
    #[data]
    pub struct Interaction {
        // In 18 of 20.
        id: Option<Id>,
        // In 14 of 20.
        phone: Option<PhoneNumber>,
        // In 14 of 20.
        #[personal]
        name: Option<String>,
        // In 14 of 20.
        is_connected: Option<bool>,
        // In 14 of 20.
        is_disconnected: Option<bool>,
        // In 14 of 20.
        is_done: Option<bool>,
        // In 16 of 20.
        state: Option<State>,
        // In 14 of 20.
        is_callback: Option<bool>,
        // In 14 of 20.
        is_dialer: Option<bool>,
        // In 14 of 20.
        is_chat: Option<bool>,
        // In 14 of 20.
        is_email: Option<bool>,
        // In 14 of 20.
        is_message: Option<bool>,
        // In 14 of 20.
        is_voicemail: Option<bool>,
        // In 14 of 20.
        #[personal]
        remote_name: Option<String>,
        // In 14 of 20.
        #[personal]
        recording_state: Option<String>,
        // In 14 of 20.
        secure_pause: Option<bool>,
        // In 14 of 20.
        display_address: Option<PhoneNumber>,
        // In 14 of 20.
        queue_name: Option<String>,
        // In 14 of 20.
        ani: Option<PhoneNumber>,
        // In 14 of 20.
        called_number: Option<PhoneNumber>,
        // In 14 of 20.
        total_ivr_duration_seconds: Option<u64>,
        // In 14 of 20.
        direction: Option<Direction>,
        // In 14 of 20.
        is_internal: Option<bool>,
        // In 2 of 20.
        #[personal]
        attributes: Option<Map<Json>>,
        // In 9 of 20.
        connected_time: Option<DateTime>,
        // In 9 of 20.
        start_time: Option<DateTime>,
        // In 2 of 20.
        old: Option<Box<Interaction>>,
        // In 2 of 20.
        #[rename("new")]
        new2: Option<Box<Interaction>>,
        // In 4 of 20.
        end_time: Option<DateTime>,
        // In 4 of 20.
        interaction_duration_seconds: Option<u64>,
        // In 4 of 20.
        total_acd_duration_seconds: Option<u64>,
        // In 2 of 20.
        disposition: Option<String>,
        // In 2 of 20.
        disposition_duration_seconds: Option<u64>,
    }

    /// Seen 3 times, under `data`.
    #[data]
    pub struct NotificationSubscriptionData {
        // In 1 of 3.
        interaction_id: Option<Uuid>,
        // In 1 of 3.
        reason: Option<String>,
        // In 1 of 3.
        chats: Option<u64>,
    }

    /// Seen 3 times, under `callLog`.
    #[data]
    pub struct CallLog {
        // In 2 of 3.
        selected_contact: Option<SelectedContact>,
        // In 2 of 3.
        id: Option<u64>,
        // In 2 of 3.
        #[personal]
        notes: Option<String>,
        // In 1 of 3.
        #[personal]
        attributes: Option<Map<Json>>,
    }

    /// Seen 2 times, under `selectedContact`.
    #[data]
    #[personal]
    pub struct SelectedContact {
        r#type: TypeKind,
        id: String,
        text: String,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct SendContactSearchData {
        r#type: String,
        #[personal]
        name: String,
        phone: Vec<Phone>,
    }

    /// Seen 1 time, under `phone`.
    #[data]
    pub struct Phone {
        number: PhoneNumber,
        label: String,
    }

    /// Seen 1 time, under `view`.
    #[data]
    pub struct View {
        name: String,
    }
}
