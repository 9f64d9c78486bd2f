//! Sessions of [`cti_runtime`] in the browser.
//!
//! A thin edge around [`Session`](cti_runtime::Session): it listens to the one window that the
//! session talks to, asks the browser who posted what, and posts to one exact origin. It needs no
//! framework and no executor, and works beside any.
//!
//! ```no_run
//! use cti_runtime::{App, OriginPolicy, Peer, Session, Source};
//! use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
//! use cti_web::{Connection, OpenError, Place};
//!
//! struct Crm;
//!
//! impl EventHandler for Crm {
//!     fn login(&mut self, _: event::Login, talk: &mut Peer<LeaddeskTalk>) {
//!         let settings = command::UseSettings::new().prevent_manual_calling(true);
//!         talk.send(settings).expect("an agent is logged in");
//!     }
//!
//!     fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
//!         web_sys::console::log_1(&format!("screen pop for call {}", call.id).into());
//!     }
//! }
//!
//! fn start(
//!     frame: &web_sys::HtmlIFrameElement,
//! ) -> Result<Connection<LeaddeskTalk, App, Crm>, OpenError> {
//!     let session = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
//!     cti_web::connect(session, Place::frame(frame), Crm)
//! }
//!
//! async fn token(talk: &Connection<LeaddeskTalk, App, Crm>) {
//!     match talk.request(command::GetJwt::new()).await {
//!         Ok(answer) => web_sys::console::log_1(&answer.jwt.expose().len().into()),
//!         Err(why) => web_sys::console::warn_1(&why.to_string().into()),
//!     }
//! }
//! ```
//!
//! | then the application | with |
//! |---|---|
//! | sends, on a click say | [`send`](Remote::send), or [`act`](Connection::act) with its handler |
//! | asks, and awaits the answer | [`request`](Remote::request) |
//! | is told what was refused, has drifted or was reloaded | [`on_notice`](Remote::on_notice) |
//! | closes | the [`Connection`] is dropped: so it is kept as long as the softphone is on the page |
//!
//! | the application | opens with |
//! |---|---|
//! | has the vendor's window in an iframe | [`connect`], [`Place::frame`] |
//! | has opened the vendor's window as a pop-up | [`connect`], [`Place::popup`] |
//! | runs in an iframe of the vendor's page | [`connect`], [`Place::parent`]; further out [`Place::top`], [`Place::ancestor`] |
//! | was opened by the vendor's page | [`connect`], [`Place::opener`] |
//! | calls the vendor's library in its page | [`attach`] |
//!
//! The vendor's side of each, for simulators: [`connect`] with a session that
//! [serves](cti_runtime::Session::serve), and [`provide`]. Each has a twin that makes its handler with
//! the way back ([`connect_with`], [`attach_with`]), and one without a handler, for asynchronous code
//! ([`connect_stream`], [`attach_stream`], [`provide_stream`]).
//!
//! What arrives before the module of a page has started is lost unless the page keeps it: [`early`].
//!
//! What words mean: [a table](cti_runtime#words) for all crates.
//!
//! A page that isn't written in Rust has [`js`]. A CRM page to start from, with simulated phones, is
//! in this crate's `example` folder.
//!
//! # What a message passes
//!
//! In this order: the browser made the event, not a script (`isTrusted`); the window that posted it is
//! the one at the connection's [`Place`] as it is at that moment (of a frame its `contentWindow`); its
//! origin; its size; its shape. What passes the first two goes to the session, which counts all of it
//! ([`Remote::counters`]). Two frames of one vendor on a page don't hear each other. After a frame has
//! navigated away, its window stays the same object: what it posts is refused for its origin, and
//! what is posted to it is dropped by the browser, since the target is one exact origin.
//!
//! # Values
//!
//! Objects are copied in one walk, each value once: own enumerable members, arrays, strings, finite
//! numbers, booleans, `null`. A member that is `undefined` is absent, a `Date` is its ISO text, a `Map`
//! with string keys an object, a `BigInt` a whole number. Anything else can't be held: functions,
//! symbols, `NaN`, an invalid `Date`, other `Map`s, `Set`s, typed arrays, boxed values, whatever has a
//! `toJSON`, arrays with holes, cycles, halves of surrogate pairs, and whatever throws when it is looked
//! at. Where no field is declared it costs nothing but itself; a declared field that can't be read makes
//! its message drift, with the path, and a tag makes it malformed. Nothing becomes `{}` or `null` without
//! a word. An object is as large as its JSON; the walk stops at the limit. What is posted is written as
//! JSON and parsed by the browser, and a `Date` or a `Map` stands in it wherever the declaration says
//! [`#[posted(…)]`](../cti_runtime/attr.protocol.html#dates-and-maps); nothing is written as `undefined`,
//! and a number that an object can't say exactly is an error before anything leaves.
//!
//! # Handlers
//!
//! What has arrived is taken in turn, one after the other, and nothing is borrowed but the session and
//! its handler while the handler runs. What the handler sends through its
//! [`Peer`](cti_runtime::Peer) goes out when it returns. What it does with a [`Remote`] of the same
//! connection is put off until then. What arrives meanwhile waits: messages of other windows in the
//! browser, which drops none however long a handler takes, and what is called or made up inside of the
//! handler in a queue that is bounded by count and bytes, as the one of [`Events`] is. Each message that
//! finds no room there is told as [`Notice::Overrun`].
//!
//! # Sessions and documents
//!
//! A frame's `load` fires for a reload, a login redirect and a navigation alike, often after the new
//! document's first words, and documents of one origin can't be told apart. So two things are taken for
//! the sign of another document, in the application's session with a frame:
//!
//! - A message that leads nowhere but out of a machine's start, and comes when the machine isn't at
//!   its start: a login where an agent is logged in. The session begins anew with this message
//!   ([`Notice::Restarted`]): rules are at their start, requests that waited end as
//!   [`Reloaded`](cti_runtime::RequestError::Reloaded). The origin may be another one of the policy's, which
//!   is told ([`Notice::Moved`]); all other messages from there are refused until one begins.
//! - A `load` when the document's own had been seen, or must have been. Calls that waited end as
//!   `Reloaded`, and the rules stay as they are: the vendor's first message decides.
//!   ([`Notice::Loaded`])
//!
//! A window that isn't in a frame has no `load` that this page could see: of a
//! [pop-up](Place::popup) and an [opener](Place::opener) the first message alone tells. When a frame is
//! taken out of the page while requests wait, they end as `Reloaded`, too ([`Notice::Removed`]).
//!
//! An application that connects when the frame's or the pop-up's document has loaded, as after a change
//! of a router's page, [joins late](cti_runtime::Session::joining_late): it may send at once what the
//! rules allow in any state, and they hold again as soon as messages have told the state. One that
//! connects before is held to the protocol's order from its start.
//!
//! What begins a conversation follows from the declaration, as
//! [`Session::receive`](cti_runtime::Session::receive) says. Of some vendors:
//!
//! | protocol | a session begins with |
//! |---|---|
//! | LeadDesk Talk | `login` |
//! | Talkdesk Embedded | `init_td_embedded`, which the page sends after each [`Notice::Loaded`], after [`Remote::restart`] if it is another document; and `login` |
//! | CloudTalk Phone | nothing: its calls carry their ids, and it takes no commands |
//! | LeadDesk Contact Card | its own page: a navigation inside the frame opens a new connection, and the origin is kept. It [joins late](cti_runtime::Session::joining_late) |
//! | RingCentral Embeddable | nothing: its states are told by messages that may come at any time. `rc-adapter-pushAdapterState` comes once for each document of the widget, whose applications register then; one that connects late registers at once |
//! | Aircall | nothing: `apm_phone_loaded` may come at any time, after each login, and the page answers with `apm_app_isready`; one that connects late may command at once |
//! | JustCall | nothing: it doesn't say that it is there, and takes commands from its frame's `load` on |
//! | Dialpad | nothing: it says who is logged in, and takes commands at any time |
//! | Desk Open CTI | [`attach`] |
//!
//! # Message ports
//!
//! A port that a message carries is as good as that message: a handler that accepts the message goes
//! on through its port with [`Remote::adopt_port`]. No other port can be chosen. The other side's end
//! of it is [`Remote::send_with_port`]. Where the declaration says `#[port]` of the message, both are done
//! without a handler's asking: before that sees the message, and whenever it is sent.
//!
//! A request of which the declaration says `answer(port, …)` is posted with one end of a channel of its own, and
//! what comes from the other end answers that request and no other. That end is closed when the answer has come,
//! when a stream has ended, and when the request is given up: at its deadline, when another document has loaded,
//! when the connection is dropped. On the side that is asked, the answer goes over the port that came with the
//! request; one that came without is told as [`Notice::NoPort`], and its answer as [`Notice::Undelivered`].
//!
//! # Libraries
//!
//! [`attach`] is given the root of a library, and calls each function on the object of it that the
//! declaration names. A library that lacks a declared function is refused with the function's path,
//! unless the declaration says that it is optional. Calling an optional one that isn't there, or one that
//! throws, ends the request at once with an error that names it. [`attach`] subscribes to all events of
//! the declaration. A callback that is called with what can't be read ends its request as drifted, since
//! no other answer will come.

mod attach;
mod bounds;
mod browser;
mod call;
mod clock;
mod connection;
mod convert;
mod document;
mod events;
mod frame;
mod functions;
mod further;
mod message_sink;
mod not_sent;
mod notice;
mod open;
mod open_error;
mod outgoing;
mod parent;
mod place;
mod port;
mod provide;
mod removal;
mod request;
mod request_port;
mod shared;
mod stream;
mod transport;
mod value;

pub mod early;
pub mod js;

pub use connection::{Connection, Remote};
pub use events::{Events, Incoming};
pub use not_sent::NotSent;
pub use notice::{Notice, Overrun, Queue};
pub use open::{
    attach, attach_stream, attach_with, connect, connect_stream, connect_with, provide,
    provide_stream,
};
pub use open_error::OpenError;
pub use place::Place;
pub use request::{PendingRequest, RequestFailed};
pub use stream::Answers;
