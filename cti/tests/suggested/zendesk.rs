#[cti_runtime::protocol(
    vendor="Zendesk",
    origins("https://*.zendesk.com"),
    envelope(text | object),
    frame(inside),
)]
pub mod zendesk {
    #[states]
     enum App {
        Loading,
        Registered,
    }
    #[event(tag = "key" , content = "message" , each(#[doc = " Of the app's instance that it is for, if that isn't the app's own."]
    #[beside]
    instance_guid: Option < String >,))]
    pub enum Happened {
        #[rename("zaf.app.registered")] #[moves(App: * => Registered)] Registered {
            metadata: Option < Metadata >,
            context: Option < Context >,
        },
        #[rename("zaf.app.activated")] Activated,
        #[rename("zaf.app.deactivated")] Deactivated,
        #[rename("zaf.context.updated")] ContextUpdated(Context),
        #[rename("zaf.voice.dialout")] VoiceDialout {
        number: Option<PhoneNumber>,
        phone: Option<PhoneNumber>,
        },
        #[rename("zaf.pane.activated")] PaneActivated,
        #[rename("zaf.pane.deactivated")] PaneDeactivated,
        #[prefix("zaf.api_notification.")] ApiNotification {
            #[remainder] event: String,
            #[personal] body: Option < Json >,
            #[personal] sender: Option < Json >,
        },
        #[prefix("zaf.request:")] #[suffix(".done")] RequestDone {
            #[id] #[remainder] request: String,
            #[personal] response_args: Vec < Json >,
        },
        #[prefix("zaf.request:")] #[suffix(".fail")] RequestFail {
            #[id] #[remainder] request: String,
            #[personal] response_args: Vec < Json >,
        },
    }
    #[command(tag = "key" , content = "message" , each(#[doc = " From the address of the app's frame."]
    #[beside]
    #[session]
    app_guid: String , #[doc = " Of the app's instance that it is about; the app's own guid stands for the app itself."]
    #[beside]
    instance_guid: Option < String >,))]
    #[only(App: Registered)]
    pub enum Note {
        #[rename("iframe.handshake")] #[handshake(until = Registered)] #[moves(App: * => Loading)] Handshake {
            version: String,
        },
        #[prefix("iframe.on:")] On {
            #[remainder] event: String,
            subscriber_count: u32,
        },
        #[prefix("iframe.off:")] Off {
            #[remainder] event: String,
            subscriber_count: u32,
        },
        #[prefix("iframe.trigger:")] Trigger {
            #[remainder] event: String,
            #[flatten] #[personal] data: Map < Json >,
        },
        #[prefix("request:")] #[reply(RequestDone , or = RequestFail)] Request {
            #[id] #[remainder] request: String,
            #[personal] url: String,
            #[rename("type")] method: Option < String >,
            content_type: Option < String >,
            #[personal] data: Option < Json >,
            #[personal] headers: Option < Map < String > >,
            secure: Option < bool >,
            http_complete_response: Option < bool >,
            data_type: Option < String >,
            cache: Option < bool >,
            auto_retry: Option < bool >,
        },
    }
    #[command(tag = "request" , each(#[session]
    app_guid: String , instance_guid: Option < String >) , id = "id" , ids = number , answer(id = "id" , ok = "result" , error = "error" , decides = error) , error = Failure)]
    #[only(App: Registered)]
    pub trait Ask {
        #[within(ms = 5000)] fn get(params: Vec < String >) -> Values;
        #[within(ms = 5000)] fn set(#[personal] params: Map < Json >) -> Values;
        #[within(ms = 5000)] fn invoke(#[personal] params: Map < Vec < Json > >) -> Values;
    }
    #[data]
    #[personal]
    pub struct Values {
        errors: Option < Map < Problem > >,
        #[flatten] values: Map < Json >,
    }
    #[data(untagged)]
    pub enum Failure {
        Text(String),
        Whole(Problem),
    }
    #[data]
    pub struct Problem {
        name: Option < String >,
        #[personal] message: Option < String >,
        path: Option < String >,
    }
    #[data]
    pub struct Metadata {
        app_id: Option < Id >,
        installation_id: Option < Id >,
        #[personal] settings: Option < Map < Json > >,
    }
    #[data]
    pub struct Context {
        instance_guid: Option < String >,
        product: Option < String >,
        location: Option < String >,
        account: Option < Account >,
        ticket_id: Option < Id >,
    }
    #[data]
    pub struct Account {
        subdomain: Option < String >,
    }
}
