/// Hubline, as `cti infer` found it in a recording.
//
// The other side is https://host.hubline.example in window 1: 12 messages from there, 11 messages
// of the page's.
#[cti_runtime::protocol(
    vendor = "Hubline",
    origins("https://host.hubline.example"),
    envelope(object, tag = "type"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod hubline {
    /// Hubline → page.
    #[event]
    pub enum Event {
        /// Seen 5 times.
        #[handshake(until = SyncAck, every_ms = 100)]
        #[sample({"type": "SYNC", "messageId": "00000000-0000-4000-8000-000000000001"})]
        Sync { message_id: Uuid },
        /// Seen 1 time.
        #[sample({"type": "INITIALIZE", "messageId": "00000000-0000-4000-8000-000000000001",
                  "hostUrl": "https://crm.example/1", "portalId": 62515, "userId": 9})]
        Initialize {
            message_id: Uuid,
            host_url: Url,
            portal_id: u64,
            user_id: u64,
        },
        /// Seen 2 times.
        #[sample({"type": "DIAL_NUMBER", "messageId": "00000000-0000-4000-8000-000000000001",
                  "phoneNumber": "+12025550123", "phone_number": "+12025550123", "ownerId": 7,
                  "objectId": 19, "objectType": "CONTACT", "countryCode": "US"})]
        DialNumber {
            message_id: Uuid,
            phone_number: PhoneNumber,
            #[rename("phone_number")]
            phone_number2: PhoneNumber,
            owner_id: u64,
            object_id: u64,
            object_type: String,
            country_code: String,
        },
        /// Seen 2 times.
        #[sample({"type": "CREATE_ENGAGEMENT_SUCCEEDED",
                  "messageId": "00000000-0000-4000-8000-000000000001", "engagementId": 555})]
        CreateEngagementSucceeded {
            message_id: Uuid,
            engagement_id: u64,
        },
        /// Seen 2 times.
        #[sample({"type": "VISIBILITY_CHANGED",
                  "messageId": "00000000-0000-4000-8000-000000000001", "isMinimized": true,
                  "isHidden": false})]
        VisibilityChanged {
            message_id: Uuid,
            is_minimized: bool,
            is_hidden: bool,
        },
    }

    /// Page → Hubline.
    #[command]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"type": "SYNC_ACK", "messageId": "00000000-0000-4000-8000-000000000001",
                  "widgetUrl": "https://crm.example/1"})]
        SyncAck { message_id: Uuid, widget_url: Url },
        /// Seen 1 time.
        #[sample({"type": "LOGGED_IN", "messageId": "00000000-0000-4000-8000-000000000001",
                  "isLoggedIn": true})]
        LoggedIn {
            message_id: Uuid,
            is_logged_in: bool,
        },
        /// Seen 2 times.
        #[sample({"type": "OUTGOING_CALL_STARTED",
                  "messageId": "00000000-0000-4000-8000-000000000001",
                  "callStartTime": 1769850600000, "createEngagement": true,
                  "toNumber": "+12025550123"})]
        OutgoingCallStarted {
            message_id: Uuid,
            call_start_time: EpochMillis,
            create_engagement: bool,
            to_number: PhoneNumber,
        },
        /// Seen 2 times.
        #[sample({"type": "CALL_ANSWERED", "messageId": "00000000-0000-4000-8000-000000000001"})]
        CallAnswered { message_id: Uuid },
        /// Seen 2 times.
        #[sample({"type": "CALL_ENDED", "messageId": "00000000-0000-4000-8000-000000000001",
                  "callEndStatus": "INTERNAL_COMPLETED"})]
        CallEnded {
            message_id: Uuid,
            call_end_status: String,
        },
        /// Seen 2 times.
        #[sample({"type": "CALL_COMPLETED", "messageId": "00000000-0000-4000-8000-000000000001",
                  "engagementId": 555, "hideWidget": false,
                  "engagementProperties": {"call_title": "Some text.", "call_body": "Some text."}})]
        CallCompleted {
            message_id: Uuid,
            engagement_id: u64,
            hide_widget: bool,
            engagement_properties: EngagementProperty,
        },
        /// Seen 1 time.
        #[sample({"type": "ERROR", "messageId": "00000000-0000-4000-8000-000000000001",
                  "message": "Some text."})]
        Error { message_id: Uuid, message: String },
    }

    /// Seen 2 times, under `engagementProperty`.
    #[data(rename_all = "snake_case")]
    pub struct EngagementProperty {
        call_title: String,
        #[personal]
        call_body: String,
    }
}
