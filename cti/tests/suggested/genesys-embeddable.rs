#[cti_runtime::protocol(
    vendor="Genesys",
    origins("https://apps.mypurecloud.com" , "https://apps.mypurecloud.ie" , "https://apps.mypurecloud.de" , "https://apps.mypurecloud.com.au" , "https://apps.mypurecloud.jp" , "https://apps.usw2.pure.cloud" , "https://apps.cac1.pure.cloud" , "https://apps.sae1.pure.cloud" , "https://apps.euw2.pure.cloud" , "https://apps.aps1.pure.cloud" , "https://apps.apne2.pure.cloud" ,),
    envelope(text , tag = "type" , content = "data"),
    frame(src = "https://apps.mypurecloud.com/crm/embeddableFramework.html" , allow = "camera *; microphone *" ,),
)]
pub mod genesys_embeddable {
    #[states(key = id)]
     enum Leg {
        Waiting,
        Connected,
        AfterCall,
        #[end] Gone,
    }
    #[event]
    pub enum Notice {
        ScreenPop {
            #[personal] search_string: String,
            #[rename("interactionId" , alias = "interaction")] interaction: Subject,
        },
        ProcessCallLog {
            call_log: CallLog,
            #[rename("interactionId" , alias = "interaction")] interaction: Subject,
            event_name: Option < String >,
        },
        OpenCallLog {
        call_log: Option<CallLog>,
            #[rename("interaction" , alias = "interactionId")] interaction: Subject,
        },
        #[reply(SendContactSearch)] ContactSearch {
            #[personal] search_string: String,
        },
        SettingsRequest,
    }
    #[event(tag = "data.category" , content = "data.interaction" , envelope(constants(type = "interactionSubscription")))]
    pub enum Lifecycle {
        #[moves(Leg: * => Waiting , if state = "ALERTING")] #[moves(Leg: * => Waiting , if state = "DIALING")] #[moves(Leg: * => Waiting , if state = "CONTACTING")] #[moves(Leg: * => Connected , if state = "CONNECTED")] #[moves(Leg: * => Connected , if state = "HELD")] #[moves(Leg: * => AfterCall , if state = "DISCONNECTED")] Add(Interaction),
        Change {
            old: Interaction,
            #[rename("new")] now: Interaction,
        },
        #[moves(Leg: Waiting | Connected => Connected)] #[moves(Leg: new => Connected)] Connect(Interaction),
        #[moves(Leg: * => AfterCall)] Disconnect(Interaction),
        #[moves(Leg: AfterCall => Gone)] #[moves(Leg: new => Gone)] Acw(Interaction),
        #[moves(Leg: * => Gone)] Deallocate(Interaction),
        BlindTransfer(Subject),
        ConsultTransfer(Subject),
        CompleteConsultTransfer(Subject),
    }
    #[event(tag = "data.category" , content = "data.data" , envelope(constants(type = "userActionSubscription")))]
    pub enum UserAction {
        Status {
            status: Presence,
            #[rename("sub_status")] sub_status: Option < String >,
        },
        RoutingStatus(Routing),
        Login,
    }
    #[event(tag = "data.category" , content = "data.data" , envelope(constants(type = "notificationSubscription")))]
    pub enum Notification {
        InteractionSelection {
            interaction_id: Option < String >,
        },
        InteractionWindow {
            reason: String,
        },
        ChatUpdate { chats: u64 },
    }
    #[command]
    pub enum Command {
        ClickToDial {
            number: PhoneNumber,
            auto_place: Option < bool >,
            queue_id: Option < String >,
            #[personal] attributes: Option < Map < Json > >,
        },
        AddAssociation {
            #[flatten] association: Association,
            select: Option < bool >,
        },
        AddAttribute {
            interaction_id: String,
            #[personal] attributes: Map < Json >,
        },
        AddTransferContext {
            #[personal] name: String,
            #[personal] attributes: Map < Json >,
        },
        SendContactSearch(Vec < Contact >),
        UpdateUserStatus {
            id: Presence,
        },
        UpdateInteractionState {
            action: Action,
            id: String,
        },
        SetView {
            r#type: String,
            view: View,
        },
        UpdateAudioConfiguration {
            call: Option < bool >,
            chat: Option < bool >,
            email: Option < bool >,
            callback: Option < bool >,
            message: Option < bool >,
            voicemail: Option < bool >,
        },
        SendCustomNotification {
            #[personal] message: String,
            r#type: Severity,
            timeout: Option < Text < u32 > >,
        },
    }
    #[data(untagged)]
    pub enum Subject {
        Whole(Interaction),
        Id(String),
    }
    #[data]
    pub struct Interaction {
        id: Id,
        state: Option < State >,
        direction: Option < Direction >,
        phone: Option < PhoneNumber >,
        #[personal] name: Option < String >,
        #[personal] remote_name: Option < String >,
        #[personal] display_address: Option < String >,
        ani: Option < PhoneNumber >,
        called_number: Option < PhoneNumber >,
        queue_name: Option < String >,
        #[personal] attributes: Option < Map < Json > >,
        is_connected: Option < bool >,
        is_disconnected: Option < bool >,
        is_done: Option < bool >,
        is_callback: Option < bool >,
        is_dialer: Option < bool >,
        is_chat: Option < bool >,
        is_email: Option < bool >,
        is_message: Option < bool >,
        is_voicemail: Option < bool >,
        is_internal: Option < bool >,
        flagged: Option < bool >,
        recording_state: Option < String >,
        secure_pause: Option < bool >,
        start_time: Option < DateTime >,
        connected_time: Option < DateTime >,
        end_time: Option < DateTime >,
        interaction_duration_seconds: Option < u32 >,
        total_ivr_duration_seconds: Option < u32 >,
        total_acd_duration_seconds: Option < u32 >,
        disposition: Option < String >,
        disposition_duration_seconds: Option < u32 >,
        dialer_contact_id: Option < String >,
        dialer_contact_list_id: Option < String >,
        dialer_campaign_id: Option < String >,
    }
    #[data(open , rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum State {
        Alerting,
        Dialing,
        Contacting,
        Connected,
        Held,
        Disconnected,
        Parked,
    }
    #[data(open , rename_all = "PascalCase")]
    pub enum Direction {
        #[alias("inbound")] Inbound,
        #[alias("outbound")] Outbound,
    }
    #[data]
    pub struct CallLog {
        id: Option < Id >,
        #[personal] notes: Option < String >,
        selected_contact: Option < Association >,
        selected_relation: Option < Association >,
        #[personal] attributes: Option < Map < Json > >,
    }
    #[data]
    pub struct Association {
        r#type: Option < AssociationType >,
        id: Id,
        #[personal] text: String,
    }
    #[data(open)]
    pub enum AssociationType {
        Contact,
        Relation,
    }
    #[data]
    #[personal]
    pub struct Contact {
        r#type: String,
        name: String,
        phone: Vec < Number >,
    }
    #[data]
    pub struct Number {
        number: PhoneNumber,
        label: Option < String >,
    }
    #[data(open , rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Presence {
        Available,
        Away,
        Break,
        Busy,
        Meal,
        Meeting,
        OnQueue,
        OffQueue,
        OutOfOffice,
        Training,
    }
    #[data(open , rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Routing {
        OffQueue,
        Idle,
        Interacting,
        Communicating,
        NotResponding,
    }
    #[data(open)]
    pub enum Action {
        Pickup,
        Disconnect,
        Hold,
        Mute,
        SecurePause,
    }
    #[data]
    pub struct View {
        name: ViewName,
    }
    #[data(open)]
    pub enum ViewName {
        InteractionList,
        CallLog,
        NewInteraction,
        Callback,
        Settings,
    }
    #[data(open , rename_all = "UPPERCASE")]
    pub enum Severity {
        Info,
        Success,
        Warning,
        Error,
    }
}
