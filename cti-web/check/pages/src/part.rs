//! A connection as a page plays it.

use std::error::Error;
use std::fmt::Display;
use std::future::{self, Future};
use std::pin::Pin;

use cti_runtime::protocol::Side;
use cti_runtime::{Counters, Gate, Protocol};
use cti_vendors::simulated::Cannot;
use cti_web::{Connection, RequestFailed};
use wasm_bindgen::{JsCast, JsValue};

use crate::heard::{Heard, Log};

/// What came of an act: `done`, the answer of a call, or why not.
pub type Answer = Pin<Box<dyn Future<Output = String>>>;

/// A connection whose protocol, side and handler the page needn't know.
pub trait Part {
    fn act(&self, words: &[&str]) -> Answer;
    fn counted(&self) -> String;
}

/// A role that was opened, or why it wasn't.
pub type Opened = Result<Box<dyn Part>, Box<dyn Error>>;

/// What a role's connection is.
pub type Line<P, S, H> = Connection<P, S, Heard<H>>;

/// What a role can do, in words.
type Act<P, S, H> = fn(&Line<P, S, H>, &[&str]) -> Answer;

struct Played<P: Protocol, S: Side<P>, H> {
    line: Line<P, S, H>,
    act: Act<P, S, H>,
}

/// A role on this connection.
pub fn play<P, S, H>(line: Line<P, S, H>, log: &Log, act: Act<P, S, H>) -> Box<dyn Part>
where
    P: Protocol,
    S: Side<P>,
    H: 'static,
{
    let log = log.clone();
    line.on_notice(move |notice| log.notice(&notice));
    Box::new(Played { line, act })
}

impl<P: Protocol, S: Side<P>, H> Part for Played<P, S, H> {
    fn act(&self, words: &[&str]) -> Answer {
        (self.act)(&self.line, words)
    }

    fn counted(&self) -> String {
        counted(self.line.counters())
    }
}

/// What was counted, in words.
pub fn counted(counters: Option<Counters>) -> String {
    let Some(counters) = counters else {
        return "closed".to_owned();
    };
    let accepted = format!("{} accepted", counters.accepted);
    let drifted = format!("{} drifted", counters.drifted);
    let late = counters.out_of_turn;
    let late = (late > 0).then(|| format!("{late} out of turn"));
    let refused = Gate::ALL
        .into_iter()
        .filter(|gate| counters.refused(*gate) > 0)
        .map(|gate| format!("{} {}", counters.refused(gate), gate.name()));
    let all: Vec<String> = [accepted, drifted]
        .into_iter()
        .chain(refused)
        .chain(late)
        .collect();
    all.join(", ")
}

/// What came of sending.
pub fn sent<E: Display>(result: Result<(), E>) -> Answer {
    now(match result {
        Ok(()) => "done".to_owned(),
        Err(why) => why.to_string(),
    })
}

/// What JavaScript would catch.
pub fn thrown(why: impl Into<JsValue>) -> String {
    match why.into().dyn_into::<js_sys::Error>() {
        Ok(error) => error.to_string().into(),
        Err(other) => other.as_string().unwrap_or_default(),
    }
}

/// What came of something that a simulated phone was to do.
pub fn acted(result: Option<Result<(), Cannot>>) -> Answer {
    sent(result.unwrap_or(Err(Cannot::Now("the connection is busy, or closed"))))
}

/// The answer of a call.
pub fn answer<T, E, C>(call: C, show: fn(T) -> String) -> Answer
where
    C: Future<Output = Result<T, RequestFailed<E>>> + 'static,
    E: std::fmt::Debug + 'static,
    T: 'static,
{
    Box::pin(async move { call.await.map_or_else(|why| format!("{why:?}"), show) })
}

/// An act that a role doesn't know.
pub const NO_SUCH_ACT: Cannot = Cannot::Now("there is no such act");

/// What came of something that was done at once.
pub fn now(text: String) -> Answer {
    Box::pin(future::ready(text))
}
