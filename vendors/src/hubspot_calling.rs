/// HubSpot Calling Extensions: a calling app that HubSpot shows in an iframe inside its own page.
///
/// The page is the inner one. HubSpot synchronises first, every 100 ms for at most 30 seconds, and the
/// app acknowledges with the id and all that the `SYNC` had; then the app says that it is initialised,
/// and tells of calls. HubSpot writes the records, and says by name how that went: its answers have ids
/// of their own, and tell the calls apart by `externalCallId` at best.
///
/// Declared from `@hubspot/calling-extensions-sdk` 0.9.7 on npm, its types and its code, from the two
/// demo apps in `HubSpot/calling-extensions-sdk` on GitHub, and from
/// <https://developers.hubspot.com/docs/api-reference/crm-calling-extensions-v3/calling-sdk>.
/// Uncertain: HubSpot's hosts, which no document lists; what failures say; what `END_CALL`,
/// `SET_CALL_STATE`, `INITIATE_CALL_ID_SUCCEEDED` and `FINALIZE_ENGAGEMENT_SUCCEEDED` have; whether a
/// transfer ends the call for this app. Left out: `UNLOADING`, which the package names and never posts;
/// `READY`, `FAILED` and `SYNC_ACK_FAILED`, which it hands to its own callers alone.
//
// The package believes a `SYNC` of any parent, and posts to the `hostUrl` that it names. Here a
// `SYNC` is one of HubSpot's origins, and what it says of an origin is only told. It acknowledges the
// first one only: after that, HubSpot isn't heard there until the app's frame loads again.
// Its acknowledgement is found by the id of the `SYNC`, so that is copied, while all that the app says
// otherwise has a fresh one. So a fresh id stands in each command, and not once for the direction.
// An id that begins with the digits of the receiver's own (the time at which it was made) is taken for an
// answer there, and dropped: fresh ones are random numbers. The package's own are times, so that two
// messages of one millisecond have the same; an answer isn't found by them here.
// `sendMessage` posts whatever it is given: types that aren't declared arrive as unknown. `onFailed` is
// never called, since the package looks for a handler that is named `FAILED`. In HubSpot's place it looks
// for the address in `SET_WIDGET_URL` beside the type, where it never is.
#[cti_runtime::protocol(
    vendor = "HubSpot",
    origins("https://app.hubspot.com", "https://app-*.hubspot.com"),
    envelope(object, tag = "type", content = "data"),
    frame(inside),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod hubspot_calling {
    /// How far HubSpot and the app are with each other.
    // The package sends nothing before it has had a `SYNC`, and acknowledges before it tells its app.
    #[states]
    enum Widget {
        /// HubSpot hasn't synchronised.
        Loading,
        /// It has, and waits for the acknowledgement.
        Synced,
        /// The app may speak.
        Ready,
    }

    /// Whether a user of the app is logged in there. No document ties a message to it.
    #[states]
    enum User {
        LoggedOut,
        LoggedIn,
    }

    /// A call, by the id that the app gives it.
    // An app that was loaded in the middle of a call goes on with whatever comes next. The demo apps
    // forget a call that was transferred; a call that HubSpot is told of further isn't refused here.
    #[states(key = external_call_id)]
    enum Call {
        /// An inbound call rings.
        Ringing,
        /// An outbound call is made.
        Dialing,
        Talking,
        /// It was handed to another user.
        Transferred,
        /// The parties have hung up; the user may still write notes.
        Ended,
        /// The user is done with it.
        #[end]
        Completed,
    }

    /// HubSpot → app.
    // `SYNC` has no content for the id to stand beside, so it has its place in the message.
    #[event(each(
        /// A string in the package, whose types allow a number.
        #[at("messageId")]
        #[fresh]
        message_id: Id,
    ))]
    pub enum Event {
        /// HubSpot is there, and says for whom.
        // The package's host sets a timer of 100 ms for the next one, and gives up after 30 s.
        #[envelope(beside)]
        #[handshake(until = SyncAck, every_ms = 100)]
        #[within(ms = 30000)]
        #[moves(Widget: Loading | Synced => Synced)]
        #[moves(Widget: Ready => Ready)]
        #[sample({"type": "SYNC", "messageId": "1769850000000_1769850000100",
                  "hostUrl": "https://app.hubspot.com", "portalId": 62515, "userId": 7,
                  "ownerId": "9", "engagementId": 0, "iframeLocation": "widget",
                  "usesCallingWindow": true})]
        #[sample({"type": "SYNC", "messageId": "1769850000000_1769850000100",
                  "hostUrl": "https://app.hubspot.com"})]
        Sync {
            #[flatten]
            context: Context,
        },
        /// The user has clicked a number: click-to-dial.
        #[sample({"type": "DIAL_NUMBER", "messageId": "1769850000000_1769850001000", "data": {
                  "phoneNumber": "+12025550101", "ownerId": 9, "subjectId": 51, "objectId": 51,
                  "objectType": "CONTACT", "portalId": 62515, "countryCode": "US", "calleeInfo": {
                  "calleeId": 51, "calleeObjectTypeId": "0-1"}, "startTimestamp": 1769850001000,
                  "toPhoneNumberSrc": "mobilephone"}})]
        DialNumber {
            phone_number: PhoneNumber,
            owner_id: Option<Id>,
            /// The record from which the user calls.
            subject_id: Option<Id>,
            /// The record that is called.
            object_id: Option<Id>,
            object_type: Option<RecordKind>,
            portal_id: Option<u64>,
            /// Of the number: `US`.
            country_code: Option<String>,
            callee_info: Option<Callee>,
            start_timestamp: Option<EpochMillis>,
            /// The property of the record that has the number.
            to_phone_number_src: Option<String>,
        },
        /// The user has ended the call in HubSpot's page: the app is to hang up.
        #[sample({"type": "END_CALL", "messageId": "1769850000000_1769850002000"})]
        EndCall,
        /// A record was made for a call whose start asked for one.
        #[sample({"type": "CREATE_ENGAGEMENT_SUCCEEDED",
                  "messageId": "1769850000000_1769850003000", "data": {"engagementId": 87}})]
        CreateEngagementSucceeded {
            engagement_id: Id,
            external_call_id: Option<String>,
        },
        /// No record was made.
        CreateEngagementFailed {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// A record was made.
        #[deprecated(note = "`CREATE_ENGAGEMENT_SUCCEEDED` takes its place")]
        #[sample({"type": "ENGAGEMENT_CREATED", "messageId": "1769850000000_1769850003000",
                  "data": {"engagementId": 87}})]
        EngagementCreated { engagement_id: Id },
        /// The record of a call that was completed has its properties.
        #[sample({"type": "UPDATE_ENGAGEMENT_SUCCEEDED",
                  "messageId": "1769850000000_1769850004000", "data": {"engagementId": 87}})]
        UpdateEngagementSucceeded {
            engagement_id: Id,
            external_call_id: Option<String>,
        },
        /// The record of a call hasn't.
        UpdateEngagementFailed {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// Whose the number of an inbound call is: the moment for a screen pop.
        #[sample({"type": "CALLER_ID_MATCH_SUCCEEDED",
                  "messageId": "1769850000000_1769850005000", "data": {"callerIdMatches": [
                  {"callerIdType": "CONTACT", "objectCoordinates": {"portalId": 62515,
                  "objectId": 51, "objectTypeId": "0-1"}, "firstName": "Ada",
                  "lastName": "Example", "email": "ada@example.com"},
                  {"callerIdType": "COMPANY", "objectCoordinates": {"portalId": 62515,
                  "objectId": 52, "objectTypeId": "0-2"}, "name": "Example Ltd"}]}})]
        CallerIdMatchSucceeded {
            caller_id_matches: Vec<CallerIdMatch>,
            external_call_id: Option<String>,
        },
        /// The number of an inbound call couldn't be looked up.
        CallerIdMatchFailed {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// A record wasn't shown.
        NavigateToRecordFailed {
            engagement_id: Option<Id>,
            object_coordinates: Option<ObjectCoordinates>,
        },
        /// A call is in the help desk's conversation.
        #[deprecated(note = "`FINALIZE_ENGAGEMENT_SUCCEEDED` takes its place")]
        PublishToChannelSucceeded {
            engagement_id: Option<Id>,
            external_call_id: Option<String>,
        },
        /// A call isn't in the help desk's conversation.
        #[deprecated(note = "`FINALIZE_ENGAGEMENT_FAILED` takes its place")]
        PublishToChannelFailed {
            engagement_id: Option<Id>,
            external_call_id: Option<String>,
        },
        /// The record of a call is final.
        // Declared as the message that it took the place of.
        FinalizeEngagementSucceeded {
            engagement_id: Option<Id>,
            external_call_id: Option<String>,
        },
        /// The record of a call isn't final.
        FinalizeEngagementFailed {
            engagement_id: Option<Id>,
            external_call_id: Option<String>,
        },
        /// A call was begun by its id.
        InitiateCallIdSucceeded {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// A call wasn't begun by its id.
        InitiateCallIdFailed {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// HubSpot says what a call is in.
        SetCallState {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// The address of the app's frame wasn't changed.
        SetWidgetUrlFailed {
            #[flatten]
            #[personal]
            details: Map<Json>,
        },
        /// The app was minimised, hidden or shown.
        #[sample({"type": "VISIBILITY_CHANGED", "messageId": "1769850000000_1769850006000",
                  "data": {"isMinimized": true, "isHidden": false}})]
        VisibilityChanged {
            is_minimized: Option<bool>,
            is_hidden: Option<bool>,
        },
    }

    /// App → HubSpot.
    #[command]
    #[only(Widget: Ready)]
    pub enum Command {
        /// Acknowledges a `SYNC`: has its id, and repeats what it says.
        #[envelope(beside)]
        #[moves(Widget: Synced | Ready => Ready)]
        #[sample({"type": "SYNC_ACK", "messageId": "1769850000000_1769850000100",
                  "hostUrl": "https://app.hubspot.com", "portalId": 62515, "userId": 7,
                  "ownerId": "9", "engagementId": 0, "iframeLocation": "widget",
                  "usesCallingWindow": true, "debugMode": false, "version": "0.9.7",
                  "iFrameUrl": "https://phone.example"})]
        SyncAck {
            /// That of the `SYNC`.
            message_id: Id,
            #[flatten]
            context: Context,
            /// Whether HubSpot is to log what is posted.
            debug_mode: Option<bool>,
            /// Of the package that speaks for the app.
            version: String,
            /// The app's origin, to which HubSpot posts from here on.
            i_frame_url: Url,
        },
        /// The app can be used, and whether its user is logged in.
        #[moves(User: * => LoggedIn, if is_logged_in = true)]
        #[moves(User: * => LoggedOut, if is_logged_in = false)]
        #[sample({"type": "INITIALIZED", "messageId": "2_1", "data": {"isLoggedIn": true,
                  "engagementId": 0, "isAvailable": false,
                  "sizeInfo": {"width": 400, "height": 650}}})]
        Initialized {
            #[beside]
            #[fresh]
            message_id: String,
            is_logged_in: Option<bool>,
            engagement_id: Option<Id>,
            /// Whether the user takes calls. A number in the document's table, a boolean in the demos.
            is_available: Option<bool>,
            size_info: Option<Size>,
        },
        /// The user takes calls.
        #[sample({"type": "USER_AVAILABLE", "messageId": "2_2"})]
        UserAvailable {
            #[beside]
            #[fresh]
            message_id: String,
        },
        /// The user takes no calls.
        #[sample({"type": "USER_UNAVAILABLE", "messageId": "2_3"})]
        UserUnavailable {
            #[beside]
            #[fresh]
            message_id: String,
        },
        /// The user has logged in.
        #[moves(User: * => LoggedIn)]
        #[sample({"type": "LOGGED_IN", "messageId": "2_4"})]
        LoggedIn {
            #[beside]
            #[fresh]
            message_id: String,
        },
        /// The user has logged out.
        #[moves(User: * => LoggedOut)]
        #[sample({"type": "LOGGED_OUT", "messageId": "2_5"})]
        LoggedOut {
            #[beside]
            #[fresh]
            message_id: String,
        },
        /// Somebody calls the user.
        #[moves(Call: new => Ringing)]
        #[sample({"type": "INCOMING_CALL", "messageId": "2_6", "data": {
                  "externalCallId": "call-1", "fromNumber": "+12025550101",
                  "toNumber": "+12025550100", "callStartTime": 1769850010000,
                  "createEngagement": true}})]
        IncomingCall {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            from_number: PhoneNumber,
            to_number: PhoneNumber,
            call_start_time: Option<EpochMillis>,
            /// Whether HubSpot is to make a record, and say how that went.
            create_engagement: Option<bool>,
        },
        /// The user calls somebody.
        // The document requires both numbers, the types neither.
        #[moves(Call: new => Dialing)]
        #[sample({"type": "OUTGOING_CALL_STARTED", "messageId": "2_7", "data": {
                  "externalCallId": "call-2", "fromNumber": "+12025550100",
                  "toNumber": "+12025550101", "createEngagement": true}})]
        OutgoingCallStarted {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            from_number: Option<PhoneNumber>,
            to_number: Option<PhoneNumber>,
            call_start_time: Option<EpochMillis>,
            /// Whether HubSpot is to make a record, and say how that went.
            create_engagement: Option<bool>,
        },
        /// A call was answered, on either side.
        #[moves(Call: Ringing | Dialing => Talking)]
        #[moves(Call: new => Talking)]
        #[sample({"type": "CALL_ANSWERED", "messageId": "2_8",
                  "data": {"externalCallId": "call-1"}})]
        CallAnswered {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
        },
        /// A call was handed to another user.
        #[moves(Call: Ringing | Dialing | Talking => Transferred)]
        #[moves(Call: new => Transferred)]
        #[sample({"type": "CALL_TRANSFERRED", "messageId": "2_9",
                  "data": {"externalCallId": "call-1"}})]
        CallTransferred {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
        },
        /// What the app wants to say of a call. Its types allow anything; the package says no more.
        CallData {
            #[beside]
            #[fresh]
            message_id: String,
            #[flatten]
            #[personal]
            call_data: Map<Json>,
        },
        /// The parties have hung up.
        // The types require the record's id, which the demo app leaves out. One of the document's
        // tables writes `externalCallID`.
        #[moves(Call: * => Ended)]
        #[sample({"type": "CALL_ENDED", "messageId": "2_10", "data": {"externalCallId": "call-1",
                  "engagementId": 87, "callEndStatus": "COMPLETED"}})]
        CallEnded {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            engagement_id: Option<Id>,
            call_end_status: Option<EndStatus>,
        },
        /// The user is done with a call.
        #[moves(Call: * => Completed)]
        #[sample({"type": "CALL_COMPLETED", "messageId": "2_11", "data": {
                  "externalCallId": "call-1", "engagementId": 87, "hideWidget": false,
                  "engagementProperties": {"hs_call_title": "Demo call",
                  "hs_call_body": "Wants a quote"}}})]
        CallCompleted {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            engagement_id: Option<Id>,
            /// Whether HubSpot is to hide the app.
            hide_widget: Option<bool>,
            /// Properties of the call's record, by HubSpot's names: `hs_call_title`, `hs_call_body`,
            /// `hs_timestamp`, … HubSpot says how writing them went.
            #[personal]
            engagement_properties: Option<Map<Json>>,
        },
        /// Shows a record: a screen pop.
        #[sample({"type": "NAVIGATE_TO_RECORD", "messageId": "2_12", "data": {
                  "objectCoordinates": {"portalId": 62515, "objectId": 51, "objectTypeId": "0-1"},
                  "openIn": "NEW_TAB"}})]
        NavigateToRecord {
            #[beside]
            #[fresh]
            message_id: String,
            engagement_id: Option<Id>,
            object_coordinates: ObjectCoordinates,
            open_in: Option<OpenIn>,
        },
        /// Puts a call into the help desk's conversation.
        #[deprecated(note = "`FINALIZE_ENGAGEMENT` takes its place")]
        #[sample({"type": "PUBLISH_TO_CHANNEL", "messageId": "2_13", "data": {
                  "externalCallId": "call-1", "engagementId": 87}})]
        PublishToChannel {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            engagement_id: Id,
        },
        /// Makes the record of a call final.
        #[sample({"type": "FINALIZE_ENGAGEMENT", "messageId": "2_14", "data": {
                  "externalCallId": "call-1", "engagementId": 87}})]
        FinalizeEngagement {
            #[beside]
            #[fresh]
            message_id: String,
            external_call_id: String,
            engagement_id: Id,
        },
        /// Sets the size of the app's frame, in CSS pixels.
        #[sample({"type": "RESIZE_WIDGET", "messageId": "2_15",
                  "data": {"width": 400, "height": 650}})]
        ResizeWidget {
            #[beside]
            #[fresh]
            message_id: String,
            #[flatten]
            size: Size,
        },
        /// Shows another page of the app's in its frame.
        #[sample({"type": "SET_WIDGET_URL", "messageId": "2_16",
                  "data": {"iFrameUrl": "https://phone.example/eu"}})]
        SetWidgetUrl {
            #[beside]
            #[fresh]
            message_id: String,
            i_frame_url: Url,
        },
        /// Something went wrong in the app: HubSpot shows the message. The package also says so that
        /// it doesn't know a message, with `type` and `data`.
        #[sample({"type": "ERROR", "messageId": "2_17", "data": {"message": "No microphone."}})]
        #[sample({"type": "ERROR", "messageId": "2_18", "data": {"type": "UNKNOWN_MESSAGE_TYPE",
                  "data": {"originalMessage": {"type": "PAUSE"}}}})]
        Error {
            #[beside]
            #[fresh]
            message_id: String,
            #[personal]
            message: Option<String>,
            /// `UNKNOWN_MESSAGE_TYPE`, or what the app puts there.
            #[rename("type")]
            kind: Option<String>,
            #[personal]
            data: Option<Json>,
        },
    }

    /// For whom the app is shown, and where.
    #[data]
    pub struct Context {
        /// HubSpot's origin, as HubSpot says.
        host_url: Option<Url>,
        /// The account.
        portal_id: Option<u64>,
        user_id: Option<u64>,
        owner_id: Option<Id>,
        /// The record of the call that is on, if one is.
        engagement_id: Option<Id>,
        iframe_location: Option<IframeLocation>,
        /// Whether calls are made in a window of their own.
        uses_calling_window: Option<bool>,
    }

    /// Where the app is shown.
    #[data(open, rename_all = "snake_case")]
    pub enum IframeLocation {
        /// Beside a record.
        Widget,
        /// In HubSpot's pages, while the calls are in another window.
        Remote,
        /// In the window for calls.
        Window,
    }

    /// Who is called.
    #[data]
    pub struct Callee {
        callee_id: Id,
        /// `0-1` for a contact, `0-2` for a company.
        callee_object_type_id: String,
    }

    /// The kind of a record.
    #[data(open)]
    pub enum RecordKind {
        Contact,
        Company,
    }

    /// A record, by the account that it is in.
    #[data]
    pub struct ObjectCoordinates {
        portal_id: u64,
        object_id: u64,
        /// `0-1` for a contact, `0-2` for a company.
        object_type_id: String,
    }

    /// Whose a number is.
    // The types know contacts and companies; another kind is kept.
    #[data]
    #[personal]
    pub struct CallerIdMatch {
        caller_id_type: RecordKind,
        object_coordinates: ObjectCoordinates,
        /// Of a contact.
        first_name: Option<String>,
        /// Of a contact.
        last_name: Option<String>,
        /// Of a contact.
        email: Option<String>,
        /// Of a company.
        name: Option<String>,
    }

    /// A size, in CSS pixels.
    #[data]
    pub struct Size {
        width: u32,
        height: u32,
    }

    /// How a call ended.
    #[data(open)]
    pub enum EndStatus {
        Completed,
        Failed,
        Canceled,
        Busy,
        NoAnswer,
        Rejected,
        Missed,
    }

    /// Where a record is shown.
    #[data(open)]
    pub enum OpenIn {
        CurrentTab,
        NewTab,
    }
}
