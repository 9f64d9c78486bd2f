/// Hubspot, as `cti infer` found it in a recording.
//
// The other side is https://app.hubspot.com in window 1: 18 messages from there, 18 messages of the
// page's.
//
// Left out:
// - 1 message from https://crm.example in window 2.
// - 1 message from https://app.hubspot.com.evil.example in window 1.
// - 1 message from null in window 1.
// - 1 message from http://app.hubspot.com in window 1.
// - 1 message from https://app.hubspot.com/ in window 1.
// - 1 message from https://app.hubspot.com in window 4.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `ping`.
// - 1 message without a tag that the others have: `data` and `messageId`.
#[cti_runtime::protocol(
    vendor = "Hubspot",
    origins("https://app.hubspot.com"),
    envelope(object, tag = "type", content = "data"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod hubspot_calling {
    // A proposal, from 1 call that `external_call_id` tells apart; look at it before you believe
    // it:
    //
    // #[states(key = external_call_id)]
    // enum Leg {
    //     FinalizeEngagementSucceeded,
    //     #[end]
    //     PauseCall,
    // }
    //
    // FinalizeEngagementSucceeded: #[moves(Leg: new => FinalizeEngagementSucceeded)], seen 1 time
    // PauseCall: #[moves(Leg: FinalizeEngagementSucceeded => PauseCall)], seen 1 time

    /// Hubspot → page.
    #[event]
    pub enum Event {
        /// Seen 2 times.
        #[reply(SyncAck)]
        #[sample({"type": "SYNC", "messageId": "Some text.", "hostUrl": "https://crm.example/1",
                  "portalId": 62515, "userId": 7, "ownerId": "1", "engagementId": 0,
                  "iframeLocation": "widget", "usesCallingWindow": false})]
        Sync {
            #[beside]
            #[id]
            message_id: String,
            #[beside]
            host_url: Url,
            #[beside]
            portal_id: u64,
            #[beside]
            user_id: u64,
            #[beside]
            owner_id: String,
            #[beside]
            engagement_id: u64,
            #[beside]
            iframe_location: String,
            #[beside]
            uses_calling_window: bool,
        },
        /// Seen 1 time.
        #[sample({"type": "DIAL_NUMBER", "messageId": "Some text.",
                  "data": {"phoneNumber": "+12025550123", "ownerId": 9, "subjectId": 51,
                  "objectId": 51, "objectType": "CONTACT", "portalId": 62515, "countryCode": "US",
                  "calleeInfo": {"calleeId": 51, "calleeObjectTypeId": "1-1"},
                  "startTimestamp": 1769850020000, "toPhoneNumberSrc": "example"}})]
        DialNumber {
            phone_number: PhoneNumber,
            owner_id: u64,
            subject_id: u64,
            object_id: u64,
            object_type: String,
            portal_id: u64,
            country_code: String,
            callee_info: CalleeInfo,
            start_timestamp: EpochMillis,
            #[personal]
            to_phone_number_src: String,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "CREATE_ENGAGEMENT_SUCCEEDED", "messageId": "Some text.",
                  "data": {"engagementId": 87}})]
        CreateEngagementSucceeded {
            engagement_id: u64,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "END_CALL", "messageId": "Some text."})]
        EndCall {
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "UPDATE_ENGAGEMENT_SUCCEEDED", "messageId": "Some text.",
                  "data": {"engagementId": 87}})]
        UpdateEngagementSucceeded {
            // Null 1 time.
            #[null]
            engagement_id: Option<u64>,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "CALLER_ID_MATCH_SUCCEEDED", "messageId": "Some text.",
                  "data": {"callerIdMatches": [{"callerIdType": "CONTACT",
                  "objectCoordinates": {"portalId": 62515, "objectId": 51, "objectTypeId": "1-1"},
                  "firstName": "Ada Example", "lastName": "Ada Example",
                  "email": "ada@example.com"}]}})]
        CallerIdMatchSucceeded {
            caller_id_matches: Vec<CallerIdMatch>,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "NAVIGATE_TO_RECORD_FAILED", "messageId": "Some text.",
                  "data": {"objectCoordinates": {"portalId": 62515, "objectId": 51,
                  "objectTypeId": "1-1"}}})]
        NavigateToRecordFailed {
            object_coordinates: ObjectCoordinate,
            #[beside]
            message_id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "VISIBILITY_CHANGED", "messageId": "Some text.",
                  "data": {"isMinimized": true, "isHidden": false}})]
        VisibilityChanged {
            // Not always the same: a boolean (1), a string (1).
            is_minimized: Json,
            // In 1 of 2.
            is_hidden: Option<bool>,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "FINALIZE_ENGAGEMENT_SUCCEEDED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "engagementId": 87}})]
        FinalizeEngagementSucceeded {
            external_call_id: String,
            engagement_id: u64,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "PAUSE_CALL", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1"}})]
        PauseCall {
            external_call_id: String,
            #[beside]
            #[personal]
            message_id: String,
        },
    }

    /// Page → Hubspot.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"type": "SYNC_ACK", "messageId": "Some text.",
                  "hostUrl": "https://crm.example/1", "portalId": 62515, "userId": 7,
                  "ownerId": "1", "engagementId": 0, "iframeLocation": "widget",
                  "usesCallingWindow": false, "debugMode": false, "version": "1.2.3",
                  "iFrameUrl": "https://crm.example/1"})]
        SyncAck {
            #[beside]
            #[id]
            message_id: String,
            #[beside]
            host_url: Url,
            #[beside]
            portal_id: u64,
            #[beside]
            user_id: u64,
            #[beside]
            owner_id: String,
            #[beside]
            engagement_id: u64,
            #[beside]
            iframe_location: String,
            #[beside]
            uses_calling_window: bool,
            #[beside]
            debug_mode: bool,
            #[beside]
            version: String,
            #[beside]
            i_frame_url: Url,
        },
        /// Seen 1 time.
        #[sample({"type": "INITIALIZED", "messageId": "Some text.", "data": {"isLoggedIn": false,
                  "isAvailable": false, "sizeInfo": {"width": 400, "height": 650}}})]
        Initialized {
            is_logged_in: bool,
            is_available: bool,
            size_info: SizeInfo,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "LOGGED_IN", "messageId": "Some text."})]
        LoggedIn {
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "USER_AVAILABLE", "messageId": "Some text."})]
        UserAvailable {
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "OUTGOING_CALL_STARTED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "fromNumber": "+12025550123",
                  "toNumber": "+12025550123", "createEngagement": true}})]
        OutgoingCallStarted {
            external_call_id: String,
            from_number: PhoneNumber,
            to_number: PhoneNumber,
            create_engagement: bool,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 3 times.
        #[sample({"type": "CALL_ANSWERED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1"}})]
        CallAnswered {
            external_call_id: String,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "RESIZE_WIDGET", "messageId": "Some text.", "data": {"width": 420,
                  "height": 670}})]
        ResizeWidget {
            width: u64,
            height: u64,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "CALL_ENDED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "engagementId": 87,
                  "callEndStatus": "COMPLETED"}})]
        #[sample({"type": "CALL_ENDED", "messageId": "Some text.", "data": {"engagementId": 88}})]
        CallEnded {
            // In 1 of 2.
            external_call_id: Option<String>,
            engagement_id: u64,
            // In 1 of 2.
            call_end_status: Option<String>,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "CALL_COMPLETED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "engagementId": 87, "hideWidget": false,
                  "engagementProperties": {"hs_call_title": "Example",
                  "hs_call_body": "Some text."}}})]
        CallCompleted {
            external_call_id: String,
            engagement_id: u64,
            hide_widget: bool,
            engagement_properties: EngagementProperty,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "INCOMING_CALL", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "fromNumber": "+120255501231",
                  "toNumber": "+12025550123", "callStartTime": 1769850120000,
                  "createEngagement": true}})]
        IncomingCall {
            external_call_id: String,
            from_number: PhoneNumber,
            to_number: PhoneNumber,
            call_start_time: EpochMillis,
            create_engagement: bool,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "NAVIGATE_TO_RECORD", "messageId": "Some text.",
                  "data": {"objectCoordinates": {"portalId": 62515, "objectId": 51,
                  "objectTypeId": "1-1"}}})]
        NavigateToRecord {
            object_coordinates: ObjectCoordinate,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "CALL_TRANSFERRED", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1"}})]
        CallTransferred {
            external_call_id: String,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[reply(FinalizeEngagementSucceeded)]
        #[sample({"type": "FINALIZE_ENGAGEMENT", "messageId": "Some text.",
                  "data": {"externalCallId": "c-1", "engagementId": 87}})]
        FinalizeEngagement {
            external_call_id: String,
            engagement_id: u64,
            #[beside]
            #[personal]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "ERROR", "messageId": "Some text.",
                  "data": {"type": "UNKNOWN_MESSAGE_TYPE",
                  "data": {"originalMessage": {"type": "PAUSE_CALL"}}}})]
        Error {
            r#type: String,
            data: ErrorData,
            #[beside]
            message_id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "LOGGED_OUT", "messageId": "Some text."})]
        LoggedOut {
            #[beside]
            #[personal]
            message_id: String,
        },
    }

    /// Seen 1 time, under `calleeInfo`.
    #[data]
    pub struct CalleeInfo {
        callee_id: u64,
        callee_object_type_id: String,
    }

    /// Seen 1 time, under `callerIdMatch`.
    #[data]
    pub struct CallerIdMatch {
        caller_id_type: String,
        object_coordinates: ObjectCoordinate,
        #[personal]
        first_name: String,
        #[personal]
        last_name: String,
        #[personal]
        email: String,
    }

    /// Seen 3 times, under `objectCoordinate`.
    #[data]
    pub struct ObjectCoordinate {
        portal_id: u64,
        object_id: u64,
        object_type_id: String,
    }

    /// Seen 1 time, under `sizeInfo`.
    #[data]
    pub struct SizeInfo {
        width: u64,
        height: u64,
    }

    /// Seen 1 time, under `engagementProperty`.
    #[data(rename_all = "snake_case")]
    pub struct EngagementProperty {
        hs_call_title: String,
        #[personal]
        hs_call_body: String,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct ErrorData {
        original_message: OriginalMessage,
    }

    /// Seen 1 time, under `originalMessage`.
    #[data]
    pub struct OriginalMessage {
        r#type: String,
    }
}
