/// Zendesk Apps framework: an app with a softphone, which Zendesk shows in an iframe inside its own page.
///
/// The app is mostly in the top bar. It is told of click-to-dial, shows records, and reads and writes Zendesk's
/// data.
///
/// Our page is the inner one. Zendesk's origin and the guid of the app are in the address of its frame
/// (`origin` and `app_guid`, in the query or in the fragment), and the app names itself by that guid in all
/// that it posts. It subscribes to events by their names. It reads and sets properties, and does things, by
/// requests whose ids stand beside them; Zendesk's interfaces it asks by requests whose ids are part of the
/// tag: `request:7`, to which the events `request:7.done` and `request:7.fail` are the answers.
///
/// Declared from `zendesk_app_framework_sdk` 2.0.11 on npm, its code and its specs, from published softphones
/// that use it, and from <https://developer.zendesk.com/api-reference/apps/apps-core-api/client_api/>,
/// <https://developer.zendesk.com/api-reference/apps/apps-core-api/core_api/> and
/// <https://developer.zendesk.com/api-reference/apps/apps-support-api/top_bar/>. Uncertain: what of a context
/// and of the metadata is always there; what `voice.dialout` has beside the number; what the answer of an
/// interface has beside its first argument; whether `request:7.done` is posted to an app that hasn't
/// subscribed to it. Left out: options of requests that published apps don't use; events that wait for a reply (`ticket.save`), whose replies the package posts
/// as objects, while all else that it posts is text; names of events that apps give each other; domains of
/// customers' own, which an application lists with `OriginPolicy::configured`.
//
// The package takes the frame's own address for Zendesk's origin, and so whoever made that frame. Here
// an origin is one of Zendesk's.
// It posts text, and reads text and objects. Its ids are numbers that count from 1, for each kind of request
// anew; here they are of one sequence.
#[cti_runtime::protocol(
    vendor = "Zendesk",
    origins("https://*.zendesk.com"),
    envelope(text | object),
    frame(inside)
)]
pub mod zendesk {
    /// Whether Zendesk knows the app.
    // The package posts nothing but the handshake before it was told so.
    #[states]
    enum App {
        Loading,
        Registered,
    }

    /// Zendesk → app: what has happened, as far as the app has subscribed.
    #[event(
        tag = "key",
        content = "message",
        each(
            /// Of the app's instance that it is for, if that isn't the app's own.
            #[beside]
            instance_guid: Option<String>,
        )
    )]
    pub enum Happened {
        /// Zendesk knows the app, which needn't have subscribed to this. Also when all apps are reloaded.
        #[rename("zaf.app.registered")]
        #[moves(App: * => Registered)]
        #[sample({"key": "zaf.app.registered", "message": {
                  "metadata": {"appId": 1, "installationId": 1, "settings": {"title": "Acme"}},
                  "context": {"instanceGuid": "a-7", "product": "support", "location": "top_bar",
                  "account": {"subdomain": "acme"}}}})]
        Registered {
            metadata: Option<Metadata>,
            context: Option<Context>,
        },
        /// The app has become active, whatever that means in its location.
        #[rename("zaf.app.activated")]
        #[sample({"key": "zaf.app.activated"})]
        Activated,
        /// The app is active no longer.
        #[rename("zaf.app.deactivated")]
        #[sample({"key": "zaf.app.deactivated"})]
        Deactivated,
        /// Where the app is has changed.
        #[rename("zaf.context.updated")]
        #[sample({"key": "zaf.context.updated", "instanceGuid": "i-2", "message": {
                  "product": "support", "location": "ticket_sidebar", "ticketId": 1234}})]
        ContextUpdated(Context),
        /// The agent has clicked a phone number: click-to-dial.
        // Softphones read the number alone. It is posted to accounts with Talk Partner Edition.
        #[rename("zaf.voice.dialout")]
        #[sample({"key": "zaf.voice.dialout", "message": {"number": "+12025550101"}})]
        VoiceDialout { number: PhoneNumber },
        /// The user is back at an app in the top bar that was shown before.
        #[rename("zaf.pane.activated")]
        #[sample({"key": "zaf.pane.activated"})]
        PaneActivated,
        /// The app in the top bar is shown no longer.
        #[rename("zaf.pane.deactivated")]
        #[sample({"key": "zaf.pane.deactivated"})]
        PaneDeactivated,
        /// A server has sent the app something, through Zendesk.
        #[prefix("zaf.api_notification.")]
        #[sample({"key": "zaf.api_notification.callEnded", "message": {
                  "body": {"callId": "c-1"}, "sender": {"id": 7}}})]
        ApiNotification {
            /// The name that the server gave it.
            #[remainder]
            event: String,
            #[personal]
            body: Option<Json>,
            /// The user who has sent it.
            #[personal]
            sender: Option<Json>,
        },
        /// An interface has answered.
        #[prefix("zaf.request:")]
        #[suffix(".done")]
        #[sample({"key": "zaf.request:7.done", "message": {"responseArgs": [
                  {"users": [{"id": 51, "name": "Ada Example"}]}, "success"]}})]
        RequestDone {
            #[id]
            #[remainder]
            request: String,
            /// What jQuery hands over; the package takes the first. That is what the interface has
            /// answered, or all of the response if the request has asked for that.
            #[personal]
            response_args: Vec<Json>,
        },
        /// An interface has refused, or wasn't reached.
        #[prefix("zaf.request:")]
        #[suffix(".fail")]
        #[sample({"key": "zaf.request:7.fail", "message": {"responseArgs": [
                  {"status": 404, "responseText": ""}, "error"]}})]
        RequestFail {
            #[id]
            #[remainder]
            request: String,
            /// The package takes the first: the response, with its `status` and `responseText`.
            #[personal]
            response_args: Vec<Json>,
        },
    }

    /// App → Zendesk.
    #[command(
        tag = "key",
        content = "message",
        each(
            /// From the address of the app's frame.
            #[beside]
            #[session]
            app_guid: String,
            /// Of the app's instance that it is about; the app's own guid stands for the app itself.
            #[beside]
            instance_guid: Option<String>,
        )
    )]
    #[only(App: Registered)]
    pub enum Note {
        /// The app is there: the first message.
        #[rename("iframe.handshake")]
        #[handshake(until = Registered)]
        #[moves(App: * => Loading)]
        #[sample({"key": "iframe.handshake", "message": {"version": "2.0.9"}, "appGuid": "a-7",
                  "instanceGuid": "a-7"})]
        Handshake {
            /// Of the package.
            version: String,
        },
        /// Subscribes to an event.
        #[prefix("iframe.on:")]
        #[sample({"key": "iframe.on:voice.dialout", "message": {"subscriberCount": 1},
                  "appGuid": "a-7", "instanceGuid": "a-7"})]
        On {
            /// Its name, without `zaf.`.
            #[remainder]
            event: String,
            /// How many listen to it in the app now: Zendesk subscribes at the first.
            subscriber_count: u32,
        },
        /// No longer listens to an event.
        #[prefix("iframe.off:")]
        #[sample({"key": "iframe.off:voice.dialout", "message": {"subscriberCount": 0},
                  "appGuid": "a-7", "instanceGuid": "a-7"})]
        Off {
            /// Its name, without `zaf.`.
            #[remainder]
            event: String,
            /// How many listen to it in the app still: Zendesk ends the subscription at 0.
            subscriber_count: u32,
        },
        /// Makes an event happen in the instance of the app that it names, or in all of them.
        #[prefix("iframe.trigger:")]
        Trigger {
            #[remainder]
            event: String,
            #[flatten]
            #[personal]
            data: Map<Json>,
        },
        /// Asks an interface of Zendesk's, or another one through Zendesk.
        // The package subscribes to both answers before it asks, and never gives up. Who asks here learns the
        // id with the ticket; an interface answers later than Zendesk reads the next message.
        #[prefix("request:")]
        #[reply(RequestDone, or = RequestFail)]
        #[sample({"key": "request:7", "message": {"url": "/api/v2/search.json?query=phone:12025550101"},
                  "appGuid": "a-7", "instanceGuid": "a-7"})]
        #[sample({"key": "request:8", "message": {"url": "/api/v2/users.json", "type": "POST",
                  "contentType": "application/json", "data": "{}", "httpCompleteResponse": true},
                  "appGuid": "a-7", "instanceGuid": "a-7"})]
        Request {
            #[id]
            #[remainder]
            request: String,
            /// A path of Zendesk's, or a whole address.
            #[personal]
            url: String,
            /// `GET` unless it says otherwise.
            #[rename("type")]
            method: Option<String>,
            content_type: Option<String>,
            /// What is sent: mostly text.
            #[personal]
            data: Option<Json>,
            #[personal]
            headers: Option<Map<String>>,
            /// Whether Zendesk puts the app's secret settings into it.
            secure: Option<bool>,
            /// Whether the answer is the whole response: `status`, `responseText`, `responseJSON`, …
            http_complete_response: Option<bool>,
            /// How the answer is read: `json`, …
            data_type: Option<String>,
            /// Whether a cached answer will do.
            cache: Option<bool>,
            /// Whether Zendesk tries again when it has asked too often.
            auto_retry: Option<bool>,
        },
    }

    /// App → Zendesk: properties and actions, by their paths.
    // The package waits for five seconds, but without end for `instances.create`. An error that is there
    // counts before a result.
    #[command(
        tag = "request",
        each(#[session] app_guid: String, instance_guid: Option<String>),
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error", decides = error),
        error = Failure
    )]
    #[only(App: Registered)]
    pub trait Ask {
        /// Reads properties: `currentUser`, `ticket.requester`, …
        #[within(ms = 5000)]
        #[sample(args = {"params": ["ticket.subject", "ticket.foo"], "appGuid": "a-7",
                 "instanceGuid": "a-7"}, result = {"errors": {"ticket.foo": {
                 "message": "ticket.foo unavailable"}}, "ticket.subject": "Printer"})]
        fn get(params: Vec<String>) -> Values;
        /// Sets properties.
        #[within(ms = 5000)]
        #[sample(args = {"params": {"iconSymbol": "ringing"}, "appGuid": "a-7"},
                 result = {"errors": {}, "iconSymbol": "ringing"})]
        fn set(#[personal] params: Map<Json>) -> Values;
        /// Does things, each with its arguments in order: `popover`, `resize`, `routeTo`, `notify`, …
        #[within(ms = 5000)]
        #[sample(args = {"params": {"routeTo": ["user", 51]}, "appGuid": "a-7"},
                 result = {"errors": {}, "routeTo": {}})]
        #[sample(args = {"params": {"popover": [{"width": 400, "height": 520}]}, "appGuid": "a-7"},
                 error = {"name": "Error", "message": "unavailable", "path": "popover"})]
        fn invoke(#[personal] params: Map<Vec<Json>>) -> Values;
    }

    /// What each path has, and under `errors` why some have nothing.
    #[data]
    #[personal]
    pub struct Values {
        errors: Option<Map<Problem>>,
        #[flatten]
        values: Map<Json>,
    }

    /// Why a request failed.
    // The package makes an error of an object with a name, and hands on what else there is.
    #[data(untagged)]
    pub enum Failure {
        Text(String),
        Whole(Problem),
    }

    /// An error.
    #[data]
    pub struct Problem {
        name: Option<String>,
        #[personal]
        message: Option<String>,
        /// What it is about.
        path: Option<String>,
    }

    /// The app, as it is installed.
    #[data]
    pub struct Metadata {
        app_id: Option<Id>,
        installation_id: Option<Id>,
        /// What the administrator has set; secret settings aside.
        #[personal]
        settings: Option<Map<Json>>,
    }

    /// Where the app is.
    #[data]
    pub struct Context {
        instance_guid: Option<String>,
        /// `support`, `chat`, `sell`.
        product: Option<String>,
        /// `top_bar`, `ticket_sidebar`, `background`, …
        location: Option<String>,
        account: Option<Account>,
        /// Beside a ticket.
        ticket_id: Option<Id>,
    }

    /// Whose Zendesk it is.
    #[data]
    pub struct Account {
        subdomain: Option<String>,
    }
}
