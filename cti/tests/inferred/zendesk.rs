/// Zendesk, as `cti infer` found it in a recording.
//
// The other side is https://acme.zendesk.com in window 1: 20 messages from there, 18 messages of
// the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://acme.zendesk.com.evil.example in window 1.
// - 1 message from null in window 1.
// - 1 message from http://acme.zendesk.com in window 1.
// - 1 message from https://acme.zendesk.com/ in window 1.
// - 1 message from https://acme.zendesk.com in window 4.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `ping`.
// - 1 message without a tag that the others have: `message`.
#[cti_runtime::protocol(vendor = "Zendesk", origins("https://acme.zendesk.com"))]
pub mod zendesk {
    /// Zendesk → page.
    #[event(
        envelope(object | text, tag = "key", content = "message"),
        prefix = "zaf."
    )]
    pub enum Event {
        /// Seen 1 time.
        #[rename("zaf.app.registered")]
        #[sample({"key": "zaf.app.registered", "message": {"metadata": {"appId": 1,
                  "installationId": 1, "settings": {"title": "example"}},
                  "context": {"instanceGuid": "a-1", "product": "support", "location": "top_bar",
                  "account": {"subdomain": "acme"}}}})]
        AppRegistered {
            #[personal]
            metadata: Map<Json>,
            context: Context,
        },
        /// Seen 2 times.
        #[rename("zaf.voice.dialout")]
        #[sample({"key": "zaf.voice.dialout", "message": {"number": "+12025550123"}})]
        VoiceDialout {
            // In 1 of 2.
            number: Option<PhoneNumber>,
            // In 1 of 2.
            phone: Option<PhoneNumber>,
        },
        /// Seen 1 time.
        #[rename("zaf.pane.activated")]
        #[sample({"key": "zaf.pane.activated"})]
        PaneActivated,
        /// Seen 1 time.
        #[rename("zaf.request:1.done")]
        #[sample({"key": "zaf.request:1.done",
                  "message": {"responseArgs": [{"results": [{"id": 12, "name": "Ada Example",
                  "phone": "+120255501231"}], "count": 1}, "success"]}})]
        Request1Done {
            // Only empty lists, or with different items.
            response_args: Vec<Json>,
        },
        /// Seen 1 time.
        #[rename("zaf.context.updated")]
        #[sample({"key": "zaf.context.updated", "message": {"instanceGuid": "a-1",
                  "product": "support", "location": "top_bar", "account": {"subdomain": "acme"}}})]
        ContextUpdated {
            instance_guid: String,
            product: String,
            location: String,
            account: Account,
        },
        /// Seen 1 time.
        #[rename("zaf.request:2.fail")]
        #[sample({"key": "zaf.request:2.fail", "message": {"responseArgs": [{"status": 123,
                  "responseText": "Some text."}, "error"]}})]
        Request2Fail {
            // Only empty lists, or with different items.
            response_args: Vec<Json>,
        },
        /// Seen 1 time.
        #[rename("zaf.api_notification.callEnded")]
        #[sample({"key": "zaf.api_notification.callEnded",
                  "message": {"body": {"caller": "Ada Example", "seconds": 20},
                  "sender": {"id": 7, "name": "Ada Example"}}})]
        ApiNotificationCallEnded {
            body: ApiNotificationCallEndedBody,
            sender: Sender,
        },
        /// Seen 1 time.
        #[rename("zaf.request:9.done")]
        #[sample({"key": "zaf.request:9.done", "message": {"responseArgs": []}})]
        Request9Done {
            // Only empty lists, or with different items.
            response_args: Vec<Json>,
        },
        /// Seen 1 time.
        #[rename("zaf.request:2.progress")]
        #[sample({"key": "zaf.request:2.progress", "message": {"percent": 50}})]
        Request2Progress { percent: u64 },
        /// Seen 1 time.
        #[rename("zaf.app.activated")]
        #[sample({"key": "zaf.app.activated"})]
        AppActivated,
    }

    /// Page → Zendesk.
    #[command(envelope(text, tag = "key", content = "message"))]
    pub enum Control {
        /// Seen 2 times.
        #[rename("iframe.on:voice.dialout")]
        #[sample({"key": "iframe.on:voice.dialout", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnVoiceDialout {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.handshake")]
        #[sample({"key": "iframe.handshake", "message": {"version": "1.2.3"}, "appGuid": "a-1",
                  "instanceGuid": "a-1"})]
        IframeHandshake {
            version: String,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:pane.activated")]
        #[sample({"key": "iframe.on:pane.activated", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnPaneActivated {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:api_notification.callEnded")]
        #[sample({"key": "iframe.on:api_notification.callEnded",
                  "message": {"subscriberCount": 1}, "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnApiNotificationCallEnded {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:request:1.done")]
        #[sample({"key": "iframe.on:request:1.done", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnRequest1Done {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:request:1.fail")]
        #[sample({"key": "iframe.on:request:1.fail", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnRequest1Fail {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("request:1")]
        #[reply(Request1Done)]
        #[sample({"key": "request:1", "message": {"url": "Some text."}, "appGuid": "a-1",
                  "instanceGuid": "a-1"})]
        Request1 {
            url: String,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.trigger:callEnded")]
        #[sample({"key": "iframe.trigger:callEnded", "message": {"number": "+120255501231",
                  "seconds": 20}, "appGuid": "a-1", "instanceGuid": "i-1"})]
        IframeTriggerCallEnded {
            number: PhoneNumber,
            seconds: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:request:2.done")]
        #[sample({"key": "iframe.on:request:2.done", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnRequest2Done {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.on:request:2.fail")]
        #[sample({"key": "iframe.on:request:2.fail", "message": {"subscriberCount": 1},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOnRequest2Fail {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("request:2")]
        #[sample({"key": "request:2", "message": {"url": "/api/v1/channels/voice/tickets.json",
                  "type": "POST", "contentType": "application/json", "data": "Some text.",
                  "httpCompleteResponse": true, "cache": false}, "appGuid": "a-1",
                  "instanceGuid": "a-1"})]
        Request2 {
            url: String,
            r#type: String,
            content_type: String,
            data: String,
            http_complete_response: bool,
            cache: bool,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
        /// Seen 1 time.
        #[rename("iframe.off:voice.dialout")]
        #[sample({"key": "iframe.off:voice.dialout", "message": {"subscriberCount": 0},
                  "appGuid": "a-1", "instanceGuid": "a-1"})]
        IframeOffVoiceDialout {
            subscriber_count: u64,
            #[beside]
            app_guid: String,
            #[beside]
            instance_guid: String,
        },
    }

    /// Page → Zendesk: what it asks.
    #[command(
        envelope(text, tag = "request"),
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = GetError
    )]
    pub trait Request {
        /// Seen 2 times.
        #[sample(args = {"params": ["ticket.subject"], "appGuid": "a-1", "instanceGuid": "a-1"})]
        #[sample(result = {"errors": {}, "currentUser": {"id": 7, "name": "Ada Example",
                  "email": "ada@example.com"}})]
        #[sample(error = {"name": "Example", "message": "Some text.", "path": "ticket.subject"})]
        fn get(params: Vec<String>, app_guid: String, instance_guid: String) -> GetResult;
        /// Seen 2 times.
        #[sample(args = {"params": {"routeTo": ["user", 51]}, "appGuid": "a-1",
                  "instanceGuid": "a-1"})]
        #[sample(result = {"errors": {}, "popover": {}})]
        fn invoke(params: Param, app_guid: String, instance_guid: String) -> InvokeResult;
        /// Seen 1 time.
        #[sample(args = {"params": {"iconSymbol": "calling"}, "appGuid": "a-1",
                  "instanceGuid": "a-1"})]
        #[sample(result = {"errors": {}, "iconSymbol": "calling"})]
        fn set(params: SetParam, app_guid: String, instance_guid: String) -> SetResult;
    }

    /// Seen 1 time, under `context`.
    #[data]
    pub struct Context {
        instance_guid: String,
        product: String,
        location: String,
        account: Account,
    }

    /// Seen 2 times, under `account`.
    #[data]
    pub struct Account {
        subdomain: String,
    }

    /// Seen 1 time, under `body`.
    #[data]
    pub struct ApiNotificationCallEndedBody {
        #[personal]
        caller: String,
        seconds: u64,
    }

    /// Seen 1 time, under `sender`.
    #[data]
    pub struct Sender {
        id: u64,
        #[personal]
        name: String,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct GetResult {
        #[personal]
        errors: Map<Json>,
        current_user: CurrentUser,
    }

    /// Seen 1 time, under `currentUser`.
    #[data]
    pub struct CurrentUser {
        id: u64,
        #[personal]
        name: String,
        #[personal]
        email: String,
    }

    /// Seen 1 time, under `error`.
    #[data]
    pub struct GetError {
        name: String,
        message: String,
        path: String,
    }

    /// Seen 2 times, under `param`.
    #[data]
    pub struct Param {
        // In 1 of 2.
        popover: Option<Vec<String>>,
        // In 1 of 2. Only empty lists, or with different items.
        route_to: Option<Vec<Json>>,
    }

    /// Seen 2 times, under `result`.
    #[data]
    pub struct InvokeResult {
        #[personal]
        errors: Map<Json>,
        // In 1 of 2.
        #[personal]
        popover: Option<Map<Json>>,
        // In 1 of 2.
        #[personal]
        route_to: Option<Map<Json>>,
    }

    /// Seen 1 time, under `param`.
    #[data]
    pub struct SetParam {
        icon_symbol: String,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct SetResult {
        #[personal]
        errors: Map<Json>,
        icon_symbol: String,
    }
}
