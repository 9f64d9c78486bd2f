//! Help for tests: what generated sample tests call, and an in-memory wire between the two sides.

use std::borrow::Cow;

use crate::json::{self, Fault, Wire, Writer};
use crate::limits::MAX_NESTING;
use crate::message::{self, Failure, Lifted, RequestId};
use crate::protocol::{App, Library, Messages, New, Protocol, Vendor, Window};
use crate::session::Dispatch;
use crate::session::{self, Delivered, Received};
use crate::table::{Path, Reply, Requests, Row};
use crate::{Millis, Origin, Post, Session};

/// Fails unless a sample is the message at this row and survives being written and read again.
///
/// # Panics
/// If the sample doesn't do what a sample must.
#[expect(clippy::panic, reason = "fails a test")]
pub fn message<F: Messages>(row: usize, sample: &str) {
    let first: F = session::sample(sample).unwrap_or_else(|why| panic!("{why}\nin {sample}"));
    is_row::<F>(&first, row, sample);
    let written = as_posted::<F>(message::encode(&first));
    let second: F = session::sample(&written).unwrap_or_else(|why| panic!("{why}\nin {written}"));
    same(&first, &second, sample, &written);
}

/// What is posted for the JSON of a message.
#[expect(clippy::panic, reason = "fails a test")]
fn as_posted<F: Messages>(json: String) -> String {
    match F::TABLE.encoding.codec() {
        None => json,
        Some(codec) => {
            let written = codec.write(&json).map(Cow::into_owned);
            written.unwrap_or_else(|| panic!("the codec can't write {json}"))
        }
    }
}

/// Fails unless a sample is the arguments of the function at this row and survives a round trip.
///
/// # Panics
/// If the sample doesn't do what a sample must.
#[expect(clippy::panic, reason = "fails a test")]
pub fn arguments<F: Messages>(row: usize, sample: &str) {
    let name = F::TABLE.row(row).map_or("", |row| row.tag);
    let read = |json: &str| -> F {
        session::sample_named(name, json, true).unwrap_or_else(|why| panic!("{why}\nin {json}"))
    };
    let first = read(sample);
    is_row::<F>(&first, row, sample);
    let mut out = Writer::new();
    if F::TABLE.convention(row).object {
        message::write_named_arguments(first.record(), &mut out);
    } else {
        message::write_arguments(first.record(), &mut out);
    }
    same(&first, &read(out.as_str()), sample, out.as_str());
}

/// Fails unless a sample is the arguments of the request at this row and survives a round trip, with
/// an id unless it is answered over a port.
///
/// # Panics
/// If the sample doesn't do what a sample must.
#[expect(clippy::panic, reason = "fails a test")]
pub fn request<F: Messages>(row: usize, sample: &str) {
    let (declared, requests) = declared::<F>(row);
    let read = |json: &str| -> F {
        session::sample(json).unwrap_or_else(|why| panic!("{why}\nin {json}"))
    };
    let id = id_of(requests);
    let paths = F::TABLE.paths(row);
    let posted = as_posted::<F>(unlifted(posted::<F>(row, sample), paths));
    let first = read(&posted);
    is_row::<F>(&first, row, sample);
    let mut out = Writer::new();
    message::write_request(declared, requests, id, first.record(), &mut out);
    let written = as_posted::<F>(unlifted(out.into_string(), paths));
    same(&first, &read(&written), sample, &written);
}

/// What was written, with what stands in other objects put there.
#[expect(clippy::panic, reason = "fails a test")]
fn unlifted(json: String, paths: &[Path]) -> String {
    if paths.is_empty() {
        return json;
    }
    message::unlift(&json, paths).unwrap_or_else(|| panic!("{json} isn't written as it should be"))
}

/// The table's entries for the request at this row.
#[expect(clippy::panic, reason = "fails a test")]
fn declared<F: Messages>(row: usize) -> (&'static Row, &'static Requests) {
    match (F::TABLE.row(row), F::TABLE.requests(row)) {
        (Some(row), Some(requests)) => (row, requests),
        _ => panic!("there is no request with the row {row}"),
    }
}

/// An id, as JSON, of the kind that a family makes; empty, if it makes none.
const fn id_of(requests: &Requests) -> &'static str {
    match requests.id {
        None => "",
        Some(_) if requests.numbers => "1",
        Some(_) => "\"1\"",
    }
}

/// A request with these arguments, as it is posted.
#[expect(clippy::panic, reason = "fails a test")]
fn posted<F: Messages>(row: usize, arguments: &str) -> String {
    let arguments: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(arguments).unwrap_or_else(|why| panic!("{why}\nin {arguments}"));
    let (declared, requests) = declared::<F>(row);
    let message = F::make(New::Row(row));
    let beside = message.record().shape().beside;
    let (outer, inner): (serde_json::Map<_, _>, serde_json::Map<_, _>) = arguments
        .into_iter()
        .partition(|(key, _)| beside.iter().any(|known| known.key == key));
    let entries = |entries: serde_json::Map<String, serde_json::Value>| -> String {
        let entry = |(key, value)| format!(",{}:{value}", serde_json::Value::String(key));
        entries.into_iter().map(entry).collect()
    };
    let id = requests.id.map_or("", |id| id.open);
    let mut json = declared.open.to_owned() + id + id_of(requests) + &entries(outer);
    match &declared.content {
        None => json += &entries(inner),
        Some(content) => {
            json += content.open;
            json += &serde_json::Value::Object(inner).to_string();
        }
    }
    json + "}"
}

/// Fails unless a sample is what the request at this row is answered with on success, and an answer
/// that says it survives being posted and read.
///
/// # Panics
/// If the sample doesn't do what a sample must.
#[expect(clippy::panic, reason = "fails a test")]
pub fn answered<F: Messages, T: Wire, E: Failure>(row: usize, sample: &str) {
    let value = json::read_value(sample);
    let value = value.unwrap_or_else(|why| panic!("{why}, {}\nin {sample}", why.locate(sample)));
    answer::<F, T, E>(row, &Ok(value));
}

/// Fails unless a sample is what the request at this row is answered with on failure, and an answer
/// that says it survives being posted and read.
///
/// # Panics
/// If the sample doesn't do what a sample must.
#[expect(clippy::panic, reason = "fails a test")]
pub fn refused<F: Messages, T: Wire, E: Failure>(row: usize, sample: &str) {
    let error = E::from_json(sample);
    let error = error.unwrap_or_else(|why| panic!("{why}, {}\nin {sample}", why.locate(sample)));
    answer::<F, T, E>(row, &Err(error));
}

#[expect(clippy::panic, reason = "fails a test")]
fn answer<F: Messages, T: Wire, E: Failure>(row: usize, first: &Result<T, E>) {
    let (declared, requests) = declared::<F>(row);
    let Some(Reply::Request { silent, .. }) = declared.reply else {
        panic!("nothing answers the row {row}");
    };
    let (table, id) = (&requests.answer, id_of(requests));
    let written = |result: &Result<T, E>| {
        let mut out = Writer::new();
        message::write_answer(table, id, result, &mut out);
        unlifted(out.into_string(), table.paths)
    };
    let once = written(first);
    let posted = as_posted::<F>(once.clone());
    let json = match F::TABLE.encoding.codec() {
        None => posted,
        Some(codec) => {
            let json = codec.read(&posted).map(Cow::into_owned);
            json.unwrap_or_else(|| panic!("the codec can't read {posted}"))
        }
    };
    let refused = |why: Fault| -> ! { panic!("{why}, {}\nin {json}", why.locate(&json)) };
    let mut room = Lifted::default();
    assert!(
        room.lift_answer(&json, table, MAX_NESTING),
        "this is no answer: {json}"
    );
    let lifted = room.text(&json);
    let read = message::read_answer(lifted, table, MAX_NESTING).unwrap_or_else(|why| refused(why));
    let Some(answer) = read else {
        panic!("this is no answer: {json}");
    };
    let same_id = message::id_text(answer.id) == message::id_text(id);
    assert!(same_id, "the answer has another id: {json}");
    let second = match answer.outcome(table, silent) {
        Ok(Ok((json, _))) => json::read_value::<T>(json).map(Ok),
        Ok(Err((json, _))) => E::from_json(json).map(Err),
        Err(why) => Err(why),
    };
    let second: Result<T, E> = second.unwrap_or_else(|why| refused(why));
    assert_eq!(
        once,
        written(&second),
        "changed by being written and read again"
    );
}

/// Fails unless a sample is what a callback or a subscriber receives on success, and survives a
/// round trip.
///
/// # Panics
/// If the sample doesn't do what a sample must.
pub fn result<T: Wire, E: Wire>(sample: &str) {
    outcome::<T, E>(&format!(r#"{{"result":{sample}}}"#), true);
}

/// Fails unless a sample is what a callback or a subscriber receives on failure, and survives a
/// round trip.
///
/// # Panics
/// If the sample doesn't do what a sample must.
pub fn error<T: Wire, E: Wire>(sample: &str) {
    outcome::<T, E>(&format!(r#"{{"result":null,"error":{sample}}}"#), false);
}

#[expect(clippy::panic, reason = "fails a test")]
fn outcome<T: Wire, E: Wire>(body: &str, ok: bool) {
    let read = |body: &str| -> Result<T, E> {
        json::read_value(body)
            .unwrap_or_else(|why| panic!("{why}, {}\nin {body}", why.locate(body)))
    };
    let written = |outcome: &Result<T, E>| {
        let mut out = Writer::new();
        outcome.write(&mut out);
        out.into_string()
    };
    let first = read(body);
    assert_eq!(first.is_ok(), ok, "read as the other outcome: {body}");
    let once = written(&first);
    let twice = written(&read(&once));
    assert_eq!(
        once, twice,
        "changed by being written and read again: {body}"
    );
}

fn is_row<F: Messages>(message: &F, row: usize, sample: &str) {
    let tag = |row: usize| {
        F::TABLE
            .row(row)
            .map_or("an unknown message", |row| row.tag)
    };
    let found = message.row();
    assert!(
        found == row,
        "a sample of `{}` is `{}`: {sample}",
        tag(row),
        tag(found)
    );
}

fn same<F: Messages>(first: &F, second: &F, sample: &str, written: &str) {
    assert!(
        first == second,
        "changed by being written and read again:\n  {sample}\n  {written}"
    );
}

/// An in-memory wire between an application and a vendor's side: what one posts, the other
/// receives from the window that it listens to, if the target origin is the other's. The answer to a request
/// that comes with [a port](macro@crate::protocol#requests) is received over that.
#[derive(Clone, Debug)]
pub struct Cable {
    /// The origin of the application's page.
    pub page: Origin,
    /// The origin of the vendor's window.
    pub phone: Origin,
    /// The time.
    pub now: Millis,
    /// Everything that crossed the wire, as `→ json` (to the vendor) and `← json`.
    pub log: Vec<String>,
    /// Messages that a window would not have got, because their target was another origin.
    pub undelivered: Vec<crate::OutPost>,
    /// The ports of requests, by the number that each side has for the request: who asked, then who was asked.
    ports: [Vec<(RequestId, RequestId)>; 2],
}

impl Cable {
    /// A wire between a page and a phone at these origins.
    pub const fn new(page: Origin, phone: Origin) -> Self {
        Self {
            page,
            phone,
            now: Millis(0),
            log: Vec::new(),
            undelivered: Vec::new(),
            ports: [const { Vec::new() }; 2],
        }
    }

    /// Carries messages in both directions until neither side has anything to post. Says what each side
    /// did not accept.
    pub fn run<P, A, V>(
        &mut self,
        app: (&mut Session<P, App>, &mut A),
        vendor: (&mut Session<P, Vendor>, &mut V),
    ) -> Vec<String>
    where
        P: Protocol<Transport = Window>,
        P::Event: Dispatch<A, P, App>,
        P::Command: Dispatch<V, P, Vendor>,
        A: ?Sized,
        V: ?Sized,
    {
        let (app, page) = app;
        let (vendor, phone) = vendor;
        let mut refused = Vec::new();
        // A conversation that never ends is a bug of the two handlers, not of the wire.
        for _ in 0..10_000 {
            let mut idle = true;
            while let Some(post) = app.poll_post() {
                idle = false;
                if post.target != self.phone {
                    self.undelivered.push(post);
                    continue;
                }
                self.log.push(format!("→ {}", post.data.json()));
                let arrived = Post::new(vendor.source(), self.page.as_str(), post.data.as_data());
                let arrived = self.over_port(0, Session::<P, App>::port_of_answer(&post), arrived);
                match vendor.receive(arrived, self.now) {
                    Received::Message(message, order) => {
                        let asked = Session::<P, App>::port_of_request(&post);
                        self.ports[1].extend(asked.zip(order.request()));
                        message.dispatch(phone, vendor.handling(&order));
                    }
                    Received::Drifted(drifted) => refused.push(format!("→ {drifted:?}")),
                    Received::Refused(refusal) => refused.push(format!("→ {refusal}")),
                }
            }
            while let Some(post) = vendor.poll_post() {
                idle = false;
                if post.target != self.page {
                    self.undelivered.push(post);
                    continue;
                }
                self.log.push(format!("← {}", post.data.json()));
                let arrived = Post::new(app.source(), self.phone.as_str(), post.data.as_data());
                let arrived =
                    self.over_port(1, Session::<P, Vendor>::port_of_answer(&post), arrived);
                match app.receive(arrived, self.now) {
                    Received::Message(message, order) => {
                        let asked = Session::<P, Vendor>::port_of_request(&post);
                        self.ports[0].extend(asked.zip(order.request()));
                        message.dispatch(page, app.handling(&order));
                    }
                    Received::Drifted(drifted) => refused.push(format!("← {drifted:?}")),
                    Received::Refused(refusal) => refused.push(format!("← {refusal}")),
                }
            }
            if idle {
                break;
            }
        }
        refused
    }

    /// A message as it arrives, over the port of the request that it answers, if it does.
    fn over_port<'a>(&self, ports: usize, answers: Option<RequestId>, post: Post<'a>) -> Post<'a> {
        let mut ports = self.ports.get(ports).into_iter().flatten();
        let asked = answers.and_then(|answers| ports.find(|(_, asked)| *asked == answers));
        match asked {
            Some((asker, _)) => post.over_port_of(*asker),
            None => post,
        }
    }
}

/// Carries signals between an application and an in-page library until neither has any left.
/// Says what each side did not accept.
pub fn run_in_page<P, A, V>(
    app: (&mut Session<P, App>, &mut A),
    library: (&mut Session<P, Vendor>, &mut V),
    now: Millis,
) -> Vec<String>
where
    P: Protocol<Transport = Library>,
    P::Event: Dispatch<A, P, App>,
    P::Command: Dispatch<V, P, Vendor>,
    A: ?Sized,
    V: ?Sized,
{
    let (app, page) = app;
    let (library, desk) = library;
    let mut refused = Vec::new();
    for _ in 0..10_000 {
        let mut idle = true;
        while let Some(signal) = app.poll_signal() {
            idle = false;
            match library.deliver(&signal, now) {
                Delivered::Message(message, order) => {
                    message.dispatch(desk, library.handling(&order));
                }
                Delivered::Answered { .. } => {}
                Delivered::Drifted(drifted) => refused.push(format!("→ {drifted:?}")),
                Delivered::Refused(refusal) => refused.push(format!("→ {refusal}")),
            }
        }
        while let Some(signal) = library.poll_signal() {
            idle = false;
            match app.deliver(&signal, now) {
                Delivered::Message(message, order) => {
                    message.dispatch(page, app.handling(&order));
                }
                Delivered::Answered { .. } => {}
                Delivered::Drifted(drifted) => refused.push(format!("← {drifted:?}")),
                Delivered::Refused(refusal) => refused.push(format!("← {refusal}")),
            }
        }
        if idle {
            break;
        }
    }
    refused
}
