//! Salesforce Open CTI: functions that are given one object, and answer by a flag.

use cti_runtime::testing::run_in_page;
use cti_runtime::{Delivered, Millis, Peer, RequestError, Session, Signal, Turn, Vendor};
use cti_vendors::demo;
use cti_vendors::salesforce_open_cti::{
    AppView, CallType, Dialling, Listener, ListenerHandler, NewRecord, Problem, Record,
    RecordPlace, SalesforceOpenCti, Target, listener, method,
};
use cti_vendors::simulated::salesforce_open_cti::Phone;

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "setSoftphonePanelHeight",
    "setSoftphonePanelWidth",
    "setSoftphonePanelHeight",
    "enableClickToDial",
    "setSoftphonePanelWidth",
    "enableClickToDial",
];

const NUMBER: &str = "+1 202 555 0101";

/// A softphone and Salesforce, in one page.
struct Lightning<A> {
    app: Session<SalesforceOpenCti>,
    crm: A,
    library: Session<SalesforceOpenCti, Vendor>,
    phone: Phone,
}

impl<A: ListenerHandler> Lightning<A> {
    fn new(crm: A) -> Self {
        Self {
            app: Session::in_page(),
            crm,
            library: Session::library(),
            phone: Phone::new(),
        }
    }

    #[track_caller]
    fn run(&mut self) {
        let Self {
            app,
            crm,
            library,
            phone,
        } = self;
        let refused = run_in_page((app, crm), (library, phone), Millis(0));
        assert_eq!(refused, [""; 0]);
    }

    /// Calls a function, and gives what its callback received.
    #[track_caller]
    fn call<M>(&mut self, call: M) -> Result<M::Ok, RequestError<M::Err>>
    where
        M: cti_runtime::Request<
                Direction = cti_vendors::salesforce_open_cti::Method,
                Answers = Listener,
            >,
    {
        let ticket = self.app.peer().request(call).unwrap();
        self.run();
        self.app
            .peer()
            .outcome(&ticket)
            .expect("Salesforce has answered")
    }
}

/// Keeps what it hears.
#[derive(Default)]
struct Crm {
    views: Vec<AppView>,
}

impl ListenerHandler for Crm {
    fn on_navigation_change(
        &mut self,
        change: listener::OnNavigationChange,
        _: &mut Peer<SalesforceOpenCti>,
    ) {
        self.views.push(change.0);
    }
}

fn refused<T>(why: &str) -> Result<T, RequestError<Vec<Problem>>> {
    Err(RequestError::Refused(vec![why.into()]))
}

#[test]
fn a_click_pops_the_screen_and_a_call_is_saved() {
    let mut lightning = Lightning::new(demo::salesforce_open_cti::Crm::new());
    lightning.crm.open(lightning.app.peer()).unwrap();
    lightning.run();
    assert_eq!(lightning.phone.size(), (420, 400));
    assert_eq!(lightning.library.view().state(), Some(Dialling::On));
    lightning
        .phone
        .agent_clicks(lightning.library.peer(), NUMBER, "003-1")
        .unwrap();
    lightning.run();
    assert_eq!(lightning.crm.dialled(), 1);
    let page = lightning.phone.page().unwrap();
    assert_eq!(page.record_name.as_deref(), Some("Ada Example"));
    assert_eq!(lightning.crm.contact(), Some("003-1"));
    lightning.crm.ends("Call", lightning.app.peer()).unwrap();
    lightning.run();
    assert_eq!(lightning.phone.count("Task"), 1);
}

#[test]
fn who_calls_is_found_and_shown() {
    let mut lightning = Lightning::new(demo::salesforce_open_cti::Crm::new());
    let number = "442079460101".into();
    lightning.crm.rings(&number, lightning.app.peer()).unwrap();
    lightning.run();
    assert_eq!(lightning.crm.contact(), Some("003-2"));
}

#[test]
fn a_deferred_search_shows_nothing_until_it_is_asked_to() {
    let mut lightning = Lightning::new(Crm::default());
    let search = method::SearchAndScreenPop::new()
        .search_params("ada")
        .call_type(CallType::Inbound)
        .deferred(true);
    let found = lightning.call(search).unwrap();
    assert!(found.records.contains_key("003-1"));
    assert_eq!(lightning.phone.page(), None);
    let target = found.screen_pop_data.unwrap();
    assert_eq!(lightning.call(method::ScreenPop::new(target)), Ok(()));
    assert_eq!(lightning.crm.views.len(), 1);
    let short = method::SearchAndScreenPop::new().search_params("ad");
    assert_eq!(
        lightning.call(short),
        refused("At least three characters are needed.")
    );
}

#[test]
fn records_are_made_and_changed() {
    let mut lightning = Lightning::new(Crm::default());
    let mut lead = Record::new().entity_api_name("Lead");
    lead.fields.insert("LastName".to_owned(), "Example".into());
    let made = lightning.call(method::SaveLog::new(lead)).unwrap();
    let again = Record::new().id(&*made.record_id);
    let changed = lightning.call(method::SaveLog::new(again)).unwrap();
    assert_eq!(changed.record_id, made.record_id);
    let nothing = method::SaveLog::new(Record::new());
    let why = "Either `Id` or `entityApiName` is needed.";
    assert_eq!(lightning.call(nothing), refused(why));
    let apex = method::RunApex::new("Records", "count", "type=Lead");
    let counted = lightning.call(apex).unwrap();
    assert_eq!(counted.run_apex, Some("1".into()));
}

#[test]
fn the_softphones_place_is_set() {
    let mut lightning = Lightning::new(Crm::default());
    let height = method::SetSoftphonePanelHeight::new(100);
    let why = "A number from 240 through 2560 is needed.";
    assert_eq!(lightning.call(height), refused(why));
    let label = method::SetSoftphonePanelLabel::new("Acme Phone");
    lightning.call(label).unwrap();
    assert_eq!(lightning.phone.label(), Some("Acme Phone"));
    let hide = method::SetSoftphonePanelVisibility::new(false);
    assert_eq!(lightning.call(hide), Ok(()));
    let shown = lightning.call(method::IsSoftphonePanelVisible::new());
    assert!(!shown.unwrap().visible);
    assert!(!lightning.phone.is_shown());
}

#[test]
fn numbers_dial_only_while_click_to_dial_is_enabled() {
    let mut lightning = Lightning::new(Crm::default());
    let click = |lightning: &mut Lightning<Crm>| {
        let library = lightning.library.peer();
        lightning.phone.agent_clicks(library, NUMBER, "003-1")
    };
    assert!(click(&mut lightning).is_err());
    lightning.call(method::EnableClickToDial::new()).unwrap();
    click(&mut lightning).unwrap();
    lightning.run();
    lightning.call(method::DisableClickToDial::new()).unwrap();
    assert!(click(&mut lightning).is_err());
}

#[test]
fn what_the_agent_looks_at_is_told_and_can_be_asked() {
    let mut lightning = Lightning::new(Crm::default());
    lightning
        .phone
        .agent_opens(lightning.library.peer(), "001-1")
        .unwrap();
    let view = lightning.call(method::GetAppViewInfo::new()).unwrap();
    assert_eq!(view.object_type.as_deref(), Some("Account"));
    assert_eq!(lightning.crm.views, [view]);
    lightning
        .phone
        .agent_leaves(lightning.library.peer())
        .unwrap();
    let view = lightning.call(method::GetAppViewInfo::new()).unwrap();
    assert_eq!(view.record_id, None);
}

#[test]
fn arguments_are_members_of_one_object() {
    let mut app = Session::<SalesforceOpenCti>::in_page();
    let called = |app: &mut Session<SalesforceOpenCti>| match app.poll_signal() {
        Some(Signal::Request {
            name, arguments, ..
        }) => (name.into_owned(), arguments.into_owned()),
        other => panic!("not called: {other:?}"),
    };
    let peer = app.peer();
    peer.send(method::SetSoftphonePanelHeight::new(400))
        .unwrap();
    let record = Target::sobject(RecordPlace::new("003-1"));
    peer.send(method::ScreenPop::new(record)).unwrap();
    let form = Target::new_record_modal(NewRecord::new("Lead"));
    peer.send(method::ScreenPop::new(form)).unwrap();
    peer.send(method::NotifyInitializationComplete::new())
        .unwrap();
    let calls: Vec<_> = (0..4).map(|_| called(&mut app)).collect();
    let calls: Vec<_> = calls.iter().map(|(name, of)| (&**name, &**of)).collect();
    assert_eq!(
        calls,
        [
            ("setSoftphonePanelHeight", r#"{"heightPX":400}"#),
            (
                "screenPop",
                r#"{"type":"sobject","params":{"recordId":"003-1"}}"#
            ),
            (
                "screenPop",
                r#"{"type":"newRecord","params":{"entityName":"Lead"}}"#
            ),
            ("notifyInitializationComplete", "{}"),
        ]
    );
}

#[test]
fn errors_are_texts_or_objects() {
    for (errors, problems) in [
        (r#"["No such record."]"#, vec!["No such record.".into()]),
        (
            r#"[{"code":7}]"#,
            vec![Problem::Whole([("code".to_owned(), 7.into())].into())],
        ),
    ] {
        let mut app = Session::<SalesforceOpenCti>::in_page();
        let ticket = app.peer().request(method::GetAppViewInfo::new()).unwrap();
        let body = format!(r#"{{"success":false,"returnValue":null,"errors":{errors}}}"#);
        let id = ticket.id().get();
        let reply = Signal::Reply {
            id,
            body: body.into(),
        };
        let answered = app.deliver(&reply, Millis(0));
        assert!(
            matches!(answered, Delivered::Answered { .. }),
            "{answered:?}"
        );
        assert_eq!(
            app.peer().outcome(&ticket),
            Some(Err(RequestError::Refused(problems)))
        );
    }
}

/// Numbers are texts, or numbers as the document says; names stay out of logs.
#[test]
fn clicks_are_read_and_masked() {
    for number in [r#""+12025550101""#, "12025550101"] {
        let mut app = Session::<SalesforceOpenCti>::in_page();
        app.peer().send(method::EnableClickToDial::new()).unwrap();
        let body = format!(r#"{{"number":{number},"recordName":"Ada Example"}}"#);
        let fired = Signal::Fire {
            name: "onClickToDial".into(),
            body: body.into(),
        };
        let Delivered::Message(message, order) = app.deliver(&fired, Millis(0)) else {
            panic!("not delivered")
        };
        assert_eq!(order.turn(), Turn::InTurn);
        let shown = format!("{message:?}");
        assert!(!shown.contains("Ada") && !shown.contains("555"), "{shown}");
        let Listener::OnClickToDial(click) = message else {
            panic!("{message:?}")
        };
        assert_eq!(click.0.number, NUMBER.into());
    }
}
