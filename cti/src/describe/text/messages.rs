//! Families, their messages and envelopes.

use std::io::{self, Write};

use cti_export::words::{self, Privacy, first_paragraph};
use cti_runtime::describe::{
    Decides, Description, Direction, Envelope, Family, FamilyKind, Handshake, Message, Outcome,
    Reply, Requests, Type,
};

use super::Page;
use super::machines::{condition, from};
use super::types::noted;
use crate::describe::table::Row;
use crate::output::style::{FAINT, NAME, NEW, PLAIN, Styled};

impl<W: Write> Page<'_, W> {
    pub(super) fn family(&mut self, family: &Family) -> io::Result<()> {
        if family.messages.is_empty() {
            return Ok(());
        }
        let direction = match (family.direction, family.kind) {
            (_, FamilyKind::Methods) => "functions that the application calls",
            (_, FamilyKind::Subscriptions) => "functions of the application that the vendor calls",
            (Direction::FromVendor, FamilyKind::Requests) => "requests of the vendor",
            (Direction::ToVendor, FamilyKind::Requests) => "requests to the vendor",
            (Direction::FromVendor, FamilyKind::Messages) => "from the vendor",
            (Direction::ToVendor, FamilyKind::Messages) => "to the vendor",
        };
        self.heading(family.name, direction)?;
        if family.kind.is_posted() {
            self.label("envelope", &envelope(family.envelope))?;
        }
        if let Some(requests) = &family.requests {
            self.label("answers", &answers(requests))?;
        }
        writeln!(self.out)?;
        for message in family.messages {
            self.message(message, family)?;
        }
        Ok(())
    }

    fn message(&mut self, message: &Message, family: &Family) -> io::Result<()> {
        write!(self.out, "  {}", Styled(NAME, words::tag_of(message)))?;
        writeln!(self.out)?;
        if !message.aliases.is_empty() {
            let aliases = format!("also read: {}", message.aliases.join(", "));
            self.item(FAINT, &aliases)?;
        }
        self.wrapped(&first_paragraph(message.doc), 4)?;
        if family.kind.is_posted()
            && !message.fields.is_empty()
            && message.content != family.envelope.content
        {
            let place = match message.content {
                Some(key) => format!("content in `{key}`"),
                None => format!("fields beside `{}`", family.envelope.tag),
            };
            self.item(FAINT, &place)?;
        }
        self.fields(message.fields, message.whole)?;
        if let Some(declared) = &message.outcome {
            self.table(&outcome(self.description, declared))?;
        }
        for step in message.moves {
            let (machine, from, to) = (step.machine, from(step.from), step.to);
            let text = format!("{machine}: {from} → {to}{}", condition(step));
            self.item(NEW, &text)?;
        }
        for only in message.only {
            let text = format!(
                "only while {} is {}",
                only.machine,
                only.states.join(" or ")
            );
            self.item(NEW, &text)?;
        }
        match message.reply {
            Some(Reply::Named { tags, errors }) => {
                let (answers, failures) = (tags.join(" or "), errors.join(" or "));
                let text = match (tags, errors) {
                    ([], _) => format!("answered only if it failed, by {failures}"),
                    (_, []) => format!("answered by {answers}"),
                    _ => format!("answered by {answers}, or {failures} if it failed"),
                };
                self.item(PLAIN, &text)?;
            }
            Some(Reply::Callback { result, error }) => {
                let (result, error) = (words::of_type(result), words::of_type(error));
                let how = match family.kind {
                    FamilyKind::Requests => "answered with",
                    _ => "calls back with",
                };
                match &family.requests {
                    Some(requests) if !requests.answer.may_fail() => {
                        self.item(PLAIN, &format!("{how} {result}"))?;
                    }
                    _ => self.item(PLAIN, &format!("{how} {result}, or {error} if it failed"))?,
                }
            }
            None => {}
        }
        if let Some(stream) = message.stream {
            let until = stream
                .until
                .map_or_else(String::new, |tag| format!(", until {tag}"));
            let cancel = stream
                .cancel
                .map_or_else(String::new, |tag| format!("; {tag} cancels it"));
            self.item(PLAIN, &format!("any number of answers come{until}{cancel}"))?;
        }
        if message.deprecated.is_some() {
            self.item(PLAIN, "deprecated")?;
        }
        if message.reloaded {
            self.item(
                PLAIN,
                "its sender's document is new: the conversation begins again",
            )?;
        }
        if message.port {
            self.item(
                PLAIN,
                "comes with a message port, through which the conversation goes on",
            )?;
        }
        match (message.within, message.handshake) {
            (Some(ms), None) => {
                let what = words::waited_for(message);
                self.item(PLAIN, &format!("the {what} is waited for {ms} ms"))?;
            }
            (Some(ms), Some(handshake)) => {
                self.item(
                    PLAIN,
                    &format!("{}, given up after {ms} ms", begins(handshake)),
                )?;
            }
            (None, Some(handshake)) => self.item(PLAIN, &begins(handshake))?,
            (None, None) => {}
        }
        writeln!(self.out)
    }
}

/// The keys of an declared.
fn outcome(description: &Description, declared: &Outcome) -> Vec<Row> {
    let flag = declared.flag.map(|flag| Row {
        key: flag.to_owned(),
        ty: words::of_type(Type::Bool),
        notes: String::from(match declared.decides {
            Some(_) => "says which, alone",
            None => "says which",
        }),
        doc: declared.doc,
    });
    let row = |key: Option<&str>, ty, notes: &str| {
        let key = match key {
            None if ty == Type::Nothing => return None,
            None => "(flattened)",
            Some(key) => key,
        };
        Some(Row {
            key: key.to_owned(),
            ty: words::of_type(ty),
            notes: noted(notes, Privacy::of_outcome(description, declared, ty)),
            doc: "",
        })
    };
    let (ok, error) = match declared.decides {
        Some(Decides::Ok) => ("if it succeeded, decides", "if it failed"),
        Some(Decides::Error) => ("if it succeeded", "if it failed, decides"),
        Some(Decides::Flag) | None => ("if it succeeded", "if it failed"),
    };
    let ways = [
        row(declared.ok_key, declared.ok, ok),
        row(declared.error_key, declared.error, error),
    ];
    flag.into_iter().chain(ways.into_iter().flatten()).collect()
}

/// What answers look like.
fn answers(requests: &Requests) -> String {
    let answer = &requests.answer;
    let fixed = answer.constants.iter();
    let fixed = fixed.map(|constant| format!("{:?}: {}", constant.key, constant.value));
    let mut shape: Vec<String> = fixed.collect();
    shape.extend(answer.id.map(|id| format!("{id:?}: …")));
    shape.extend(answer.flag.map(|flag| format!("{flag:?}: …")));
    shape.push(match (answer.ok, answer.error) {
        (Some(ok), Some(error)) => match answer.decides {
            Some(Decides::Ok) => format!("{ok:?}, or without it {error:?}: …"),
            Some(Decides::Error) => format!("{error:?}, or without it {ok:?}: …"),
            Some(Decides::Flag) | None => format!("{ok:?} or {error:?}: …"),
        },
        (Some(ok), None) if answer.may_fail() => format!("{ok:?}: … or the error's fields"),
        (Some(ok), None) => format!("{ok:?}: …"),
        (None, Some(error)) if answer.only_fails() => format!("{error:?}: …, on failure alone"),
        (None, Some(error)) => format!("the result's fields or {error:?}: …"),
        (None, None) => String::from("the fields of the result or the error"),
    });
    let unknown = requests
        .unknown
        .map(|error| format!("; {error} if nobody knows the request"));
    format!(
        "{{{}}}, {}{}",
        shape.join(", "),
        match requests.id {
            Some(id) => format!("with the id that the request has in {id:?}"),
            None => "over the port that came with the request".to_owned(),
        },
        unknown.unwrap_or_default()
    )
}

fn envelope(envelope: Envelope) -> String {
    if envelope.encoding.is_bare() {
        return words::posted(&envelope.encoding);
    }
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let mut shape: Vec<String> = fixed
        .map(|constant| format!("{:?}: {}", constant.key, constant.value))
        .collect();
    shape.push(format!("{:?}: …", envelope.tag));
    shape.push(match envelope.content {
        Some(content) => format!("{content:?}: …"),
        None => String::from("and the fields"),
    });
    let shape = format!("{{{}}}", shape.join(", "));
    let reports: Vec<&str> = envelope.reports.iter().map(|of| of.key).collect();
    let reports = match reports.as_slice() {
        [] => String::new(),
        keys => format!("; {} may be anything when it is read", keys.join(", ")),
    };
    format!("{shape}, {}{reports}", words::posted(&envelope.encoding))
}

fn begins(handshake: Handshake) -> String {
    let Handshake {
        until,
        again,
        every_ms,
        hold,
    } = handshake;
    let rest = words::before_acknowledgement(hold);
    let every = every_ms.map_or(String::new(), |every| {
        format!(", repeated every {every} ms")
    });
    let again = again.map_or(String::new(), |again| format!(", and again after {again}"));
    format!("comes first{every}{again}; what else is sent {rest} {until}")
}
