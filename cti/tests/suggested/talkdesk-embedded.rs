#[cti_runtime::protocol(
    vendor="Talkdesk",
    origins("https://prd-cdn-talkdesk.talkdesk.com"),
    envelope(object | text, tag = "action", content = "data"),
    frame(src = "https://prd-cdn-talkdesk.talkdesk.com/talkdesk-embedded/latest/generic/index.html" , allow = "microphone *"),
)]
pub mod talkdesk_embedded {
    #[states]
     enum Setup {
        Blank,
        Ready,
    }
    #[states]
     enum Agent {
        LoggedOut,
        LoggedIn,
    }
    #[event]
    pub enum Event {
        #[moves(Agent: LoggedOut => LoggedIn)] Login,
        #[moves(Agent: LoggedIn => LoggedOut)] Logout,
        #[moves(Agent: LoggedIn => LoggedOut)] UserLogoutForced,
        Hide,
        Show,
        Popover,
        OpenContact {
        external_id: Id,
        },
        SendData(#[personal] Option<Json>),
        AgentStatusChanged {
        status: Option<Status>,
        #[beside] #[rename("status")] status2: Option<String>,
        },
        CallAnswered { interaction_id: String },
        CallMissed,
        #[rename("init_event_received")] InitEventReceived { aid: String },
    }
    #[command]
    pub enum Command {
        #[rename("init_td_embedded")] #[moves(Setup: Blank => Ready)] Init {
            url: Url,
            #[rename("int")] integration: String,
            env: Region,
            #[rename("aid")] agent_id: String,
            #[flatten] view: View,
        },
        #[only(Setup: Ready)] ClickToCall {
            to: PhoneNumber,
            contact_id: Option < String >,
            from: Option < PhoneNumber >,
            #[personal] metadata: Option < Map < Json > >,
        },
        #[only(Setup: Ready)] #[envelope(beside)] IntegrationStatusChanged {
            status: Status,
        },
    }
    #[data(tag = "view")]
    pub enum View {
        External,
        Workspace,
        Headless {
            app: App,
        },
    }
    #[data(open , rename_all = "kebab-case")]
    pub enum App {
        Conversation,
        AgentAssist,
        Live,
        CanvasEmbedded,
    }
    #[data]
    pub enum Region {
        #[rename("prd-us")] Us,
        #[rename("prd-ca")] Ca,
        #[rename("prd-eu")] Eu,
        #[rename("prd-au")] Au,
    }
    #[data(open)]
    pub enum Status {
        Available,
        Away,
        Offline,
        #[rename("on a call" , alias = "busy")] Busy,
        #[prefix("busy_")] BusyWith(String),
        #[prefix("away_")] AwayWith(String),
        Meditating,
    }
}
