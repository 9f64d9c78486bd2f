//! How connections are opened.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use cti_runtime::protocol::{Library, Side, Window};
use cti_runtime::session::Dispatch;
use cti_runtime::session::Untyped;
use cti_runtime::{App, Protocol, Session, Vendor};
use js_sys::Object;

use crate::attach::{self, Attached};
use crate::browser::{self, Target};
use crate::convert;
use crate::events::{self, Events};
use crate::frame::{self, Forms, Frame};
use crate::message_sink::{ToHandler, ToStream};
use crate::provide::{self, ProvidedLibrary};
use crate::shared::Shared;
use crate::transport::{MessageSink, OTHER};
use crate::{Connection, OpenError, Place, Remote};

/// Connects a session to a window, and its messages to a handler.
///
/// The session is one of either side: [`Session::new`] for an application,
/// [`Session::serve`] for a simulated vendor. It listens to the window at this place and to no other.
///
/// # Errors
/// If there is no such window.
///
/// ```no_run
/// use cti_runtime::{App, OriginPolicy, Peer, Session, Source};
/// use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
/// use cti_web::{Connection, NotSent, OpenError, Place};
///
/// struct Crm;
///
/// impl EventHandler for Crm {
///     fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
///         web_sys::console::log_1(&format!("screen pop for call {}", call.id).into());
///     }
/// }
///
/// type Talk = Connection<LeaddeskTalk, App, Crm>; // to be kept as long as Talk is on the page
///
/// fn start(frame: &web_sys::HtmlIFrameElement) -> Result<Talk, OpenError> {
///     let session = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
///     cti_web::connect(session, Place::frame(frame), Crm)
/// }
///
/// fn clicked(talk: &Talk, number: &str) -> Result<(), NotSent> {
///     talk.send(command::Call::new(number, true))
/// }
/// ```
pub fn connect<P, S, H>(
    session: Session<P, S>,
    place: Place,
    handler: H,
) -> Result<Connection<P, S, H>, OpenError>
where
    P: Protocol<Transport = Window>,
    S: Side<P>,
    S::In: Dispatch<H, P, S>,
    H: 'static,
{
    connect_with(session, place, |_| handler)
}

/// Connects a session to a window, and its messages to a handler that is made with the way back.
///
/// # Errors
/// As [`connect`].
pub fn connect_with<P, S, H>(
    session: Session<P, S>,
    place: Place,
    handler: impl FnOnce(&Remote<P, S>) -> H,
) -> Result<Connection<P, S, H>, OpenError>
where
    P: Protocol<Transport = Window>,
    S: Side<P>,
    S::In: Dispatch<H, P, S>,
    H: 'static,
{
    let forms = forms::<P, S>();
    let shared = open_window(session.untyped(), place, forms)?;
    let connection = connected(Rc::clone(&shared), handler);
    listen(&shared);
    Ok(connection)
}

/// Connects a session to a window, and its messages to a stream.
///
/// # Errors
/// As [`connect`].
///
/// ```no_run
/// use cti_runtime::{OriginPolicy, Session, Source};
/// use cti_vendors::cloudtalk::{Cloudtalk, Event};
/// use cti_web::{Incoming, Place};
///
/// async fn follow(frame: web_sys::HtmlIFrameElement) -> Result<(), cti_web::OpenError> {
///     let session = Session::<Cloudtalk>::new(OriginPolicy::declared::<Cloudtalk>(), Source(1));
///     let (_phone, mut events) = cti_web::connect_stream(session, Place::frame(&frame))?;
///     while let Some(incoming) = events.next().await {
///         if let Incoming::Message(Event::Ringing(call), _) = incoming {
///             web_sys::console::log_1(&format!("call {} rings", call.call_uuid).into());
///         }
///     }
///     Ok(())
/// }
/// ```
#[expect(clippy::type_complexity, reason = "a pair of two named types")]
pub fn connect_stream<P, S>(
    session: Session<P, S>,
    place: Place,
) -> Result<(Connection<P, S>, Events<S::In>), OpenError>
where
    P: Protocol<Transport = Window>,
    S: Side<P>,
{
    let forms = forms::<P, S>();
    let shared = open_window(session.untyped(), place, forms)?;
    listen(&shared);
    Ok(streaming(shared))
}

/// Connects an application's session to a window, and its messages to a sink.
pub(crate) fn connect_sink<P>(
    session: Session<P>,
    place: Place,
    sink: Box<dyn MessageSink>,
) -> Result<Connection<P>, OpenError>
where
    P: Protocol<Transport = Window>,
{
    let forms = forms::<P, App>();
    let shared = open_window(session.untyped(), place, forms)?;
    let connection = delivering(Rc::clone(&shared), sink);
    listen(&shared);
    Ok(connection)
}

/// Connects a session to a library of the page, given its root: the object from which the paths of
/// the declaration's functions start, as `window.desk` for `library = "desk"`. Subscribes to the events
/// that the library has.
///
/// # Errors
/// [`OpenError::Missing`] if the library lacks a function that the declaration doesn't call optional,
/// [`OpenError::Threw`] if it throws instead of subscribing; or [`OpenError::NoWindow`].
pub fn attach<P, H>(
    session: Session<P, App>,
    library: &Object,
    handler: H,
) -> Result<Connection<P, App, H>, OpenError>
where
    P: Protocol<Transport = Library>,
    P::Event: Dispatch<H, P, App>,
    H: 'static,
{
    attach_with(session, library, |_| handler)
}

/// Connects a session to a library of the page, and its events to a handler that is made with the
/// way back.
///
/// # Errors
/// As [`attach`].
pub fn attach_with<P, H>(
    session: Session<P, App>,
    library: &Object,
    handler: impl FnOnce(&Remote<P, App>) -> H,
) -> Result<Connection<P, App, H>, OpenError>
where
    P: Protocol<Transport = Library>,
    P::Event: Dispatch<H, P, App>,
    H: 'static,
{
    let shared = open_library(session.untyped(), library)?;
    let connection = connected(Rc::clone(&shared), handler);
    attach::subscribe(&shared, library)?;
    Ok(connection)
}

/// Connects a session to a library of the page, and its events to a stream.
///
/// # Errors
/// As [`attach`].
pub fn attach_stream<P>(
    session: Session<P, App>,
    library: &Object,
) -> Result<(Connection<P>, Events<P::Event>), OpenError>
where
    P: Protocol<Transport = Library>,
{
    let shared = open_library(session.untyped(), library)?;
    let open = streaming(Rc::clone(&shared));
    attach::subscribe(&shared, library)?;
    Ok(open)
}

/// The library's side, for simulators: makes the library's root, whose functions, and those of the
/// objects in it, adapters call. Each takes up to seven arguments and a callback. Events that fire before the first subscription are kept
/// for the first who does.
///
/// # Errors
/// [`OpenError::NoWindow`].
pub fn provide<P, H>(
    session: Session<P, Vendor>,
    handler: H,
) -> Result<(Connection<P, Vendor, H>, Object), OpenError>
where
    P: Protocol<Transport = Library>,
    P::Command: Dispatch<H, P, Vendor>,
    H: 'static,
{
    let shared = open_desk(session.untyped())?;
    let library = provide::library(&shared);
    Ok((connected(shared, |_| handler), library))
}

/// The library's side, with the requests of adapters as a stream. What a request's [`Order`] says is its
/// number is what it is answered by.
///
/// # Errors
/// As [`provide`].
///
/// ```no_run
/// use cti_runtime::{Session, Vendor};
/// use cti_vendors::desk_open_cti::{DeskOpenCti, Method, method};
/// use cti_web::{Incoming, OpenError, provide_stream};
///
/// async fn serve(put: impl Fn(js_sys::Object)) -> Result<(), OpenError> {
///     let session = Session::<DeskOpenCti, Vendor>::library();
///     let (desk, library, mut requests) = provide_stream(session)?;
///     put(library);
///     while let Some(incoming) = requests.next().await {
///         if let Incoming::Message(Method::IsVisible(_), order) = incoming
///             && let Some(request) = order.request()
///         {
///             desk.with(|adapter| adapter.answer::<method::IsVisible>(request, &Ok(true)));
///         }
///     }
///     Ok(())
/// }
/// ```
///
/// [`Order`]: cti_runtime::Order
#[expect(clippy::type_complexity, reason = "three named types")]
pub fn provide_stream<P>(
    session: Session<P, Vendor>,
) -> Result<(Connection<P, Vendor>, Object, Events<P::Command>), OpenError>
where
    P: Protocol<Transport = Library>,
{
    let shared = open_desk(session.untyped())?;
    let library = provide::library(&shared);
    let (connection, calls) = streaming(shared);
    Ok((connection, library, calls))
}

const fn forms<P: Protocol, S: Side<P>>() -> Forms {
    let (read, write) = (frame::read::<P, S>(), convert::write::<P, S>());
    (read, write, frame::hand_over::<P, S>())
}

fn window() -> Result<Target, OpenError> {
    browser::page().ok_or(OpenError::NoWindow)
}

fn open_window(mut session: Untyped, place: Place, forms: Forms) -> Result<Rc<Shared>, OpenError> {
    let window = window()?;
    place.check(&window)?;
    let has_loaded = place.has_loaded(&window);
    if has_loaded && session.is_application() {
        session.join_late();
    }
    let protocol = session.protocol().name;
    if let Some(policy) = session.aimless()
        && let Some(origin) = place.origin(&window, policy, protocol)
    {
        // The policy has just selected it.
        let _ = session.aim(origin);
    }
    session.listen_to(OTHER);
    session.offer_number(browser::first_number());
    let tag = session.theirs().plain_tag();
    Ok(Shared::new(session, |shared| {
        Box::new(Frame::new(
            window, place, has_loaded, forms, tag, protocol, shared,
        ))
    }))
}

fn open_library(mut session: Untyped, library: &Object) -> Result<Rc<Shared>, OpenError> {
    window()?;
    if let Some(function) = Attached::new(library, &Weak::new()).lacks(&session) {
        return Err(OpenError::Missing(function));
    }
    session.offer_number(browser::first_number());
    Ok(Shared::new(session, |shared| {
        Box::new(Attached::new(library, shared))
    }))
}

fn open_desk(mut session: Untyped) -> Result<Rc<Shared>, OpenError> {
    window()?;
    session.offer_number(browser::first_number());
    Ok(Shared::new(session, |shared| {
        Box::new(ProvidedLibrary::new(shared))
    }))
}

/// Listens from here on.
fn listen(shared: &Shared) {
    if let Some(frame) = shared.frame() {
        frame.listen();
    }
}

/// A connection to a handler.
fn connected<P, S, H>(
    shared: Rc<Shared>,
    handler: impl FnOnce(&Remote<P, S>) -> H,
) -> Connection<P, S, H>
where
    P: Protocol,
    S: Side<P>,
    S::In: Dispatch<H, P, S>,
    H: 'static,
{
    let remote = Remote::new(Rc::downgrade(&shared));
    let handler = Rc::new(RefCell::new(handler(&remote)));
    shared.deliver_to(Box::new(ToHandler::<P, S, H> {
        handler: Rc::clone(&handler),
        message: None,
    }));
    Connection::new(shared, handler, remote)
}

/// A connection to a stream.
fn streaming<P: Protocol, S: Side<P>>(shared: Rc<Shared>) -> (Connection<P, S>, Events<S::In>) {
    let (sink, events) = events::events();
    let sink = Box::new(ToStream {
        sink,
        message: None,
    });
    (delivering(shared, sink), events)
}

/// A connection without a handler, whose messages go to a sink.
fn delivering<P: Protocol, S: Side<P>>(
    shared: Rc<Shared>,
    sink: Box<dyn MessageSink>,
) -> Connection<P, S> {
    shared.deliver_to(sink);
    let remote = Remote::new(Rc::downgrade(&shared));
    Connection::new(shared, Rc::new(RefCell::new(())), remote)
}
