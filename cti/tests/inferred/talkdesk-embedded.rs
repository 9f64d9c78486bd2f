/// Talkdesk, as `cti infer` found it in a recording.
//
// The other side is https://prd-cdn-talkdesk.talkdesk.com in window 1: 28 messages from there, 5
// messages of the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://prd-cdn-talkdesk.talkdesk.com.evil.example in window 1.
// - 1 message from http://prd-cdn-talkdesk.talkdesk.com in window 1.
// - 1 message from
//   https://prd-cdn-talkdesk.talkdesk.com/talkdesk-embedded/latest/generic/index.htm… in window 1.
// - 1 message from null in window 1.
// - 1 message from https://accounts.google.com in window 4.
// - 1 message from https://prd-cdn-talkdesk.talkdesk.com in window 5.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 message without a tag that the others have, as development tools post them: `type`.
#[cti_runtime::protocol(vendor = "Talkdesk", origins("https://prd-cdn-talkdesk.talkdesk.com"))]
pub mod talkdesk_embedded {
    /// Talkdesk → page.
    #[event(envelope(object | text, tag = "action", content = "data"))]
    pub enum Event {
        /// Seen 1 time.
        #[rename("init_event_received")]
        #[sample({"action": "init_event_received", "data": {"aid": "agent-12"}})]
        InitEventReceived { aid: String },
        /// Seen 1 time.
        #[sample({"action": "login"})]
        Login,
        /// Seen 8 times.
        // Without content 1 time.
        #[sample({"action": "agentStatusChanged", "data": {"status": "available"}})]
        AgentStatusChanged {
            // In 7 of 8.
            status: Option<Status>,
            // In 1 of 8.
            #[beside]
            #[rename("status")]
            beside_status: Option<String>,
        },
        /// Seen 2 times.
        #[sample({"action": "popover"})]
        Popover,
        /// Seen 2 times.
        #[sample({"action": "show"})]
        Show,
        /// Seen 2 times.
        #[sample({"action": "openContact", "data": {"externalId": "crm-1"}})]
        OpenContact { external_id: Id },
        /// Seen 1 time.
        #[sample({"action": "callAnswered", "data": {"interactionId": "1a1b1c"}})]
        CallAnswered { interaction_id: String },
        /// Seen 2 times.
        // The content isn't always the same: a string (1), an object (1).
        #[sample({"action": "sendData", "data": {"order": {"id": 1, "items": ["example",
                  "example"]}, "caller": "+120255501231"}})]
        #[sample({"action": "sendData", "data": "abcdefgh=ijklmn"})]
        SendData(#[personal] Json),
        /// Seen 2 times.
        #[sample({"action": "hide"})]
        Hide,
        /// Seen 1 time.
        #[sample({"action": "callMissed"})]
        CallMissed,
        /// Seen 2 times.
        #[sample({"action": "logout"})]
        Logout,
        /// Seen 1 time.
        #[sample({"action": "userLogoutForced"})]
        UserLogoutForced,
    }

    /// Page → Talkdesk.
    #[command(envelope(object, tag = "action", content = "data"))]
    pub enum Command {
        /// Seen 2 times.
        #[sample({"action": "clickToCall", "data": {"to": "+12025550123", "contactId": "crm-1",
                  "from": "+12025550123", "metadata": {"campaign": "example", "try": 1}}})]
        #[sample({"action": "clickToCall", "data": {"to": "+12025550123"}})]
        ClickToCall {
            to: PhoneNumber,
            // In 1 of 2.
            contact_id: Option<String>,
            // In 1 of 2.
            from: Option<PhoneNumber>,
            // In 1 of 2.
            #[personal]
            metadata: Option<Map<Json>>,
        },
        /// Seen 1 time.
        #[rename("init_td_embedded")]
        #[sample({"action": "init_td_embedded", "data": {"url": "https://crm.example/1",
                  "int": "custom-integration", "env": "prd-eu", "aid": "agent-12",
                  "view": "headless", "app": "conversation"}})]
        InitTdEmbedded {
            url: Url,
            int: String,
            env: String,
            aid: String,
            view: String,
            app: String,
        },
        /// Seen 2 times.
        #[sample({"action": "integrationStatusChanged", "status": "available"})]
        IntegrationStatusChanged {
            #[beside]
            status: Status,
        },
    }

    /// Seen 9 times, with 6 values.
    #[data(open, rename_all = "snake_case")]
    pub enum Status {
        Available,
        #[rename("on a call")]
        OnACall,
        #[rename("away_wrap-up")]
        AwayWrapUp,
        Busy,
        BusyLunch,
        Meditating,
    }
}
