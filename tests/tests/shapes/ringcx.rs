//! RingCX's embeddable agent, from its vendor's documents: what it tells stands in the payload of an outer
//! message, and what it asks is answered by another one.
//!
//! Sources: `call-events.md`, `message-transport.md` and `api.md` in the `docs` of
//! <https://github.com/ringcentral/engage-voice-embeddable>.

use cti_runtime::session::Return;
use cti_runtime::types::Map;
use cti_runtime::{Peer, Vendor};

use crate::wire::Conversation;

/// RingCX's agent in an iframe of our page.
#[cti_runtime::protocol(
    vendor = "RingCentral",
    origins("https://cdn.labs.ringcentral.com"),
    envelope(object, tag = "type"),
    frame(src = "https://cdn.labs.ringcentral.com/ringcx-embeddable/1.0.0/app.html"),
    rename_all_fields = "camelCase"
)]
pub mod ringcx {
    /// The only message without a payload.
    #[event]
    pub enum Notice {
        #[rename("rc-ev-init")]
        Init,
    }

    /// The documents name the calls' fields nowhere, so a call is any object.
    #[event(
        prefix = "rc-ev-",
        envelope(tag = "payload.type", constants(type = "MessageTransport-push"))
    )]
    pub enum Push {
        #[sample({ type: "MessageTransport-push", payload: { type: "rc-ev-ringCall", call: { ani: "+12025550123" } } })]
        RingCall {
            call: Call,
        },
        NewCall {
            call: Call,
        },
        EndCall {
            call: Call,
        },
        SipRingCall,
        SipEndCall,
        SipRegistered,
        SipUnregistered,
        SipUnstable,
        SipFailed,
        LoadLeads {
            leads: Vec<Call>,
        },
        CallLead {
            lead: Call,
            destination: PhoneNumber,
        },
        ManualPassLead {
            lead: Call,
            disposition_id: Option<Id>,
            #[personal]
            notes: Option<String>,
            callback: Option<bool>,
            callback_time: Option<Json>,
        },
    }

    /// What is asked stands under `data`, which is a list or an object.
    #[event(
        prefix = "rc-ev-",
        envelope(constants(type = "MessageTransport-request")),
        tag = "payload.requestType",
        id = "requestId",
        answer(id = "requestId", ok = "result", error = "error", constants(type = "MessageTransport-response")),
        error = Json
    )]
    pub trait Request {
        #[sample(args = { data: { call: {} } }, result = "ok")]
        fn log_call(data: Call) -> String;
        #[sample(args = { data: [{ phoneNumber: "+12025550123" }] }, result = { "+12025550123": [{ id: 7, type: "Acme", name: "Ada" }] })]
        fn match_contacts(data: Vec<ContactQuery>) -> Map<Vec<Contact>>;
        fn match_call_logs(data: Vec<Id>) -> Map<Vec<Json>>;
        fn view_lead(data: Call);
    }

    /// The same outer message in the other direction.
    #[command(
        prefix = "rc-ev-",
        envelope(tag = "payload.type", constants(type = "MessageTransport-push"))
    )]
    pub enum Tell {
        #[sample({ type: "MessageTransport-push", payload: { type: "rc-ev-clickToDial", phoneNumber: "+12025550123" } })]
        ClickToDial {
            phone_number: PhoneNumber,
        },
        Register {
            service: Service,
        },
    }

    #[data]
    pub struct Service {
        name: String,
        call_logger_enabled: Option<bool>,
        contact_matcher_enabled: Option<bool>,
        call_log_matcher_enabled: Option<bool>,
        lead_viewer_enabled: Option<bool>,
    }

    #[data]
    #[personal]
    pub struct Call(Map<Json>);

    #[data]
    pub struct ContactQuery {
        phone_number: PhoneNumber,
    }

    #[data]
    pub struct Contact {
        id: Id,
        #[rename("type")]
        kind: String,
        #[personal]
        name: String,
    }
}

use ringcx::{
    Call, Contact, ContactQuery, NoticeHandler, PushHandler, RequestHandler, Ringcx, Service,
    TellHandler, notice, push, request, tell,
};

#[derive(Default)]
struct Crm(usize);

impl NoticeHandler for Crm {
    fn init(&mut self, _: notice::Init, agent: &mut Peer<Ringcx>) {
        let service = Service::new("Acme").contact_matcher_enabled(true);
        agent.send(tell::Register::new(service)).unwrap();
        agent.send(tell::ClickToDial::new("+12025550123")).unwrap();
    }
}

impl PushHandler for Crm {
    fn ring_call(&mut self, _: push::RingCall, _: &mut Peer<Ringcx>) {
        self.0 += 1;
    }
}

impl RequestHandler for Crm {
    fn match_contacts(
        &mut self,
        asked: request::MatchContacts,
        _: &mut Peer<Ringcx>,
    ) -> Return<Map<Vec<Contact>>, cti_runtime::types::Json> {
        let contact = |of: &ContactQuery| {
            let number = of.phone_number.to_string();
            (number, vec![Contact::new(7_u64, "Acme", "Ada")])
        };
        Ok(asked.data.iter().map(contact).collect()).into()
    }
}

struct Agent;

impl TellHandler for Agent {
    fn click_to_dial(&mut self, _: tell::ClickToDial, page: &mut Peer<Ringcx, Vendor>) {
        page.send(push::RingCall::new(Call(Map::new()))).unwrap();
        let query = ContactQuery::new("+1202");
        page.request(request::MatchContacts::new(vec![query]))
            .unwrap();
    }
}

#[test]
fn an_agent_dials_and_looks_a_contact_up() {
    let origin = "https://cdn.labs.ringcentral.com";
    let mut ringcx: Conversation<Ringcx, _, _> = Conversation::new(origin, Crm::default(), Agent);
    ringcx.vendor.peer().send(notice::Init::new()).unwrap();
    assert_eq!(
        ringcx.posted(),
        [
            r#"← {"type":"rc-ev-init"}"#,
            r#"→ {"type":"MessageTransport-push","payload":{"type":"rc-ev-register","service":{"name":"Acme","contactMatcherEnabled":true}}}"#,
            r#"→ {"type":"MessageTransport-push","payload":{"type":"rc-ev-clickToDial","phoneNumber":"+12025550123"}}"#,
            r#"← {"type":"MessageTransport-push","payload":{"type":"rc-ev-ringCall","call":{}}}"#,
            r#"← {"type":"MessageTransport-request","payload":{"requestType":"rc-ev-matchContacts","data":[{"phoneNumber":"+1202"}]},"requestId":"1"}"#,
            r#"→ {"type":"MessageTransport-response","requestId":"1","result":{"+1202":[{"id":7,"type":"Acme","name":"Ada"}]}}"#,
        ]
    );
    assert_eq!(ringcx.crm.0, 1);
}
