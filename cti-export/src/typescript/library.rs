//! The functions of a library, and what their callbacks receive.

use cti_runtime::describe::{Family, Field, Message, Presence, Reply, Type};

use super::messages::doc;
use super::types::note;
use super::{Module, key};
use crate::names::Builtin;
use crate::shape;
use crate::text::camel;
use crate::words;

/// Writes the parameters of a library's function.
type Parameters<'d> = dyn Fn(&Module<'_, 'd>, &'d Message) -> String;

impl<'d> Module<'_, 'd> {
    /// The library's functions, and for each what travels.
    pub(super) fn functions(&mut self, family: &'d Family) {
        let outcome = self.named_builtin(Builtin::Outcome);
        self.library(family, &|module, message| {
            let name = module.names.message(message);
            let mut parameters: Vec<String> = message
                .fields
                .iter()
                .map(|field| {
                    let name = parameter(field);
                    format!("{name}: {}", module.argument(field))
                })
                .collect();
            parameters.push(format!("callback?: (outcome: {name}Outcome) => void"));
            parameters.join(", ")
        });
        for message in family.messages {
            let name = self.names.message(message).to_owned();
            self.line("");
            self.comment(
                0,
                &format!("Arguments of `{}`, without the callback.", message.tag),
            );
            let needed = shape::needed_arguments(message.fields);
            let arguments: Vec<String> = message
                .fields
                .iter()
                .enumerate()
                .map(|(index, field)| {
                    let mark = if index < needed { "" } else { "?" };
                    let note = note(self.of_field(field));
                    format!("{note}{}{mark}: {}", parameter(field), self.argument(field))
                })
                .collect();
            self.line(&format!("export type {name} = [{}];", arguments.join(", ")));
            if let Some(Reply::Callback { result, error }) = message.reply {
                let (result, error) = (self.ty(result), self.ty(error));
                self.line("");
                self.comment(
                    0,
                    &format!("What the callback of `{}` receives.", message.tag),
                );
                self.line(&format!(
                    "export type {name}Outcome = {outcome}<{result}, {error}>;"
                ));
            }
        }
    }

    /// The library's root, as far as a family of functions goes.
    fn library(&mut self, family: &'d Family, parameters: &Parameters<'d>) {
        self.line(&format!("export interface {} {{", family.name));
        let all: Vec<_> = family.messages.iter().map(|of| (of.tag, of)).collect();
        self.members(2, &all, parameters);
        self.line("}");
    }

    /// The members of an object of the library: its functions, then the objects in it. Each function
    /// comes with its path from this object.
    fn members(
        &mut self,
        indent: usize,
        functions: &[(&'d str, &'d Message)],
        parameters: &Parameters<'d>,
    ) {
        let space = " ".repeat(indent);
        let mut objects: Vec<(&str, Vec<(&'d str, &'d Message)>)> = Vec::new();
        for (path, message) in functions {
            if let Some((object, rest)) = path.split_once('.') {
                let known = objects.iter_mut().find(|(known, _)| *known == object);
                match known {
                    Some((_, inside)) => inside.push((rest, message)),
                    None => objects.push((object, vec![(rest, message)])),
                }
                continue;
            }
            self.comment(indent, &doc(message));
            let mark = if message.optional { "?" } else { "" };
            let parameters = parameters(self, message);
            self.line(&format!("{space}{}{mark}({parameters}): void;", key(path)));
        }
        for (object, inside) in objects {
            self.line(&format!("{space}{}: {{", key(object)));
            self.members(indent + 2, &inside, parameters);
            self.line(&format!("{space}}};"));
        }
    }

    pub(super) fn argument(&self, field: &Field) -> String {
        let ty = self.ty(field.ty);
        match field.presence {
            Presence::Default if !matches!(field.ty, Type::Option(_)) => format!("{ty} | null"),
            _ => ty,
        }
    }

    /// What can be subscribed to, and what each callback receives.
    pub(super) fn subscriptions(&mut self, family: &'d Family) {
        let outcome = self.named_builtin(Builtin::Outcome);
        self.library(family, &|module, message| {
            if message.fields.is_empty() {
                "callback: () => void".to_owned()
            } else {
                let name = module.names.message(message);
                format!("callback: (outcome: {name}) => void")
            }
        });
        for message in family.messages {
            let Some(field) = message.fields.first() else {
                continue;
            };
            let name = self.names.message(message).to_owned();
            let value = self.ty(field.ty);
            let ty = match message.failure {
                Some(failure) => format!("{outcome}<{value}, {}>", self.ty(failure)),
                None => value,
            };
            self.line("");
            let doc = format!("What the callback of `{}` receives.", message.tag);
            self.comment(0, &[doc.as_str(), self.of_field(field)].join(" "));
            self.line(&format!("export type {name} = {ty};"));
        }
    }
}

/// The name of a parameter.
pub(super) fn parameter(field: &Field) -> String {
    let name = camel(field.key);
    if words::RESERVED.contains(&name.as_str())
        || !name.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        format!("{name}_")
    } else {
        name
    }
}
