//! `arguments(…)`, `answer(…)` and `events(…)`: how a library is called, how it answers, how its events
//! are subscribed to. For all of it in `calls(…)`, for a trait or a function in attributes of these names.

use super::attributes::Attributes;
use super::keys::{Argument, Entry, Form, Keys};
use super::path::is_path as is_object;
use crate::errors::Errors;
use crate::model::{AnswerBy, At, Convention, FamilyKind, OutcomeKeys};
use crate::rules::Rule;
use proc_macro2::Span;

pub(super) const ARGUMENTS_FORM: Argument = ("arguments", Form::List, "arguments(object)");
pub(super) const ANSWER_FORM: Argument = ("answer", Form::List, "answer(promise)");
pub(super) const EVENTS_FORM: Argument = ("events", Form::List, "events(by = \"addHandler\")");

const ARGUMENTS: &[Argument] = &[
    ("object", Form::Flag, "object"),
    ("positions", Form::Flag, "positions"),
];

const ANSWER: &[Argument] = &[
    ("callback", Form::FlagOrText, "callback"),
    ("success", Form::FlagOrText, "success"),
    ("failure", Form::FlagOrText, "failure"),
    ("promise", Form::Flag, "promise"),
    ("nothing", Form::Flag, "nothing"),
    ("flag", Form::Text, "flag = \"…\""),
    ("ok", Form::Text, "ok = \"…\""),
    ("error", Form::Text, "error = \"…\""),
];

const EVENTS: &[Argument] = &[
    ("by", Form::Text, "by = \"addHandler\""),
    ("object", Form::Flag, "object"),
    ("names", Form::Text, "names = \"EVENTS\""),
    ("callback", Form::FlagOrText, "callback = \"listener\""),
    ("flag", Form::Text, "flag = \"…\""),
    ("ok", Form::Text, "ok = \"…\""),
    ("error", Form::Text, "error = \"…\""),
];

/// What a declaration says of conventions, as far as it says it.
#[derive(Clone, Default)]
pub(crate) struct Conventions {
    object: Option<bool>,
    answer: Option<(AnswerBy, Option<OutcomeKeys>)>,
    /// How subscriptions are answered: then they are functions of the page.
    answered: Option<(AnswerBy, Option<OutcomeKeys>)>,
    events: Option<Events>,
}

#[derive(Clone)]
struct Events {
    by: Option<At<String>>,
    together: bool,
    names: Option<At<String>>,
    callback: Option<At<String>>,
    keys: Option<OutcomeKeys>,
}

impl Conventions {
    /// What `calls(…)` says.
    pub(super) fn of_calls(keys: &Keys, errors: &mut Errors) -> Self {
        let inside = |(name, _, form): Argument, forms, errors: &mut Errors| {
            let entry: &Entry = keys.get(name)?;
            if entry.value.is_empty() {
                let message = format!("this says nothing; write `{form}`, or remove it");
                errors.push(Rule::ArgumentValue, entry.key.span(), message);
                return None;
            }
            let keys = Keys::inside(entry, forms, errors);
            (!keys.broken).then_some((keys, entry.key.span()))
        };
        let arguments = inside(ARGUMENTS_FORM, ARGUMENTS, errors);
        let answer = inside(ANSWER_FORM, ANSWER, errors);
        let events = inside(EVENTS_FORM, EVENTS, errors);
        Self::read(arguments, answer, events, errors)
    }

    /// What attributes of a trait or a function say.
    pub(super) fn of_attributes(
        attributes: &Attributes,
        kind: FamilyKind,
        errors: &mut Errors,
    ) -> Self {
        let (ours, others, why): (&[&str], &[&str], _) = match kind {
            FamilyKind::Methods => (
                &["arguments", "answer"],
                &["events"],
                "a function answers, and nothing subscribes to it",
            ),
            FamilyKind::Subscriptions => (&["arguments", "answer", "events"], &[], ""),
            FamilyKind::Messages | FamilyKind::Requests => (
                &[],
                &["arguments", "answer", "events"],
                "a request is posted, and no function of a library",
            ),
        };
        for name in others {
            attributes.no_effect(name, why, errors);
        }
        let inside = |name: &str, form, forms, errors: &mut Errors| {
            let attribute = attributes.get(name).filter(|_| ours.contains(&name))?;
            attribute.list(form, errors)?;
            let keys = Keys::of(attribute, forms, errors);
            (!keys.broken).then_some((keys, attribute.span))
        };
        let arguments = inside("arguments", "(object)", ARGUMENTS, errors);
        let answer = inside("answer", "(promise)", ANSWER, errors);
        let events = inside("events", "(by = \"addHandler\")", EVENTS, errors);
        let mut read = Self::read(arguments, answer, events, errors);
        if kind == FamilyKind::Subscriptions {
            let at = attributes.get("answer").map(|attribute| attribute.span);
            read.answered = read
                .answer
                .take()
                .filter(|answer| answers(answer, at, errors));
        }
        read
    }

    fn read(
        arguments: Option<(Keys, Span)>,
        answer: Option<(Keys, Span)>,
        events: Option<(Keys, Span)>,
        errors: &mut Errors,
    ) -> Self {
        Self {
            object: arguments.and_then(|(keys, _)| self::arguments(&keys, errors)),
            answer: answer.and_then(|(keys, at)| self::answer(&keys, at, errors)),
            answered: None,
            events: events.and_then(|(keys, at)| self::events(&keys, at, errors)),
        }
    }

    /// With what is said around it, where it says nothing itself.
    pub(super) fn within(self, around: &Self) -> Self {
        Self {
            object: self.object.or(around.object),
            answer: self.answer.or_else(|| around.answer.clone()),
            answered: self.answered.or_else(|| around.answered.clone()),
            events: self.events.or_else(|| around.events.clone()),
        }
    }

    /// Whether it says how functions answer.
    pub(super) const fn says_answer(&self) -> bool {
        self.answer.is_some()
    }

    /// Whether subscriptions are functions of the page, which answers.
    pub(super) const fn is_answered(&self) -> bool {
        self.answered.is_some()
    }

    /// What follows for a function, or for an event.
    pub(super) fn convention(&self, kind: FamilyKind, span: Span) -> Convention {
        let plain = Convention::plain(span);
        if kind != FamilyKind::Subscriptions {
            let (answer, keys) = self.answer.clone().unwrap_or((plain.answer, plain.keys));
            return Convention {
                object: self.object.unwrap_or(false),
                answer,
                keys,
                ..Convention::plain(span)
            };
        }
        let subscribed = self.subscribed(plain);
        match self.answered.clone() {
            Some((answer, keys)) => Convention {
                object: self.object.unwrap_or(false),
                answer,
                keys,
                ..subscribed
            },
            None => subscribed,
        }
    }

    /// What follows for an event.
    fn subscribed(&self, plain: Convention) -> Convention {
        match self.events.clone() {
            Some(events) => Convention {
                keys: events.keys,
                listener: events.callback,
                by: events.by,
                together: events.together,
                names: events.names,
                ..plain
            },
            // A library whose answers are described has that convention of its own, and listeners get
            // the value itself unless it says otherwise.
            None if self.answer.is_some() => Convention {
                keys: None,
                ..plain
            },
            None => plain,
        }
    }
}

/// `object`, or `positions`
fn arguments(keys: &Keys, errors: &mut Errors) -> Option<bool> {
    let (object, positions) = (keys.flag("object"), keys.flag("positions"));
    if let (Some(first), Some(second)) = (object, positions) {
        let message =
            "arguments are the members of one object, or have positions; keep one of the two";
        let hint = "the other one is here";
        errors.twice(Rule::ConventionAnswer, first, second, message, hint);
        return None;
    }
    Some(object.is_some())
}

/// `callback`, `success, failure`, `promise` or `nothing`, and the keys of what comes.
fn answer(keys: &Keys, at: Span, errors: &mut Errors) -> Option<(AnswerBy, Option<OutcomeKeys>)> {
    let ways = ["callback", "success", "failure", "promise", "nothing"];
    let said: Vec<(&str, Span)> = ways
        .into_iter()
        .filter_map(|way| Some((way, keys.flag(way)?)))
        .collect();
    let by = match said.as_slice() {
        [("callback", _)] => AnswerBy::Callback(keys.text("callback")),
        [("promise", _)] => AnswerBy::Promise,
        [("nothing", _)] => AnswerBy::Nothing,
        [("success", _), ("failure", _)] => match (keys.text("success"), keys.text("failure")) {
            (Some(success), Some(failure)) => AnswerBy::Callbacks(Some([success, failure])),
            (None, None) => AnswerBy::Callbacks(None),
            (Some(_), None) | (None, Some(_)) => {
                let message = "two callbacks both have keys, or both stand behind the arguments: \
                               `success, failure`, or `success = \"…\", failure = \"…\"`";
                errors.push(Rule::ConventionAnswer, at, message);
                return None;
            }
        },
        [] => {
            let message = "how does the answer come? Write `callback`, `success, failure`, `promise` \
                           or `nothing`";
            errors.push(Rule::ConventionAnswer, at, message);
            return None;
        }
        [(way, span)] => {
            let other = if *way == "success" {
                "failure"
            } else {
                "success"
            };
            let message =
                format!("there are two callbacks, `success` and `failure`; add `{other}`");
            errors.push(Rule::ConventionAnswer, *span, message);
            return None;
        }
        [(first, span), .., (second, behind)] => {
            let message = format!("an answer comes one way: remove `{first}` or `{second}`");
            errors.twice(
                Rule::ConventionAnswer,
                *span,
                *behind,
                message,
                "the other one is here",
            );
            return None;
        }
    };
    let found = outcome_keys(keys, at, errors).ok()?;
    if let (AnswerBy::Nothing, Some(key)) = (&by, found.iter().flat_map(OutcomeKeys::each).next()) {
        let message = "nothing answers, so nothing stands under a key; remove it";
        errors.push(Rule::ConventionKeys, key.span, message);
        return None;
    }
    Some((by, found))
}

/// Whether an answer of a subscription says how it comes.
fn answers(
    answer: &(AnswerBy, Option<OutcomeKeys>),
    at: Option<Span>,
    errors: &mut Errors,
) -> bool {
    if let ((AnswerBy::Nothing, _), Some(at)) = (answer, at) {
        let message = "a subscription that nothing answers is one as it is; remove `#[answer(nothing)]`, and \
                       write what it delivers as its result";
        errors.push(Rule::ConventionAnswer, at, message);
        return false;
    }
    true
}

/// Where listeners go, and what they receive.
fn events(keys: &Keys, at: Span, errors: &mut Errors) -> Option<Events> {
    let (by, names) = (keys.text("by"), keys.text("names"));
    for path in by.iter().chain(&names) {
        if !is_object(&path.value) {
            let message =
                "this is a dotted path from the library's root: `by = \"events.subscribe\"`";
            errors.push(Rule::LibraryPath, path.span, message);
            return None;
        }
    }
    let together = keys.flag("object");
    if let (Some(at), None) = (together, &by) {
        let message = "an object of listeners goes to a function that subscribes to all events; add \
                       `by = \"…\"`";
        errors.push(Rule::ConventionAnswer, at, message);
        return None;
    }
    if let (Some(at), Some(other)) = (
        together,
        names.as_ref().map(|key| key.span).or(keys.flag("callback")),
    ) {
        let message = "the keys of the object are the events' names, and its members the listeners; keep \
                       `object` alone";
        errors.twice(
            Rule::ConventionAnswer,
            at,
            other,
            message,
            "this says otherwise",
        );
        return None;
    }
    if let (Some(names), None) = (&names, &by) {
        let message = "names are for a function that subscribes to all events; add `by = \"…\"`";
        errors.push(Rule::ConventionAnswer, names.span, message);
        return None;
    }
    Some(Events {
        by,
        together: together.is_some(),
        names,
        callback: keys.text("callback"),
        keys: outcome_keys(keys, at, errors).ok()?,
    })
}

/// What is broken was reported.
struct Reported;

/// The keys of success and failure, if any are given.
fn outcome_keys(
    keys: &Keys,
    at: Span,
    errors: &mut Errors,
) -> Result<Option<OutcomeKeys>, Reported> {
    let found = OutcomeKeys {
        flag: keys.text("flag"),
        ok: keys.text("ok"),
        error: keys.text("error"),
        // The flag does, else an error that is there.
        decides: None,
    };
    let mut known: Vec<&At<String>> = Vec::new();
    let callbacks = ["callback", "success", "failure"].map(|key| keys.text(key));
    for key in callbacks.iter().flatten() {
        if key.value.is_empty() {
            errors.push(Rule::NameEmpty, key.span, "a key is not empty");
            return Err(Reported);
        }
    }
    for key in found.each() {
        if key.value.is_empty() {
            errors.push(Rule::NameEmpty, key.span, "a key is not empty");
            return Err(Reported);
        }
        if let Some(first) = known.iter().find(|first| first.value == key.value) {
            let message = format!("the key `{}` is already used here", key.value);
            errors.twice(
                Rule::ConventionKeys,
                first.span,
                key.span,
                message,
                "first used here",
            );
            return Err(Reported);
        }
        known.push(key);
    }
    if known.is_empty() {
        return Ok(None);
    }
    if found.flag.is_none() && found.ok.is_none() {
        let message = "under which key does the result stand? Add `ok = \"…\"`, or `flag = \"…\"`";
        errors.push(Rule::ConventionKeys, at, message);
        return Err(Reported);
    }
    Ok(Some(found))
}
