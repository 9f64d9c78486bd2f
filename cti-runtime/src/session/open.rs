//! How a session is opened, set up, and asked for what it has to give.

use std::fmt;

use super::core::Core;
use super::needs;
use super::peer::Peer;
use super::received::{Delivered, Received};
use crate::codec::Live;
use crate::protocol::{App, Library, Protocol, Side, Vendor, Window};
use crate::{
    Data, Limits, Millis, Origin, OriginError, OriginPolicy, OutPost, Post, Signal, Source,
};

/// One side of a conversation with one other window, or with an in-page library.
///
/// It owns no window, socket, thread or clock. What arrives is handed to
/// [`receive`](Session::receive) together with the time; what is to be posted is pulled with
/// [`poll_post`](Session::poll_post). The side is [`App`] unless said otherwise.
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

impl<P: Protocol<Carrier = Window>> Session<P, App> {
    /// A session of the application, which listens to the origins that the policy admits.
    ///
    /// It listens to one window, the source: a number by which whoever hands messages in tells that
    /// window from others. Any page can hold a frame of the vendor's origin, so the origin alone doesn't
    /// say who speaks.
    ///
    /// It begins where the conversation begins: every state machine at its start. A session that
    /// joins a conversation under way says so with [`joining_late`](Self::joining_late).
    pub fn new(policy: OriginPolicy, source: Source) -> Self {
        Self::with(policy, source)
    }
}

impl<P: Protocol<Carrier = Window>> Session<P, Vendor> {
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
    pub fn serve(pages: OriginPolicy, source: Source) -> Self {
        Self::with(pages, source)
    }
}

impl<P: Protocol<Carrier = Library>> Session<P, App> {
    /// A session of the application with the library in its page. There are no origins in a page:
    /// whoever can call the library can do anything that the page can.
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
    /// let ticket = session.peer().call(method::SetHeight::new(300))?;
    ///
    /// // What the edge is to call: `acme.cti.setHeight(300, callback)`.
    /// let Some(Signal::Call { id, name, arguments }) = session.poll_signal() else {
    ///     panic!("a call");
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

impl<P: Protocol<Carrier = Library>> Session<P, Vendor> {
    /// A session of the library's side.
    pub fn library() -> Self {
        Self::with(OriginPolicy::none(), Source::default())
    }
}

impl<P: Protocol<Carrier = Window>, S: Side<P>> Session<P, S> {
    /// The window that the session listens to.
    pub fn source(&self) -> Source {
        self.peer.core.doorman.source
    }

    /// Believes this relay when it asserts where a message comes from.
    #[must_use]
    pub fn believing(mut self, relay: &'static str) -> Self {
        self.peer.core.doorman.relay = Some(relay);
        self
    }

    /// Posts to this origin until a message says which one of the policy's it is. Needed before the
    /// first message only if the policy admits more than one origin.
    ///
    /// # Errors
    /// If the policy doesn't admit the origin.
    pub fn targeting(mut self, origin: &str) -> Result<Self, OriginError> {
        let origin = self.peer.core.doorman.policy.select(origin)?;
        self.peer.core.target = Some(origin);
        Ok(self)
    }

    /// As [`targeting`](Self::targeting), for an edge that learns the origin later: from a frame's
    /// `src`, or a referrer.
    ///
    /// # Errors
    /// If the policy doesn't admit the origin.
    pub fn aim(&mut self, origin: Origin) -> Result<(), OriginError> {
        self.peer.core.aim(origin)
    }

    /// Takes a message that arrived, through every gate.
    pub fn receive(&mut self, post: Post<'_>, now: Millis) -> Received<S::In> {
        self.take_post(&post, now)
    }

    /// Takes an object that arrived, through every gate. It is looked at only once its sender is known.
    ///
    /// The same as [`receive`](Self::receive) does with the object's JSON in place of the post's data.
    /// A program that calls only this, and reads no answers of calls, has no reader of JSON in it.
    pub fn receive_live(
        &mut self,
        post: Post<'_>,
        object: &dyn Live,
        now: Millis,
    ) -> Received<S::In> {
        self.take_live(&post, object, now)
    }

    /// Takes a message that this side posted by other means, so that the rules know of it: for
    /// tools that watch a conversation.
    pub fn observe(&mut self, data: Data<'_>, now: Millis) -> Received<S::Out> {
        self.watch_post(data, now)
    }

    /// The next message to be posted, and to which origin. One that can't be posted is handed back with
    /// [`not_posted`](Self::not_posted).
    pub fn poll_post(&mut self) -> Option<OutPost> {
        self.next_post()
    }

    /// What [`poll_post`](Self::poll_post) gave could not be posted: the window is gone, or the browser
    /// refused it. A request ends at once, with [`CallError::NotPosted`](crate::CallError::NotPosted),
    /// and owes no answer.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Token { token: Secret<String> } }
    /// #     #[command] pub enum Command { #[reply(Token)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{CallError, OriginPolicy, SendError, Session};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>());
    /// let ticket = session.peer().call(command::GetToken::new())?;
    /// let post = session.poll_post().expect("the request");
    ///
    /// session.not_posted(&post); // the frame was removed
    /// let gone = CallError::NotPosted(SendError::Unreachable);
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(gone)));
    /// # Ok::<(), SendError>(())
    /// ```
    pub fn not_posted(&mut self, post: &OutPost) {
        self.peer.core.not_posted(post.carries);
    }
}

impl<P: Protocol<Carrier = Library>, S: Side<P>> Session<P, S> {
    /// Takes a call, a reply or an event that crossed the library's edge.
    pub fn deliver(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::In> {
        self.take_signal(signal, now)
    }

    /// Takes a signal that this side sent by other means, so that the rules know of it.
    pub fn observe_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::Out> {
        self.watch_signal(signal, now)
    }

    /// What [`poll_signal`](Self::poll_signal) gave could not be handed over. A call ends at once, with
    /// [`CallError::NotPosted`](crate::CallError::NotPosted).
    pub fn not_handed_over(&mut self, signal: &Signal<'_>) {
        self.peer.core.not_posted(signal.carries());
    }

    /// The next call, reply or event to be handed over the library's edge. One that can't be handed over
    /// is given back with [`not_handed_over`](Self::not_handed_over).
    pub fn poll_signal(&mut self) -> Option<Signal<'static>> {
        self.next_signal()
    }
}

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn with(policy: OriginPolicy, source: Source) -> Self {
        Self {
            peer: Peer::new(Core::new(
                needs::note::<P, S>(),
                S::RECEIVES,
                policy,
                source,
            )),
        }
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

    /// With another time that a call waits for its answer. 10 seconds unless set.
    #[must_use]
    pub fn answering_within(mut self, allowance: Millis) -> Self {
        self.peer.core.allowance = allowance;
        self
    }

    /// Numbers its calls from here on, and so the ids that it makes: 1, 2, 3, … unless set. A page that
    /// was reloaded, and whose earlier ids may still be answered, begins elsewhere, such as at the time
    /// of day. JavaScript keeps whole numbers below 2⁵³, so a first one above 2⁵² is brought down to it.
    #[must_use]
    pub fn numbering_from(mut self, first: u64) -> Self {
        self.peer.core.replies.number_from(first.min(1 << 52));
        self
    }

    /// The other side, to send to; also what handlers are given.
    pub const fn peer(&mut self) -> &mut Peer<P, S> {
        &mut self.peer
    }

    /// The other side, to look at.
    pub const fn view(&self) -> &Peer<P, S> {
        &self.peer
    }

    /// The origins that the session listens to.
    pub fn policy(&self) -> &OriginPolicy {
        &self.peer.core.doorman.policy
    }

    /// Lets time pass: calls whose deadline has come are given up, and a handshake that isn't
    /// acknowledged is posted again.
    pub fn tick(&mut self, now: Millis) {
        self.peer.core.pass_time(now);
    }

    /// When [`tick`](Self::tick) is needed next, if nothing else happens.
    pub fn next_deadline(&self) -> Option<Millis> {
        self.peer.core.next_deadline()
    }

    /// The other side's document was replaced (a reload, a login redirect): the rules start again
    /// from their start, also for a session that had [joined late](Self::joining_late); what waited
    /// is given up, what was to be posted is dropped, and the origin may be another one of the
    /// policy's. A [handshake](macro@crate::protocol#handshakes) begins again.
    pub fn reload(&mut self) {
        self.peer.core.reload();
    }

    /// The other side's document may have been replaced: what waits for an answer is given up, so
    /// that no other document answers it. Else all stays as it is: unlike after a
    /// [`reload`](Self::reload), the other side's first message decides whether the rules start again.
    /// A message that only begins a conversation may bring another origin of the policy then, and begins
    /// anew.
    pub fn give_up_calls(&mut self) {
        self.peer.core.replies.reload();
        self.peer.core.renewed = true;
    }

    pub(crate) fn next_post(&mut self) -> Option<OutPost> {
        self.peer.core.next_post()
    }

    pub(crate) fn next_signal(&mut self) -> Option<Signal<'static>> {
        self.peer.core.signals.pop_front()
    }
}

impl<P: Protocol, S: Side<P>> fmt::Debug for Session<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("peer", &self.peer)
            .field("origins", &self.peer.core.doorman.policy)
            .field("pinned", &self.peer.core.doorman.pinned)
            .finish_non_exhaustive()
    }
}
