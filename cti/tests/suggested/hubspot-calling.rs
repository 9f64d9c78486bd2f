#[cti_runtime::protocol(
    vendor="HubSpot",
    origins("https://app.hubspot.com" , "https://app-*.hubspot.com"),
    envelope(object , tag = "type" , content = "data"),
    frame(inside),
    rename_all="SCREAMING_SNAKE_CASE",
    rename_all_fields="camelCase",
)]
pub mod hubspot_calling {
    #[states]
     enum Widget {
        Loading,
        Synced,
        Ready,
    }
    #[states]
     enum User {
        LoggedOut,
        LoggedIn,
    }
    #[states(key = external_call_id)]
     enum Call {
        Ringing,
        Dialing,
        Talking,
        Transferred,
        Ended,
        #[end] Completed,
    }
    #[event(each(#[doc = " A string in the package, whose types allow a number."]
    #[at("messageId")]
    #[fresh]
    message_id: Id ,))]
    pub enum Event {
        #[envelope(beside)] #[handshake(until = SyncAck , every_ms = 100)] #[within(ms = 30000)] #[moves(Widget: Loading | Synced => Synced)] #[moves(Widget: Ready => Ready)] Sync {
            #[flatten] context: Context,
        },
        DialNumber {
            phone_number: PhoneNumber,
            owner_id: Option < Id >,
            subject_id: Option < Id >,
            object_id: Option < Id >,
            object_type: Option < RecordKind >,
            portal_id: Option < u64 >,
            country_code: Option < String >,
            callee_info: Option < Callee >,
            start_timestamp: Option < EpochMillis >,
            to_phone_number_src: Option < String >,
        },
        EndCall,
        CreateEngagementSucceeded {
            engagement_id: Id,
            external_call_id: Option < String >,
        },
        CreateEngagementFailed {
            #[flatten] #[personal] details: Map < Json >,
        },
        #[deprecated(note = "`CREATE_ENGAGEMENT_SUCCEEDED` takes its place")] EngagementCreated {
            engagement_id: Id,
        },
        UpdateEngagementSucceeded {
        engagement_id: Option<Id>,
            external_call_id: Option < String >,
        },
        UpdateEngagementFailed {
            #[flatten] #[personal] details: Map < Json >,
        },
        CallerIdMatchSucceeded {
            caller_id_matches: Vec < CallerIdMatch >,
            external_call_id: Option < String >,
        },
        CallerIdMatchFailed {
            #[flatten] #[personal] details: Map < Json >,
        },
        NavigateToRecordFailed {
            engagement_id: Option < Id >,
            object_coordinates: Option < ObjectCoordinates >,
        },
        #[deprecated(note = "`FINALIZE_ENGAGEMENT_SUCCEEDED` takes its place")] PublishToChannelSucceeded {
            engagement_id: Option < Id >,
            external_call_id: Option < String >,
        },
        #[deprecated(note = "`FINALIZE_ENGAGEMENT_FAILED` takes its place")] PublishToChannelFailed {
            engagement_id: Option < Id >,
            external_call_id: Option < String >,
        },
        FinalizeEngagementSucceeded {
            engagement_id: Option < Id >,
            external_call_id: Option < String >,
        },
        FinalizeEngagementFailed {
            engagement_id: Option < Id >,
            external_call_id: Option < String >,
        },
        InitiateCallIdSucceeded {
            #[flatten] #[personal] details: Map < Json >,
        },
        InitiateCallIdFailed {
            #[flatten] #[personal] details: Map < Json >,
        },
        SetCallState {
            #[flatten] #[personal] details: Map < Json >,
        },
        SetWidgetUrlFailed {
            #[flatten] #[personal] details: Map < Json >,
        },
        VisibilityChanged {
        is_minimized: Option<Json>,
            is_hidden: Option < bool >,
        },
        PauseCall { external_call_id: String },
    }
    #[command]
    #[only(Widget: Ready)]
    pub enum Command {
        #[envelope(beside)] #[moves(Widget: Synced | Ready => Ready)] SyncAck {
            message_id: Id,
            #[flatten] context: Context,
            debug_mode: Option < bool >,
            version: String,
            i_frame_url: Url,
        },
        #[moves(User: * => LoggedIn , if is_logged_in = true)] #[moves(User: * => LoggedOut , if is_logged_in = false)] Initialized {
            #[beside] #[fresh] message_id: String,
            is_logged_in: Option < bool >,
            engagement_id: Option < Id >,
            is_available: Option < bool >,
            size_info: Option < Size >,
        },
        UserAvailable {
            #[beside] #[fresh] message_id: String,
        },
        UserUnavailable {
            #[beside] #[fresh] message_id: String,
        },
        #[moves(User: * => LoggedIn)] LoggedIn {
            #[beside] #[fresh] message_id: String,
        },
        #[moves(User: * => LoggedOut)] LoggedOut {
            #[beside] #[fresh] message_id: String,
        },
        #[moves(Call: new => Ringing)] IncomingCall {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            from_number: PhoneNumber,
            to_number: PhoneNumber,
            call_start_time: Option < EpochMillis >,
            create_engagement: Option < bool >,
        },
        #[moves(Call: new => Dialing)] OutgoingCallStarted {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            from_number: Option < PhoneNumber >,
            to_number: Option < PhoneNumber >,
            call_start_time: Option < EpochMillis >,
            create_engagement: Option < bool >,
        },
        #[moves(Call: Ringing | Dialing => Talking)] #[moves(Call: new => Talking)] CallAnswered {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
        },
        #[moves(Call: Ringing | Dialing | Talking => Transferred)] #[moves(Call: new => Transferred)] CallTransferred {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
        },
        CallData {
            #[beside] #[fresh] message_id: String,
            #[flatten] #[personal] call_data: Map < Json >,
        },
        #[moves(Call: * => Ended)] CallEnded {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            engagement_id: Option < Id >,
            call_end_status: Option < EndStatus >,
        },
        #[moves(Call: * => Completed)] CallCompleted {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            engagement_id: Option < Id >,
            hide_widget: Option < bool >,
            #[personal] engagement_properties: Option < Map < Json > >,
        },
        NavigateToRecord {
            #[beside] #[fresh] message_id: String,
            engagement_id: Option < Id >,
            object_coordinates: ObjectCoordinates,
            open_in: Option < OpenIn >,
        },
        #[deprecated(note = "`FINALIZE_ENGAGEMENT` takes its place")] PublishToChannel {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            engagement_id: Id,
        },
        FinalizeEngagement {
            #[beside] #[fresh] message_id: String,
            external_call_id: String,
            engagement_id: Id,
        },
        ResizeWidget {
            #[beside] #[fresh] message_id: String,
            #[flatten] size: Size,
        },
        SetWidgetUrl {
            #[beside] #[fresh] message_id: String,
            i_frame_url: Url,
        },
        Error {
            #[beside] #[fresh] message_id: String,
            #[personal] message: Option < String >,
            #[rename("type")] kind: Option < String >,
            #[personal] data: Option < Json >,
        },
    }
    #[data]
    pub struct Context {
        host_url: Option < Url >,
        portal_id: Option < u64 >,
        user_id: Option < u64 >,
        owner_id: Option < Id >,
        engagement_id: Option < Id >,
        iframe_location: Option < IframeLocation >,
        uses_calling_window: Option < bool >,
    }
    #[data(open , rename_all = "snake_case")]
    pub enum IframeLocation {
        Widget,
        Remote,
        Window,
    }
    #[data]
    pub struct Callee {
        callee_id: Id,
        callee_object_type_id: String,
    }
    #[data(open)]
    pub enum RecordKind {
        Contact,
        Company,
    }
    #[data]
    pub struct ObjectCoordinates {
        portal_id: u64,
        object_id: u64,
        object_type_id: String,
    }
    #[data]
    #[personal]
    pub struct CallerIdMatch {
        caller_id_type: RecordKind,
        object_coordinates: ObjectCoordinates,
        first_name: Option < String >,
        last_name: Option < String >,
        email: Option < String >,
        name: Option < String >,
    }
    #[data]
    pub struct Size {
        width: u32,
        height: u32,
    }
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
    #[data(open)]
    pub enum OpenIn {
        CurrentTab,
        NewTab,
    }
}
