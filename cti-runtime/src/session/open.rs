//! How a session is opened, set up, and asked for what it has to give.

use std::fmt;

use super::core::Core;
use super::notice::SessionNotice;
use super::order::{Order, ReplyNote};
use super::peer::Peer;
use super::received::{Delivered, Received};
use crate::message::SessionFields;
use crate::protocol::{App, Library, Protocol, Side, Vendor, Window};
use crate::{
    Data, Limits, Millis, Origin, OriginError, OriginPolicy, OutPost, Post, Signal, Source,
};

/// One side of a conversation with one other window, or with an in-page library.
///
/// The side is [`App`] unless said otherwise. It owns no window, socket, thread or clock:
///
/// | to … | between windows | with a library |
/// |---|---|---|
/// | open it | [`new`](Session::new); the vendor's side [`serve`](Session::serve) | [`in_page`](Session::in_page); [`library`](Session::library) |
/// | take what has arrived | [`receive`](Session::receive) | [`deliver`](Session::deliver) |
/// | hand it to a handler | `message.dispatch(&mut handler, session.`[`handling`](Session::handling)`(&order))` | the same |
/// | send, and ask | [`peer`](Session::peer), which handlers are given too: [`send`](Peer::send), [`request`](Peer::request) | the same |
/// | post what was sent | [`poll_post`](Session::poll_post), until there is nothing | [`poll_signal`](Session::poll_signal) |
/// | let time pass | [`tick`](Session::tick), at [`next_deadline`](Session::next_deadline) | the same |
/// | say that the other document is another one | [`reload`](Session::reload), [`give_up_requests`](Session::give_up_requests) | |
/// | look at states and counters | [`view`](Session::view) | the same |
///
/// In a browser, `cti-web` does all of this but the first, sending and looking.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
/// #     #[command] pub enum Command { Dial { to: PhoneNumber }, #[reply(Token, or = Error)] GetToken }
/// # }
/// use acme_phone::{AcmePhone, Event, command};
/// use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
///
/// let policy = OriginPolicy::declared::<AcmePhone>();
/// let mut session = Session::<AcmePhone>::new(policy, Source(1));
///
/// let post = |origin| Post::new(Source(1), origin, Data::Object(r#"{"type":"ringing","callId":7}"#));
/// match session.receive(post("https://phone.acme.example"), Millis(0)) {
///     Received::Message(Event::Ringing(call), _) => assert_eq!(call.call_id, 7),
///     other => panic!("{other:?}"),
/// }
/// let refused = session.receive(post("https://phone.acme.example.evil.example"), Millis(1));
/// assert!(matches!(refused, Received::Refused(_)));
///
/// session.peer().send(command::Dial::new("+12025550123"))?;
/// let post = session.poll_post().expect("the command");
/// assert_eq!(post.target.as_str(), "https://phone.acme.example");
/// # Ok::<(), cti_runtime::SendError>(())
/// ```
pub struct Session<P: Protocol, S: Side<P> = App> {
    pub(super) peer: Peer<P, S>,
}

impl<P: Protocol<Transport = Window>> Session<P, App> {
    /// A session of the application, which listens to the origins that the policy admits.
    ///
    /// It listens to one window, the source: a number by which the edge tells that
    /// window from others. Any page can hold a frame of the vendor's origin, so the origin alone doesn't
    /// say who speaks.
    ///
    /// It begins where the conversation begins: every state machine at its start. A session that
    /// joins a conversation under way says so with [`joining_late`](Self::joining_late).
    ///
    /// If the application's messages have [fields of the session](macro@crate::protocol#stamps), it is made
    /// by [`with_fields`](Self::with_fields), and this doesn't compile:
    ///
    /// ```compile_fail,E0080
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[command(each(#[session] app_id: String))] pub enum Command { Hangup }
    /// # }
    /// use cti_runtime::{OriginPolicy, Session, Source};
    ///
    /// let policy = OriginPolicy::declared::<acme_phone::AcmePhone>();
    /// let session = Session::<acme_phone::AcmePhone>::new(policy, Source(1));
    /// ```
    pub fn new(policy: OriginPolicy, source: Source) -> Self {
        const {
            assert!(
                P::CommandFields::NONE,
                "each message has fields of the session: open it with `Session::with_fields`"
            );
        }
        Self::with(policy, source)
    }

    /// As [`new`](Self::new), with what each message of the application has: its session's id, or its own.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event(each(#[session] app_id: String))] pub enum Event { Ringing { call_id: u64 } }
    /// #     #[command(each(#[session] app_id: String))] pub enum Command { Hangup }
    /// # }
    /// use acme_phone::{AcmePhone, CommandFields, command};
    /// use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
    ///
    /// let policy = OriginPolicy::declared::<AcmePhone>();
    /// let mut session =
    ///     Session::<AcmePhone>::with_fields(policy, Source(1), &CommandFields::new("app-7"));
    /// session.peer().send(command::Hangup::new())?;
    /// let post = session.poll_post().expect("the command");
    /// assert_eq!(post.data.json(), r#"{"type":"hangup","appId":"app-7"}"#);
    ///
    /// // What is of another session is turned away.
    /// let ringing = Data::Object(r#"{"type":"ringing","appId":"app-8","callId":7}"#);
    /// let post = Post::new(Source(1), "https://phone.acme.example", ringing);
    /// assert!(matches!(session.receive(post, Millis(0)), Received::Refused(_)));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn with_fields(policy: OriginPolicy, source: Source, fields: &P::CommandFields) -> Self {
        Self::with(policy, source).opened(fields)
    }
}

impl<P: Protocol<Transport = Window>> Session<P, Vendor> {
    /// A session of the vendor's side, which serves the page in this window if the policy admits it.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// #     #[command] pub enum Command { Dial { to: PhoneNumber }, #[reply(Token, or = Error)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, Command, event};
    /// use cti_runtime::{Data, Millis, Origin, OriginPolicy, Post, Received, Session, Source, Vendor};
    ///
    /// let pages = OriginPolicy::pages([Origin::parse("https://crm.example")?])?;
    /// let mut phone = Session::<AcmePhone, Vendor>::serve(pages, Source(1));
    ///
    /// let data = Data::Object(r#"{"type":"dial","to":"+12025550123"}"#);
    /// match phone.receive(Post::new(Source(1), "https://crm.example", data), Millis(0)) {
    ///     Received::Message(Command::Dial(_), _) => phone.peer().send(event::Ringing::new(7))?,
    ///     other => panic!("{other:?}"),
    /// }
    /// let ringing = phone.poll_post().expect("an event");
    /// assert_eq!(ringing.data.json(), r#"{"type":"ringing","callId":7}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// If the vendor's messages have [fields of the session](macro@crate::protocol#stamps), it is made by
    /// [`serve_with_fields`](Self::serve_with_fields), and this doesn't compile.
    pub fn serve(pages: OriginPolicy, source: Source) -> Self {
        const {
            assert!(
                P::EventFields::NONE,
                "each message has fields of the session: open it with `Session::serve_with_fields`"
            );
        }
        Self::with(pages, source)
    }

    /// As [`serve`](Self::serve), with what each message of the vendor has.
    pub fn serve_with_fields(pages: OriginPolicy, source: Source, fields: &P::EventFields) -> Self {
        Self::with(pages, source).opened(fields)
    }
}

impl<P: Protocol<Transport = Library>> Session<P, App> {
    /// A session of the application with the library in its page. There are no origins in a page:
    /// a script that can call the library can do anything that the page can.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
    /// # pub mod acme_cti {
    /// #     #[method] pub trait Method { fn set_height(height: u32) -> bool; }
    /// # }
    /// use acme_cti::{AcmeCti, method};
    /// use cti_runtime::{Millis, Session, Signal};
    ///
    /// let mut session = Session::<AcmeCti>::in_page();
    /// let ticket = session.peer().request(method::SetHeight::new(300))?;
    ///
    /// // What the edge is to call: `acme.cti.setHeight(300, callback)`.
    /// let Some(Signal::Request { id, name, arguments }) = session.poll_signal() else {
    ///     panic!("a request");
    /// };
    /// assert_eq!((&*name, &*arguments), ("setHeight", "[300]"));
    ///
    /// // What the callback received.
    /// let reply = Signal::Reply { id, body: r#"{"result":true}"#.into() };
    /// let _ = session.deliver(&reply, Millis(5));
    /// assert_eq!(session.peer().outcome(&ticket), Some(Ok(true)));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn in_page() -> Self {
        Self::with(OriginPolicy::none(), Source::default())
    }
}

impl<P: Protocol<Transport = Library>> Session<P, Vendor> {
    /// A session of the library's side.
    pub fn library() -> Self {
        Self::with(OriginPolicy::none(), Source::default())
    }
}

impl<P: Protocol<Transport = Window>, S: Side<P>> Session<P, S> {
    /// A session for a tool that watches conversations of any protocol. It has no
    /// [fields of the session](macro@crate::protocol#stamps): messages of all of them are taken, and what it
    /// sends has what was put there.
    pub fn watching(policy: OriginPolicy, source: Source) -> Self {
        Self::with(policy, source)
    }

    /// The window that the session listens to.
    pub fn source(&self) -> Source {
        self.peer.core.sender_gate.source
    }

    /// Believes this relay when it asserts where a message comes from.
    #[must_use]
    pub fn believing(mut self, relay: &'static str) -> Self {
        self.peer.core.sender_gate.relay = Some(relay);
        self
    }

    /// Posts to this origin. Needed before the first message only if the policy admits more than one
    /// origin. Until something was posted, a declared message of another origin of the policy corrects
    /// it; from then on only a message that begins a conversation does, see
    /// [`receive`](Self::receive).
    ///
    /// # Errors
    /// [`OriginError::NotAdmitted`] if the policy doesn't admit the origin.
    pub fn targeting(mut self, origin: &str) -> Result<Self, OriginError> {
        let origin = self.peer.core.sender_gate.policy.select(origin)?;
        self.peer.core.target = Some(origin);
        Ok(self)
    }

    /// As [`targeting`](Self::targeting), for an edge that learns the origin later: from a frame's
    /// `src`, or a referrer.
    ///
    /// # Errors
    /// [`OriginError::NotAdmitted`] if the policy doesn't admit the origin, and
    /// [`OriginError::Settled`] if the session is with another one already.
    pub fn aim(&mut self, origin: Origin) -> Result<(), OriginError> {
        self.peer.core.aim(origin)
    }

    /// Takes a message that has arrived, through every gate.
    ///
    /// From the first post or the first accepted message on, whichever comes first, the session is with
    /// one origin, and refuses what the policy's others post from the same window. A window that posts
    /// from another origin shows another document, with which nothing was agreed. A message with which a
    /// conversation begins is taken from there, and the session begins anew as after a
    /// [`reload`](Self::reload): [`Order::is_new_origin`](super::Order::is_new_origin) says so.
    ///
    /// A conversation begins with a message that takes state machines from their start to another state,
    /// or from any state, and does nothing else: a login, mostly; and with what begins or acknowledges a
    /// [handshake](macro@crate::protocol#handshakes). Where a declaration has neither, any of its messages
    /// does, but only after [`give_up_requests`](Self::give_up_requests) or a reload.
    pub fn receive(&mut self, post: Post<'_>, now: Millis) -> Received<S::In> {
        self.take_post(&post, now)
    }

    /// Takes a message that this side posted by other means, so that the rules know of it: for
    /// tools that watch a conversation.
    pub fn observe(&mut self, data: Data<'_>, now: Millis) -> Received<S::Out> {
        self.observe_post(data, now)
    }

    /// The next message to be posted, and to which origin. One that can't be posted is handed back with
    /// [`not_posted`](Self::not_posted).
    pub fn poll_post(&mut self) -> Option<OutPost> {
        self.next_post()
    }

    /// What [`poll_post`](Self::poll_post) gave could not be posted: the window is gone, or the browser
    /// refused it. A request ends at once, with [`RequestError::NotPosted`](crate::RequestError::NotPosted),
    /// and owes no answer.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Token { token: Secret<String> } }
    /// #     #[command] pub enum Command { #[reply(Token)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{RequestError, OriginPolicy, SendError, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let ticket = session.peer().request(command::GetToken::new())?;
    /// let post = session.poll_post().expect("the request");
    ///
    /// session.not_posted(&post); // the frame was removed
    /// let gone = RequestError::NotPosted(SendError::Unreachable);
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(gone)));
    /// # Ok::<(), SendError>(())
    /// ```
    pub fn not_posted(&mut self, post: &OutPost) {
        self.peer.core.not_posted(post.carries);
    }
}

impl<P: Protocol<Transport = Library>, S: Side<P>> Session<P, S> {
    /// Takes a request, an answer or an event that crossed the library's edge.
    pub fn deliver(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::In> {
        self.take_signal(signal, now)
    }

    /// Takes a signal that this side sent by other means, so that the rules know of it.
    pub fn observe_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::Out> {
        self.observe_sent_signal(signal, now)
    }

    /// What [`poll_signal`](Self::poll_signal) gave could not be handed over. A request ends at once, with
    /// [`RequestError::NotPosted`](crate::RequestError::NotPosted).
    pub fn not_handed_over(&mut self, signal: &Signal<'_>) {
        self.peer.core.not_posted(signal.carries());
    }

    /// The next request, answer or event to be handed over the library's edge. One that can't be handed over
    /// is given back with [`not_handed_over`](Self::not_handed_over).
    pub fn poll_signal(&mut self) -> Option<Signal<'static>> {
        self.next_signal()
    }
}

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn with(policy: OriginPolicy, source: Source) -> Self {
        Self {
            peer: Peer::new(Core::of::<P, S>(policy, source)),
        }
    }

    fn opened(mut self, fields: &S::Fields) -> Self {
        if let Some(stamps) = self.peer.core.stamps.get_mut() {
            fields.tell(stamps);
        }
        self
    }

    /// Joins a conversation that is under way: the state machines adopt what messages imply, and
    /// forbid nothing before they know.
    #[must_use]
    pub fn joining_late(mut self) -> Self {
        self.peer.core.unsync();
        self
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.peer.core.machines.limit(limits.open_calls());
        self.peer.core.limits = limits;
        self
    }

    /// How much the session takes.
    pub fn limits(&self) -> &Limits {
        &self.peer.core.limits
    }

    /// With another time that a request waits for its answer, where its declaration says none
    /// (`#[within(…)]`). [10 seconds](Peer::TIMEOUT) unless set.
    #[must_use]
    pub fn answering_within(mut self, timeout: Millis) -> Self {
        self.peer.core.timeout = timeout;
        self
    }

    /// Numbers its requests from here on, and so the ids that it makes. For tests, which want to know them:
    /// `numbering_from(1)` makes 1, 2, 3, …
    ///
    /// Unless set, a session begins at a number that no other one has begun at, so that neither a second
    /// connection nor the page after a reload is given the first one's answers. Natively it comes from
    /// the process's randomness; in a browser, `cti-web` takes it from `crypto.getRandomValues`; another
    /// edge in WebAssembly, where a process has no randomness,
    /// [offers](super::Untyped::offer_number) one. JavaScript keeps whole numbers below 2⁵³, so a first
    /// one above 2⁵² is brought down to it.
    #[must_use]
    pub fn numbering_from(mut self, first: u64) -> Self {
        self.peer.core.number_from(first);
        self
    }

    /// The other side, to send to; also what handlers are given.
    pub const fn peer(&mut self) -> &mut Peer<P, S> {
        &mut self.peer
    }

    /// The other side, for the handler of a message that was received with this order. If the message is a
    /// request, what the handler returns is its answer, whatever else was received meanwhile.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event(tag = "request", content = "params", id = "id", answer(id = "id", ok = "result", error = "error"), error = String)]
    /// #     pub trait Ask { fn contact(number: PhoneNumber) -> String; }
    /// #     #[command] pub enum Command { Dial { to: PhoneNumber } }
    /// # }
    /// use acme_phone::{AcmePhone, AskHandler, ask};
    /// use cti_runtime::session::Return;
    /// use cti_runtime::{Data, Millis, OriginPolicy, Peer, Post, Received, Session, Source};
    ///
    /// struct Crm;
    /// impl AskHandler for Crm {
    ///     fn contact(&mut self, _: ask::Contact, _: &mut Peer<AcmePhone>) -> Return<String, String> {
    ///         Ok("Ada".to_owned()).into()
    ///     }
    /// }
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let asked = r#"{"id":"7","request":"contact","params":{"number":"+12025550123"}}"#;
    /// let post = Post::new(Source(1), "https://phone.acme.example", Data::Object(asked));
    /// let Received::Message(message, order) = session.receive(post, Millis(0)) else {
    ///     panic!("a request");
    /// };
    /// message.dispatch(&mut Crm, session.handling(&order));
    /// let answer = session.poll_post().expect("the answer");
    /// assert_eq!(answer.data.json(), r#"{"id":"7","result":"Ada"}"#);
    /// ```
    pub fn handling(&mut self, order: &Order) -> &mut Peer<P, S> {
        // An answer that arrived has the number of this side's request.
        let is_request = order.reply() == ReplyNote::None;
        self.peer.core.current_request = order.request().filter(|_| is_request);
        &mut self.peer
    }

    /// The other side, to look at.
    pub const fn view(&self) -> &Peer<P, S> {
        &self.peer
    }

    /// The origins that the session listens to.
    pub fn policy(&self) -> &OriginPolicy {
        &self.peer.core.sender_gate.policy
    }

    /// Lets time pass: requests whose deadline has come are given up, and a handshake that isn't
    /// acknowledged is posted again.
    pub fn tick(&mut self, now: Millis) {
        self.peer.core.pass_time(now);
    }

    /// When [`tick`](Self::tick) is needed next, if nothing else happens.
    pub fn next_deadline(&self) -> Option<Millis> {
        self.peer.core.next_deadline()
    }

    /// What is to be told to the application that is no message: after a [`tick`](Self::tick), say.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ready }
    /// #     #[command] pub enum Command { #[handshake(until = Ready, every_ms = 500)] #[within(ms = 5000)] Hello }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{Millis, OriginPolicy, Session, SessionNotice, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// session.peer().send(command::Hello::new())?;
    /// session.tick(Millis(5000));
    /// let given_up = SessionNotice::HandshakeGivenUp { begin: "hello", until: "ready" };
    /// assert_eq!(session.poll_notice(), Some(given_up));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn poll_notice(&mut self) -> Option<SessionNotice> {
        self.peer.core.next_notice()
    }

    /// The other side's document was replaced (a reload, a login redirect): the rules start again
    /// from their start, also for a session that had [joined late](Self::joining_late); what waited
    /// is given up, what was to be posted is dropped, and the origin may be another one of the
    /// policy's. A [handshake](macro@crate::protocol#handshakes) begins again.
    pub fn reload(&mut self) {
        self.peer.core.reload();
    }

    /// The other side's document was replaced, and whether the rules start again is decided by its first
    /// message, unlike after a [`reload`](Self::reload). What waits for an answer is given up, so that no
    /// other document answers it, and so are the other side's requests: answering one is
    /// [`SendError::NoSuchRequest`](crate::SendError::NoSuchRequest). What of either waits to be posted is
    /// dropped. Else all stays as it is.
    pub fn give_up_requests(&mut self) {
        self.peer.core.give_up_requests();
    }

    pub(crate) fn next_post(&mut self) -> Option<OutPost> {
        self.peer.core.next_post()
    }

    pub(crate) fn next_signal(&mut self) -> Option<Signal<'static>> {
        self.peer.core.next_signal()
    }
}

impl<P: Protocol, S: Side<P>> fmt::Debug for Session<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("peer", &self.peer)
            .field("origins", &self.peer.core.sender_gate.policy)
            .field("pinned", &self.peer.core.sender_gate.pinned)
            .finish_non_exhaustive()
    }
}
