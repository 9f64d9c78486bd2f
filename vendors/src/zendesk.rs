/// Zendesk Apps framework, its telephony part: an app that Zendesk shows in an iframe, mostly in the
/// top bar, where a softphone lives.
///
/// The app names itself in everything that it posts, by the guid that is in its frame's address, beside
/// the origin of the Zendesk that it is in. It subscribes to events by their names, and asks by ids.
///
/// Declared from Zendesk's published SDK (`zendesk_app_framework_sdk` 2.0.11), its specs, and published
/// softphones that use it. Uncertain: which fields of a context and of `voice.dialout` are always there.
/// Left out: requests to Zendesk's interfaces (`request:1`, answered by the events `request:1.done` and
/// `request:1.fail`), whose ids are part of the name; clients of other instances of the app.
//
// The SDK writes text, and reads text and objects. An id is a number that counts from 1.
#[cti_runtime::protocol(
    vendor = "Zendesk",
    origins("https://*.zendesk.com"),
    envelope(text | object),
    frame(inside),
)]
pub mod zendesk {
    /// Whether Zendesk knows the app.
    #[states]
    enum App {
        Unknown,
        Registered,
    }

    /// Zendesk → app: what has happened, as far as the app has subscribed.
    #[event(tag = "key", content = "message", prefix = "zaf.")]
    pub enum Happened {
        /// Zendesk knows the app: the first message.
        #[rename("zaf.app.registered")]
        #[moves(App: * => Registered)]
        #[sample({"key": "zaf.app.registered", "message": {"metadata": {"settings": {"title":
                  "Acme"}}, "context": {"product": "support", "location": "top_bar",
                  "account": {"subdomain": "acme"}}}})]
        Registered {
            metadata: Option<Metadata>,
            context: Option<Context>,
        },
        /// Where the app is has changed.
        #[rename("zaf.context.updated")]
        ContextUpdated(Context),
        /// The agent has clicked on a phone number: click-to-dial.
        #[rename("zaf.voice.dialout")]
        #[sample({"key": "zaf.voice.dialout",
                  "message": {"number": "+12025550101", "userId": 1, "ticketId": 2}})]
        VoiceDialout {
            number: PhoneNumber,
            user_id: Option<Id>,
            ticket_id: Option<Id>,
            from: Option<String>,
        },
        /// A call couldn't be begun.
        #[rename("zaf.voice.error")]
        VoiceError(#[personal] Option<Json>),
        /// The app's pane is shown.
        #[rename("zaf.pane.activated")]
        PaneActivated,
        /// The app's pane is hidden.
        #[rename("zaf.pane.deactivated")]
        PaneDeactivated,
    }

    /// App → Zendesk.
    #[command(
        tag = "key",
        content = "message",
        each(
            #[beside]
            #[session]
            app_guid: String,
            #[beside]
            instance_guid: Option<String>,
        )
    )]
    pub enum Note {
        /// The app is there: the first message.
        #[rename("iframe.handshake")]
        #[handshake(until = Registered)]
        Handshake { version: String },
        /// Subscribes to an event.
        #[prefix("iframe.on:")]
        On {
            #[remainder]
            event: String,
            /// How many listen to it now.
            subscriber_count: u32,
        },
        /// No longer listens to an event.
        #[prefix("iframe.off:")]
        Off {
            #[remainder]
            event: String,
            subscriber_count: u32,
        },
        /// Makes an event happen in all clients of the app.
        #[prefix("iframe.trigger:")]
        Trigger {
            #[remainder]
            event: String,
        },
        /// Answers an event that needs a reply.
        #[prefix("iframe.reply:")]
        Reply {
            #[remainder]
            event: String,
        },
    }

    /// App → Zendesk: what it asks. Zendesk has five seconds for an answer.
    #[command(
        tag = "request",
        each(#[session] app_guid: String, instance_guid: Option<String>),
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error", decides = error),
        error = Failure
    )]
    pub trait Ask {
        /// Reads properties by their paths, such as `currentUser` or `ticket.requester`.
        #[within(ms = 5000)]
        #[sample(args = {"appGuid": "a-7", "params": ["currentUser"]},
            result = {"currentUser": {"id": 1, "name": "Ada Example"}})]
        fn get(params: Vec<String>) -> Values;
        /// Sets properties by their paths.
        #[within(ms = 5000)]
        fn set(#[personal] params: Map<Json>) -> Values;
        /// Does things: `popover`, `resize`, `routeTo`, … by their names, with a list of arguments each.
        #[within(ms = 5000)]
        #[sample(args = {"appGuid": "a-7", "params": {"popover": ["show"]}})]
        fn invoke(#[personal] params: Map<Vec<Json>>) -> Values;
    }

    /// What was asked for, by its path.
    #[data]
    #[personal]
    pub struct Values(Map<Json>);

    /// Why it failed: a text, or an error.
    #[data(untagged)]
    pub enum Failure {
        Text(String),
        Whole(Problem),
    }

    /// An error.
    #[data]
    pub struct Problem {
        name: Option<String>,
        message: Option<String>,
        /// What it is about.
        path: Option<String>,
    }

    /// What the administrator has set.
    #[data]
    pub struct Metadata {
        #[personal]
        settings: Option<Map<Json>>,
    }

    /// Where the app is.
    #[data]
    pub struct Context {
        product: Option<String>,
        /// `top_bar`, `ticket_sidebar`, …
        location: Option<String>,
        instance_guid: Option<String>,
        account: Option<Account>,
    }

    /// Whose Zendesk it is.
    #[data]
    pub struct Account {
        subdomain: Option<String>,
    }
}
