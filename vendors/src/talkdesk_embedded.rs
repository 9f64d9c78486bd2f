/// Talkdesk Embedded: Talkdesk's CTI in an iframe of a custom CRM.
///
/// Everything that the CTI emits is passed on, so events that no table lists are normal and arrive
/// as unknown.
//
// Talkdesk's sample compares `event.origin` with the frame's whole `src`, which no origin equals:
// it would turn every message away. The origin below is that of the `src`.
#[cti_runtime::protocol(
    vendor = "Talkdesk",
    origins("https://prd-cdn-talkdesk.talkdesk.com"),
    envelope(object, tag = "action", content = "data"),
    frame(
        src = "https://prd-cdn-talkdesk.talkdesk.com/talkdesk-embedded/latest/generic/index.html",
        allow = "microphone *"
    )
)]
pub mod talkdesk_embedded {
    /// Whether the frame was told what to load.
    #[states]
    enum Setup {
        /// The frame is blank.
        Blank,
        /// The frame has been initialised.
        Ready,
    }

    /// Whether an agent is logged in.
    #[states]
    enum Agent {
        /// Nobody is.
        LoggedOut,
        /// Somebody is.
        LoggedIn,
    }

    /// Talkdesk → page.
    #[event]
    pub enum Event {
        /// An agent has logged in.
        #[moves(Agent: LoggedOut => LoggedIn)]
        #[sample({"action": "login"})]
        Login,
        /// The agent has logged out.
        #[moves(Agent: LoggedIn => LoggedOut)]
        #[sample({"action": "logout"})]
        Logout,
        /// The agent was logged out by somebody or something else.
        // The document puts it in one row with `logout`; the difference is worth telling the agent.
        #[moves(Agent: LoggedIn => LoggedOut)]
        #[sample({"action": "userLogoutForced"})]
        UserLogoutForced,
        /// Asks the page to hide the frame.
        #[sample({"action": "hide"})]
        Hide,
        /// Asks the page to show the frame.
        #[sample({"action": "show"})]
        Show,
        /// A call rings in the conversation app: asks the page to show the frame.
        #[sample({"action": "popover"})]
        Popover,
        /// Asks the page for a screen pop.
        #[sample({"action": "openContact", "data": {"externalId": "crm-7"}})]
        OpenContact {
            /// The contact's id in the CRM.
            external_id: String,
        },
        /// An automation has sent an object of its own making.
        // The document's table shows the payload of `agentStatusChanged` here, tag included: copied
        // from the next row. Its words say any object.
        #[sample({"action": "sendData", "data": {"status": "available"}})]
        #[sample({"action": "sendData", "data": {"order": {"id": 7, "items": ["a", "b"]}}})]
        SendData(#[personal] Map<Json>),
        /// The agent's status has changed in Talkdesk.
        #[sample({"action": "agentStatusChanged", "data": {"status": "available"}})]
        #[sample({"action": "agentStatusChanged", "data": {"status": "busy_lunch"}})]
        AgentStatusChanged {
            /// The new status.
            status: Status,
        },
    }

    /// Page → Talkdesk.
    #[command]
    pub enum Command {
        /// Starts Talkdesk in the frame, which is blank until then, and again after each reload.
        #[rename("init_td_embedded")]
        #[moves(Setup: Blank => Ready)]
        #[sample({"action": "init_td_embedded", "data": {"url": "https://crm.example",
                  "int": "custom-integration", "env": "prd-us", "aid": "agent-id-123",
                  "view": "headless", "app": "conversation"}})]
        #[sample({"action": "init_td_embedded", "data": {"url": "https://crm.example",
                  "int": "custom-integration", "env": "prd-eu", "aid": "7", "view": "workspace"}})]
        Init {
            /// The page's own origin: Talkdesk posts its events there.
            url: Url,
            /// The integration's name, as in the agent's settings at Talkdesk.
            #[rename("int")]
            integration: String,
            /// The region of the Talkdesk account.
            env: Region,
            /// The agent's id in the CRM, the same as in the agent sync; else the CTI won't
            /// connect.
            #[rename("aid")]
            agent_id: String,
            /// What to show.
            #[flatten]
            view: View,
        },
        /// Calls a number: click-to-call.
        #[only(Setup: Ready)]
        #[sample({"action": "clickToCall", "data": {"to": "+351123456789", "contactId": "7",
                  "from": "+197863458768", "metadata": {"foo": "bar"}}})]
        #[sample({"action": "clickToCall", "data": {"to": "+351123456789"}})]
        ClickToCall {
            /// The number to call.
            to: PhoneNumber,
            /// The contact's id in the CRM.
            contact_id: Option<String>,
            /// The Talkdesk number to call from.
            from: Option<PhoneNumber>,
            /// Variables for the automations that handle the call.
            // The table's text leaves it out; the note below it makes it optional.
            #[personal]
            metadata: Option<Map<Json>>,
        },
        /// Sets the agent's status in Talkdesk.
        // The one message whose field stands beside the tag, not in `data`.
        #[only(Setup: Ready)]
        #[envelope(beside)]
        #[sample({"action": "integrationStatusChanged", "status": "on a call"})]
        IntegrationStatusChanged {
            /// The new status.
            status: Status,
        },
    }

    /// What the frame shows.
    #[data(tag = "view")]
    pub enum View {
        /// The CTI beside a Talkdesk in another tab.
        External,
        /// The whole Talkdesk workspace.
        Workspace,
        /// One app without a frame around it.
        Headless {
            /// The app.
            app: App,
        },
    }

    /// An app that can be shown alone. The document's list ends in an ellipsis.
    #[data(open, rename_all = "kebab-case")]
    pub enum App {
        /// Calls.
        Conversation,
        /// Help for the agent during a call.
        AgentAssist,
        /// Live figures.
        Live,
        /// Talkdesk Canvas.
        CanvasEmbedded,
    }

    /// The region of a Talkdesk account.
    #[data]
    pub enum Region {
        /// United States.
        #[rename("prd-us")]
        Us,
        /// Canada.
        #[rename("prd-ca")]
        Ca,
        /// Europe.
        #[rename("prd-eu")]
        Eu,
        /// Australia.
        #[rename("prd-au")]
        Au,
    }

    /// An agent's status, one of Talkdesk's or one that the account has added.
    #[data(open)]
    pub enum Status {
        /// Free for calls.
        Available,
        /// Away.
        Away,
        /// Offline.
        Offline,
        /// On a call.
        // The table sets `busy` "in Talkdesk" against `on a call` "in the Event" and stands under a
        // command, so it is open which direction has which. Either is read; the event's is written.
        #[rename("on a call", alias = "busy")]
        Busy,
        /// Busy, for a reason of the account's own.
        #[prefix("busy_")]
        BusyWith(String),
        /// Away, for a reason of the account's own.
        #[prefix("away_")]
        AwayWith(String),
    }
}
