//! Desk Open CTI: functions with callbacks, in one page.

use cti_runtime::message::RequestId;
use cti_runtime::session::Return;
use cti_runtime::testing::run_in_page;
use cti_runtime::types::{Json, Query};
use cti_runtime::{
    Delivered, Gate, Millis, Peer, RequestError, SendError, Session, Signal, Vendor,
};
use cti_vendors::demo;
use cti_vendors::desk_open_cti::{
    AjaxConfig, AjaxError, DeskOpenCti, Dialling, Library, ListenerHandler, MethodHandler, Object,
    Page, Target, listener, method,
};
use cti_vendors::simulated::desk_open_cti::Phone;

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "ready",
    "interaction.cti.setSoftphoneHeight",
    "interaction.cti.setSoftphoneWidth",
    "interaction.cti.setSoftphoneHeight",
    "interaction.cti.enableClickToDial",
    "interaction.cti.setSoftphoneWidth",
    "interaction.cti.enableClickToDial",
];

const NUMBER: &str = "+1 202 555 0101";

/// An adapter and Desk, in one page.
struct Desk<A> {
    app: Session<DeskOpenCti>,
    crm: A,
    library: Session<DeskOpenCti, Vendor>,
    phone: Phone,
}

impl<A: ListenerHandler> Desk<A> {
    fn loading(crm: A) -> Self {
        Self {
            app: Session::in_page(),
            crm,
            library: Session::library(),
            phone: Phone::new(),
        }
    }

    fn loaded(crm: A) -> Self {
        let mut desk = Self::loading(crm);
        desk.phone.page_loads(desk.library.peer()).unwrap();
        desk.run();
        desk
    }

    #[track_caller]
    fn run(&mut self) {
        let Self {
            app,
            crm,
            library,
            phone,
        } = self;
        assert_eq!(
            run_in_page((app, crm), (library, phone), Millis(0)),
            [""; 0]
        );
    }

    /// Calls a function, and gives what its callback received.
    #[track_caller]
    fn call<M>(&mut self, call: M) -> Result<M::Ok, RequestError<M::Err>>
    where
        M: cti_runtime::Request<
                Direction = cti_vendors::desk_open_cti::Method,
                Answers = cti_vendors::desk_open_cti::Listener,
            >,
    {
        let ticket = self.app.peer().request(call).unwrap();
        self.run();
        self.app.peer().outcome(&ticket).expect("Desk has answered")
    }
}

/// Keeps what it hears.
#[derive(Default)]
struct Crm {
    clicks: Vec<listener::OnClickToDial>,
    focus: Vec<Page>,
}

impl ListenerHandler for Crm {
    fn on_click_to_dial(&mut self, click: listener::OnClickToDial, _: &mut Peer<DeskOpenCti>) {
        self.clicks.push(click);
    }
    fn on_focus(&mut self, focus: listener::OnFocus, _: &mut Peer<DeskOpenCti>) {
        self.focus.extend(focus.outcome);
    }
}

fn pop(object: Object, id: &str) -> method::ScreenPop {
    method::ScreenPop::new(id, Target::new(object))
}

fn refused<T>(why: &str) -> Result<T, RequestError<String>> {
    Err(RequestError::Refused(why.to_owned()))
}

#[test]
fn a_click_pops_the_screen() {
    let mut desk = Desk::loaded(demo::desk_open_cti::Crm::new());
    assert_eq!(desk.phone.size(), (420, 300));
    assert_eq!(desk.library.view().state(), Some(Dialling::On));

    desk.phone
        .agent_clicks(desk.library.peer(), NUMBER, Object::Customer, "4")
        .unwrap();
    desk.run();
    assert_eq!(desk.crm.dialled(), 1);
    assert_eq!(desk.phone.page().unwrap().object_name, "Ada Example");

    desk.phone
        .agent_clicks(desk.library.peer(), NUMBER, Object::Case, "404")
        .unwrap();
    desk.run();
    assert_eq!(desk.crm.dialled(), 1);
    assert_eq!(desk.crm.failure(), Some("Resource Object does not exist."));
}

#[test]
fn nothing_can_be_called_before_desk_is_ready() {
    let mut desk = Desk::loading(Crm::default());
    let refused_here = desk
        .app
        .peer()
        .request(method::IsVisible::new())
        .unwrap_err();
    assert_eq!(
        refused_here.to_string(),
        "out of turn: Library is Loading, and Ready is needed"
    );
    assert!(desk.app.poll_signal().is_none());
    assert!(
        desk.phone
            .agent_opens(desk.library.peer(), Object::Case, "1")
            .is_err()
    );

    desk.phone.page_loads(desk.library.peer()).unwrap();
    desk.run();
    assert_eq!(desk.app.view().state(), Some(Library::Ready));
    assert_eq!(desk.call(method::IsVisible::new()), Ok(true));
}

#[test]
fn the_softphones_place_is_set() {
    let mut desk = Desk::loaded(Crm::default());
    assert_eq!(desk.call(method::SetSoftphoneHeight::new(0)), Ok(true));
    assert_eq!(desk.call(method::SetSoftphoneWidth::new(640)), Ok(true));
    assert_eq!(desk.phone.size(), (640, 0));
    assert_eq!(desk.call(method::SetVisible::new(false)), Ok(true));
    assert_eq!(desk.call(method::IsVisible::new()), Ok(false));
    assert!(!desk.phone.is_shown());
}

#[test]
fn numbers_dial_only_while_click_to_dial_is_enabled() {
    let mut desk = Desk::loaded(Crm::default());
    assert!(
        desk.phone
            .agent_clicks(desk.library.peer(), NUMBER, Object::Case, "1")
            .is_err()
    );
    assert_eq!(desk.call(method::EnableClickToDial::new()), Ok(true));
    desk.phone
        .agent_clicks(desk.library.peer(), NUMBER, Object::Case, "1")
        .unwrap();
    desk.run();
    assert_eq!(desk.call(method::DisableClickToDial::new()), Ok(true));
    assert!(
        desk.phone
            .agent_clicks(desk.library.peer(), NUMBER, Object::Case, "1")
            .is_err()
    );
    desk.run();
    let dials: Vec<_> = desk
        .crm
        .clicks
        .iter()
        .map(|click| click.outcome.clone().unwrap())
        .collect();
    assert_eq!(dials.len(), 1);
    assert_eq!(
        (dials[0].object_id.as_str(), &dials[0].object),
        ("1", &Object::Case)
    );
}

#[test]
fn screens_are_popped_and_the_agents_page_is_known() {
    let mut desk = Desk::loaded(Crm::default());
    let unsupported = refused("This page is not supported.");
    assert_eq!(desk.call(method::GetPageInfo::new()), unsupported);
    assert_eq!(desk.call(pop(Object::Company, "2")), Ok(true));
    let page = desk.call(method::GetPageInfo::new()).unwrap();
    assert_eq!(page.object_name, "Example Ltd");
    assert_eq!(
        page.url.as_str(),
        "https://acme.desk.example/agent/company/2"
    );
    assert_eq!(desk.crm.focus, [page]);
    assert_eq!(
        desk.call(pop(Object::Company, "9")),
        refused("No such company.")
    );

    desk.phone.agent_leaves();
    let unsupported = refused("This page is not supported.");
    assert_eq!(desk.call(method::GetPageInfo::new()), unsupported);
}

#[test]
fn a_search_pops_a_single_customer_and_lists_the_rest() {
    let mut desk = Desk::loaded(Crm::default());
    let search = |text: &str, object| method::SearchAndScreenPop::new(text, Target::new(object));
    assert_eq!(desk.call(search("ada", Object::Customer)), Ok(true));
    assert_eq!(desk.phone.page().unwrap().object_name, "Ada Example");
    // Digits are compared, however the number is written.
    assert_eq!(
        desk.call(search("442079460101", Object::Customer)),
        Ok(true)
    );
    assert_eq!(desk.phone.page().unwrap().object_name, "Jo Example");
    // A phone case was made for each of the two.
    assert_eq!(desk.call(search("call of", Object::Case)), Ok(true));
    assert_eq!(desk.phone.page(), None);
    assert_eq!(
        desk.call(search("Zed", Object::Company)),
        refused("Nothing was found.")
    );
}

#[test]
fn the_agent_is_known() {
    let mut desk = Desk::loaded(Crm::default());
    let user = desk.call(method::GetUserInfo::new()).unwrap();
    assert_eq!(
        (user.user_id.as_str(), user.email.as_str()),
        ("17", "sam@example.com")
    );
    assert_eq!(user.profile_photo_url, None);
}

#[test]
fn requests_through_desk_have_an_error_of_their_own() {
    let mut desk = Desk::loaded(Crm::default());
    let change = Json::from_iter([("subject", "Order 7 has arrived")]);
    let config = AjaxConfig::new().method("PATCH").data(change);
    let changed = desk
        .call(method::Ajax::new("/api/v2/cases/1", config))
        .unwrap();
    assert_eq!((changed.status, changed.status_text.as_str()), (200, "OK"));
    let read = desk
        .call(method::Ajax::new("/api/v2/cases/1", AjaxConfig::new()))
        .unwrap();
    assert_eq!(read.data["subject"], "Order 7 has arrived");

    let missing = desk.call(method::Ajax::new("/api/v2/cases/404", AjaxConfig::new()));
    let Err(RequestError::Refused(AjaxError {
        status, message, ..
    })) = missing
    else {
        panic!("{missing:?}")
    };
    assert_eq!((status, message.as_str()), (Some(404), "Not found"));
}

#[test]
fn arguments_are_positional_and_a_query_is_a_string() {
    let mut desk = Desk::loaded(Crm::default());
    desk.app.peer().send(pop(Object::Case, "1")).unwrap();
    let Some(Signal::Request {
        name, arguments, ..
    }) = desk.app.poll_signal()
    else {
        panic!("no call")
    };
    assert_eq!(
        (&*name, &*arguments),
        ("interaction.screenPop", r#"["1","object=case"]"#)
    );
    assert_eq!(
        Query(Target::new(Object::Case)).to_query_string(),
        "object=case"
    );
}

#[test]
fn callbacks_find_their_calls_in_any_order() {
    let mut app = Session::<DeskOpenCti>::in_page();
    let ready = Signal::Fire {
        name: "ready".into(),
        body: "null".into(),
    };
    assert!(matches!(
        app.deliver(&ready, Millis(0)),
        Delivered::Message(..)
    ));
    let height = app
        .peer()
        .request(method::SetSoftphoneHeight::new(1))
        .unwrap();
    let visible = app.peer().request(method::IsVisible::new()).unwrap();
    let reply = |call: RequestId, body: &'static str| Signal::Reply {
        id: call.get(),
        body: body.into(),
    };

    let no = reply(visible.id(), r#"{"result":false}"#);
    let answered = app.deliver(&no, Millis(1));
    assert!(matches!(
        answered,
        Delivered::Answered {
            method: "interaction.isVisible",
            ..
        }
    ));
    // A callback that is called twice answers nothing, before and after the outcome is taken.
    let yes = reply(visible.id(), r#"{"result":true}"#);
    assert!(matches!(
        app.deliver(&yes, Millis(1)),
        Delivered::Refused(_)
    ));
    assert_eq!(app.peer().outcome(&visible), Some(Ok(false)));
    assert!(matches!(
        app.deliver(&yes, Millis(1)),
        Delivered::Refused(_)
    ));
    assert_eq!(app.peer().outcome(&height), None);

    // A failure is an error, whatever stands in `result`.
    let failed = reply(
        height.id(),
        r#"{"result":false,"error":"Height must be a number."}"#,
    );
    assert!(matches!(
        app.deliver(&failed, Millis(2)),
        Delivered::Answered { .. }
    ));
    assert_eq!(
        app.peer().outcome(&height),
        Some(refused("Height must be a number."))
    );
}

#[test]
fn a_callback_with_another_body_than_declared_drifts_on_both_ways() {
    let mut desk = Desk::loaded(Crm::default());
    let ticket = desk.app.peer().request(method::IsVisible::new()).unwrap();
    let reply = Signal::Reply {
        id: ticket.id().get(),
        body: r#"{"result":"yes"}"#.into(),
    };
    let Delivered::Drifted(drifted) = desk.app.deliver(&reply, Millis(1)) else {
        panic!("not drifted")
    };
    assert_eq!(
        (drifted.name(), drifted.raw()),
        ("interaction.isVisible", r#"{"result":"yes"}"#)
    );
    assert_eq!(drifted.location().path, "result");
    let outcome = desk.app.peer().outcome(&ticket);
    assert!(
        matches!(outcome, Some(Err(RequestError::Drifted(_)))),
        "{outcome:?}"
    );
}

#[test]
fn a_callback_after_the_deadline_is_refused() {
    let mut desk = Desk::loaded(Crm::default());
    let ticket = desk
        .app
        .peer()
        .request_within(method::IsVisible::new(), Millis(50))
        .unwrap();
    desk.app.tick(Millis(50));
    let reply = Signal::Reply {
        id: ticket.id().get(),
        body: r#"{"result":true}"#.into(),
    };
    let Delivered::Refused(refusal) = desk.app.deliver(&reply, Millis(60)) else {
        panic!("not refused")
    };
    assert_eq!(refusal.gate(), Gate::NotOurs);
    assert_eq!(
        desk.app.peer().outcome(&ticket),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn a_reload_gives_up_what_waits_and_desk_loads_again() {
    let mut desk = Desk::loaded(demo::desk_open_cti::Crm::new());
    let ticket = desk.app.peer().request(method::IsVisible::new()).unwrap();
    desk.app.reload();
    assert_eq!(
        desk.app.peer().outcome(&ticket),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(desk.app.view().state(), Some(Library::Loading));
    assert!(desk.app.poll_signal().is_none());

    desk.library.reload();
    desk.phone = Phone::new();
    desk.phone.page_loads(desk.library.peer()).unwrap();
    desk.run();
    assert_eq!(desk.phone.size(), (420, 300));
}

#[test]
fn a_session_that_joins_late_may_call_before_it_has_seen_ready() {
    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    app.peer().request(method::IsVisible::new()).unwrap();
    assert!(app.poll_signal().is_some());
}

/// Knows only some of the functions.
#[derive(Default)]
struct Partial {
    asked: Option<RequestId>,
}

impl MethodHandler for Partial {
    fn is_visible(
        &mut self,
        _: method::IsVisible,
        adapter: &mut Peer<DeskOpenCti, Vendor>,
    ) -> Return<bool, String> {
        self.asked = adapter.current_request();
        Return::Later
    }
}

#[test]
fn an_answer_may_come_later_and_a_missing_function_says_so() {
    let mut app = Session::<DeskOpenCti>::in_page();
    let mut library = Session::<DeskOpenCti, Vendor>::library();
    let (mut crm, mut partial) = (Crm::default(), Partial::default());
    library.peer().send(listener::Ready::new()).unwrap();
    assert_eq!(
        run_in_page(
            (&mut app, &mut crm),
            (&mut library, &mut partial),
            Millis(0)
        ),
        [""; 0]
    );

    let visible = app.peer().request(method::IsVisible::new()).unwrap();
    let width = app
        .peer()
        .request(method::SetSoftphoneWidth::new(1))
        .unwrap();
    run_in_page(
        (&mut app, &mut crm),
        (&mut library, &mut partial),
        Millis(1),
    );
    assert_eq!(app.peer().outcome(&visible), None);
    assert_eq!(
        app.peer().outcome(&width),
        Some(Err(RequestError::Missing(
            "interaction.cti.setSoftphoneWidth"
        )))
    );
    assert_eq!(
        library.view().ignored().collect::<Vec<_>>(),
        [("interaction.cti.setSoftphoneWidth", 1)]
    );

    let call = partial.asked.unwrap();
    library
        .peer()
        .answer::<method::IsVisible>(call, &Ok(true))
        .unwrap();
    run_in_page(
        (&mut app, &mut crm),
        (&mut library, &mut partial),
        Millis(2),
    );
    assert_eq!(app.peer().outcome(&visible), Some(Ok(true)));
}

#[test]
fn a_side_does_not_take_its_own_signals() {
    let mut app = Session::<DeskOpenCti>::in_page();
    let own = Signal::Request {
        id: 1,
        name: "interaction.isVisible".into(),
        arguments: "[]".into(),
    };
    let Delivered::Refused(refusal) = app.deliver(&own, Millis(0)) else {
        panic!("not refused")
    };
    assert_eq!(refusal.gate(), Gate::NotOurs);
    let mut app = Session::<DeskOpenCti>::in_page();
    assert!(matches!(
        app.peer().send(method::IsVisible::new()),
        Err(SendError::OutOfTurn(_))
    ));
}

/// A tool that watches both ends knows a reply for one, also of a call whose arguments drifted.
#[test]
fn a_call_that_was_observed_has_its_reply_known() {
    for (arguments, is_as_declared) in [("[300]", true), ("[true]", false)] {
        let mut app = Session::<DeskOpenCti>::in_page().joining_late();
        let call = Signal::Request {
            id: 7,
            name: "interaction.cti.setSoftphoneHeight".into(),
            arguments: arguments.into(),
        };
        let observed = app.observe_signal(&call, Millis(0));
        assert_eq!(
            matches!(observed, Delivered::Message(..)),
            is_as_declared,
            "{observed:?}"
        );
        let reply = Signal::Reply {
            id: 7,
            body: r#"{"result":true}"#.into(),
        };
        let delivered = app.deliver(&reply, Millis(1));
        assert!(
            matches!(delivered, Delivered::Answered { request, method: "interaction.cti.setSoftphoneHeight" } if request.get() == 7),
            "{delivered:?}"
        );
        let again = app.deliver(&reply, Millis(2));
        assert!(matches!(again, Delivered::Refused(_)), "{again:?}");
    }
}

/// Adapters written against Desk's library pass numbers for ids, and what an input field says for sizes.
#[test]
fn numbers_for_ids_and_texts_for_sizes_are_read() {
    let call = |name: &'static str, arguments: &'static str| {
        let mut desk = Desk::loaded(Crm::default());
        let call = Signal::Request {
            id: 70,
            name: name.into(),
            arguments: arguments.into(),
        };
        match desk.library.deliver(&call, Millis(0)) {
            Delivered::Message(called, order) => {
                called.dispatch(&mut desk.phone, desk.library.handling(&order));
            }
            other => panic!("{other:?}"),
        }
        let mut body = None;
        while let Some(signal) = desk.library.poll_signal() {
            if let Signal::Reply { body: answer, .. } = signal {
                body = Some(answer.into_owned());
            }
        }
        (body.unwrap(), desk.phone)
    };
    let (height, width) = (
        "interaction.cti.setSoftphoneHeight",
        "interaction.cti.setSoftphoneWidth",
    );
    for size in ["[300]", "[\"300\"]", "[\" 300 \"]"] {
        let (body, phone) = call(height, size);
        assert_eq!((&*body, phone.size()), (r#"{"result":true}"#, (0, 300)));
        assert_eq!(call(width, size).1.size(), (300, 0));
    }
    for size in ["[\"tall\"]", "[\"\"]", "[\"-1\"]", "[\"300px\"]"] {
        let (body, phone) = call(height, size);
        assert_eq!(
            (&*body, phone.size()),
            (
                r#"{"result":null,"error":"Height must be a number."}"#,
                (0, 0)
            )
        );
    }
    for id in [r#"[1,"object=case"]"#, r#"["1","object=case"]"#] {
        let (body, phone) = call("interaction.screenPop", id);
        assert_eq!(body, r#"{"result":true}"#);
        assert_eq!(phone.page().unwrap().object_name, "Order 7 is late");
    }
}
