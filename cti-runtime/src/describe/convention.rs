//! Conventions of libraries: how functions are called, how they answer, how events are subscribed to.

/// How a function of a library is called and answers, or how an event is subscribed to, which is a function
/// whose callback is called each time. A subscription that is answered is a function of the page, which the
/// library calls in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convention {
    /// Whether the arguments are the members of one object, and not positions.
    pub object: bool,
    /// How an answer comes back. It says nothing of an event that isn't answered.
    pub answer: AnswerBy,
    /// Under which keys of an object an answer stands, or what a listener receives; `None` if it is the
    /// value itself.
    pub keys: Option<CallbackKeys>,
    /// Whether an `Error` that is thrown or given as the failure is its message alone, since a failure
    /// says a text.
    pub text: bool,
    /// The key under which a listener is, of an object that is given in its place.
    pub listener: Option<&'static str>,
    /// The function that subscribes to all events, given the event's name and a listener: its path from
    /// the library's root. Without, each event has a function of its own.
    pub by: Option<&'static str>,
    /// Whether that function is called once, with an object whose members are all listeners, under the
    /// events' names.
    pub together: bool,
    /// The object that has the events' names, as values of members that are called as the events are
    /// declared: its path from the library's root.
    pub names: Option<&'static str>,
}

impl Convention {
    /// That of a declaration that says nothing of it: arguments in order, and behind them a callback that
    /// receives `{result, error}`.
    pub const PLAIN: Self = Self {
        object: false,
        answer: AnswerBy::Callback(None),
        keys: Some(CallbackKeys::PLAIN),
        text: false,
        listener: None,
        by: None,
        together: false,
        names: None,
    };

    /// Whether a failure comes by itself, as what a promise is rejected with or the second callback
    /// receives, and not under a key.
    pub fn fails_apart(&self) -> bool {
        let keys = self.keys.is_some_and(|keys| keys.may_fail());
        match self.answer {
            AnswerBy::Callbacks(_) => true,
            AnswerBy::Promise => !keys,
            AnswerBy::Callback(_) | AnswerBy::Nothing => false,
        }
    }

    /// Whether there is a place for a failure.
    pub fn may_fail(&self) -> bool {
        self.fails_apart() || self.keys.is_some_and(|keys| keys.may_fail())
    }
}

/// How an answer comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerBy {
    /// A callback behind the arguments; or under this key, of the object that the arguments are members of
    /// or of an object behind them.
    Callback(Option<&'static str>),
    /// Two callbacks, of success and of failure, behind the arguments; or under these keys.
    Callbacks(Option<[&'static str; 2]>),
    /// What the function returns, if need be as a promise.
    Promise,
    /// There is none.
    Nothing,
}

/// Under which keys an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackKeys {
    /// The key of the boolean that is true on success, and decides. Without, an error that is there and
    /// isn't null does.
    pub flag: Option<&'static str>,
    /// The key of what is there on success. If there is none, it stands beside the flag.
    pub ok: Option<&'static str>,
    /// The key of what is there on failure. If there is none, it stands beside the flag, or, without a flag,
    /// there is no failure.
    pub error: Option<&'static str>,
}

impl CallbackKeys {
    /// `{result, error}`
    pub const PLAIN: Self = Self {
        flag: None,
        ok: Some("result"),
        error: Some("error"),
    };

    /// Whether there is a place for a failure.
    pub const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }
}
