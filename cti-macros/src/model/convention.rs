//! Conventions of libraries: how functions are called, how they answer, how events are subscribed to.

use super::at::At;
use super::field::OutcomeKeys;
use super::types::{Type, TypeKind};
use proc_macro2::Span;

/// How a function is called and answers, or how an event is subscribed to.
#[derive(Clone, Debug)]
pub(crate) struct Convention {
    /// Arguments are the members of one object.
    pub object: bool,
    pub answer: AnswerBy,
    /// Where an answer stands, or what a listener receives; the value itself if unset.
    pub keys: Option<OutcomeKeys>,
    /// The key under which a listener is, of an object.
    pub listener: Option<At<String>>,
    /// The function that subscribes to all events.
    pub by: Option<At<String>>,
    /// All listeners are the members of one object, which it is given.
    pub together: bool,
    /// The object that has the events' names.
    pub names: Option<At<String>>,
}

/// How an answer comes back.
#[derive(Clone, Debug)]
pub(crate) enum AnswerBy {
    /// `callback`, `callback = "…"`
    Callback(Option<At<String>>),
    /// `success, failure`, `success = "…", failure = "…"`
    Callbacks(Option<[At<String>; 2]>),
    Promise,
    Nothing,
}

impl AnswerBy {
    /// The keys of callbacks.
    pub(crate) fn keys(&self) -> &[At<String>] {
        match self {
            Self::Callback(Some(key)) => std::slice::from_ref(key),
            Self::Callbacks(Some(keys)) => keys,
            _ => &[],
        }
    }
}

impl Convention {
    /// Arguments in order, and behind them a callback that receives `{result, error}`.
    pub(crate) fn plain(span: Span) -> Self {
        Self {
            object: false,
            answer: AnswerBy::Callback(None),
            keys: Some(OutcomeKeys {
                flag: None,
                ok: Some(At::new("result".to_owned(), span)),
                error: Some(At::new("error".to_owned(), span)),
                decides: None,
            }),
            listener: None,
            by: None,
            together: false,
            names: None,
        }
    }

    pub(crate) fn is_plain(&self) -> bool {
        let keys = self.keys.as_ref().map(|keys| {
            [&keys.flag, &keys.ok, &keys.error]
                .map(|key| key.as_ref().map(|key| key.value.as_str()))
        });
        !self.object
            && matches!(self.answer, AnswerBy::Callback(None))
            && keys == Some([None, Some("result"), Some("error")])
            && self.listener.is_none()
            && self.by.is_none()
    }

    /// Whether there is a place for a failure.
    pub(crate) fn may_fail(&self) -> bool {
        matches!(self.answer, AnswerBy::Callbacks(_) | AnswerBy::Promise)
            || self.keys.as_ref().is_some_and(OutcomeKeys::may_fail)
    }

    /// Whether an `Error` that is the failure is its message alone.
    pub(crate) fn says_text(&self, failure: &Type) -> bool {
        let by_itself = matches!(self.answer, AnswerBy::Callbacks(_) | AnswerBy::Promise);
        let text = match &failure.present().kind {
            TypeKind::Secret(inner) => &inner.kind,
            kind => kind,
        };
        by_itself && matches!(text, TypeKind::String | TypeKind::Unit)
    }
}
