//! What a class for pages is typed with: functions for events, and requests with their answers.

use std::collections::BTreeMap;

use cti_runtime::describe::{Description, Direction, Family, Message, Reply};

use super::comments::doc;
use super::messages::said;
use super::{Module, key};
use crate::json::quoted;
use crate::outcome;
use crate::paths::is_path;

impl<'d> Module<'_, 'd> {
    pub(super) fn page(&mut self) {
        self.line("");
        self.handlers();
        self.line("");
        self.sendable();
        self.line("");
        self.requests();
    }

    /// A function for each event, under its tag.
    fn handlers(&mut self) {
        let events = events(self.names.description());
        self.comment(
            0,
            "A function for each event that matters to a page, under its tag.",
        );
        self.line("export type Handlers = {");
        for event in &events {
            let types: Vec<String> = event
                .messages
                .iter()
                .map(|(family, message)| self.without_id(family, message))
                .collect();
            self.comment(2, &event.doc);
            let line = format!(
                "  {}?: (event: {}) => void;",
                key(event.tag),
                types.join(" | ")
            );
            self.line(&line);
        }
        self.line("};");
        self.line("");
        self.comment(0, "The tags of `Handlers`.");
        self.line("export const HANDLERS: readonly string[] = [");
        for event in &events {
            self.line(&format!("  {},", quoted(event.tag)));
        }
        self.line("];");
    }

    /// What a page sends. The ids of requests are made for it.
    fn sendable(&mut self) {
        let commands = said(self.names.description(), Direction::ToVendor);
        let commands = commands.flat_map(|family| {
            let messages = family.messages.iter();
            messages.map(move |message| (family, message))
        });
        let types: Vec<String> = commands
            .map(|(family, message)| self.without_id(family, message))
            .collect();
        self.comment(0, "What a page sends.");
        let types = match types.as_slice() {
            [] => "never".to_owned(),
            types => types.join(" | "),
        };
        self.line(&format!("export type Sendable = {types};"));
    }

    /// What a page asks, and what it is answered.
    fn requests(&mut self) {
        let description = self.names.description();
        self.comment(0, "What a page asks, with what the promise gives.");
        let mut lines = Vec::new();
        for family in said(description, Direction::ToVendor) {
            for message in answered(family) {
                let command = self.without_id(family, message);
                let answer = self.answer(message);
                lines.push(format!("  (command: {command}): Promise<{answer}>;"));
            }
        }
        if lines.is_empty() {
            return self.line("export type Requests = never;");
        }
        self.line("export type Requests = {");
        for line in lines {
            self.line(&line);
        }
        self.line("};");
    }

    /// The type of a message, without the id that a session makes or keeps to itself.
    fn without_id(&self, family: &Family, message: &Message) -> String {
        let name = self.names.message(message);
        match outcome::requests(family).and_then(|requests| requests.id) {
            Some(id) if !is_path(id) => {
                format!("Omit<{name}, {}>", quoted(id))
            }
            _ => name.to_owned(),
        }
    }

    /// The type of what a request is answered.
    fn answer(&self, message: &'d Message) -> String {
        match message.reply {
            Some(Reply::Callback { result, .. }) => self.ty(result),
            Some(Reply::Named { tags, .. }) => self.answers_by_name(tags),
            None => "void".to_owned(),
        }
    }

    fn answers_by_name(&self, tags: &[&str]) -> String {
        let all: Vec<&Message> = said(self.names.description(), Direction::FromVendor)
            .flat_map(|family| family.messages)
            .filter(|message| tags.contains(&message.tag))
            .collect();
        match all.as_slice() {
            [] => "void".to_owned(),
            // What says itself whether it failed gives what it says on success.
            [only] => match &only.outcome {
                Some(outcome) => self.ty(outcome.ok),
                None => self.names.message(only).to_owned(),
            },
            several => {
                let names = several.iter().map(|message| self.names.message(message));
                names.collect::<Vec<_>>().join(" | ")
            }
        }
    }
}

/// The messages of a family that have one answer.
fn answered(family: &Family) -> impl Iterator<Item = &'static Message> {
    let messages = family.messages.iter();
    messages.filter(|message| message.reply.is_some() && message.stream.is_none())
}

/// What the vendor sends under a tag: mostly one message.
struct Event<'d> {
    tag: &'d str,
    doc: String,
    messages: Vec<(&'d Family, &'d Message)>,
}

fn events(description: &Description) -> Vec<Event<'static>> {
    let mut events: Vec<Event<'static>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for family in said(description, Direction::FromVendor) {
        for message in family.messages {
            if let Some(event) = known
                .get(message.tag)
                .and_then(|index| events.get_mut(*index))
            {
                event.messages.push((family, message));
                continue;
            }
            known.insert(message.tag, events.len());
            events.push(Event {
                tag: message.tag,
                doc: doc(message),
                messages: vec![(family, message)],
            });
        }
    }
    events
}
