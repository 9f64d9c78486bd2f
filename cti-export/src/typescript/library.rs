//! The functions of a library, and what their callbacks receive.

use cti_runtime::describe::{
    AnswerBy, CallbackKeys, Family, Field, Message, Presence, Reply, Type,
};

use super::comments::{doc, note};
use super::types::parameter;
use super::{Module, key};
use crate::convention;
use crate::json::quoted;
use crate::names::Builtin;
use crate::shape;

/// Writes the parameters of a library's function, and what it returns.
type Signature<'d> = dyn Fn(&Module<'_, 'd>, &'d Message) -> (String, String);

impl<'d> Module<'_, 'd> {
    /// The library's functions, and for each what travels.
    pub(super) fn functions(&mut self, family: &'d Family) {
        self.library(family, &|module, message| module.signature(message));
        for message in family.messages {
            self.travels(message);
        }
    }

    /// The parameters of a function, and what it returns.
    fn signature(&self, message: &'d Message) -> (String, String) {
        let name = self.names.message(message);
        let convention = &message.convention;
        let mut parameters: Vec<String> = if convention.object {
            Vec::new()
        } else {
            let arguments = message.fields.iter();
            let argument = |field| format!("{}: {}", parameter(field), self.argument(field));
            arguments.map(argument).collect()
        };
        let taken = |name: &str, what: &str| format!("{name}?: ({what}) => void");
        let answer = |key: &str| taken(key, &format!("outcome: {name}Outcome"));
        let failure = |key: &str| taken(key, &format!("failure: {name}Failure"));
        let (inside, behind) = match convention.answer {
            AnswerBy::Callback(None) => (Vec::new(), vec![answer("callback")]),
            AnswerBy::Callbacks(None) => (Vec::new(), vec![answer("success"), failure("failure")]),
            AnswerBy::Callback(Some(of)) => (vec![answer(&key(of))], Vec::new()),
            AnswerBy::Callbacks(Some([success, failed])) => (
                vec![answer(&key(success)), failure(&key(failed))],
                Vec::new(),
            ),
            AnswerBy::Promise | AnswerBy::Nothing => (Vec::new(), Vec::new()),
        };
        let inside = (!inside.is_empty()).then(|| format!("{{ {} }}", inside.join("; ")));
        match (convention.object, inside) {
            (true, Some(inside)) => parameters.push(format!("options: {name} & {inside}")),
            (true, None) => parameters.push(format!("options: {name}")),
            (false, Some(inside)) => parameters.push(format!("callbacks?: {inside}")),
            (false, None) => {}
        }
        parameters.extend(behind);
        let returns = match convention.answer {
            AnswerBy::Promise => format!("{name}Outcome | Promise<{name}Outcome>"),
            _ => "void".to_owned(),
        };
        (parameters.join(", "), returns)
    }

    /// What a function is called with, and what it answers.
    fn travels(&mut self, message: &'d Message) {
        self.arguments(message);
        let Some(Reply::Callback { result, error }) = message.reply else {
            return;
        };
        let name = self.names.message(message).to_owned();
        let outcome = format!("{name}Outcome");
        self.outcome(&outcome, &told(message), message, [result, error]);
        if message.convention.fails_apart() {
            let error = self.ty(error);
            self.line("");
            let doc = format!("What a failure of `{}` says by itself.", message.tag);
            self.comment(0, &doc);
            self.line(&format!("export type {name}Failure = {error};"));
        }
    }

    /// What a function is called with.
    fn arguments(&mut self, message: &'d Message) {
        let name = self.names.message(message).to_owned();
        self.line("");
        let doc = format!("Arguments of `{}`, without callbacks.", message.tag);
        if message.convention.object {
            self.comment(0, &doc);
            let body = self.body(message.fields.iter(), 0).text(0);
            return self.line(&format!("export type {name} = {body};"));
        }
        let doc = doc.replace("callbacks", "the callback");
        self.comment(0, &doc);
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
    }

    /// What a callback receives, or a listener.
    fn outcome(&mut self, name: &str, doc: &str, message: &Message, [result, error]: [Type; 2]) {
        let (result, error) = (self.ty(result), self.ty(error));
        let ty = match message.convention.keys {
            None => result,
            Some(CallbackKeys::PLAIN) => {
                let outcome = self.named_builtin(Builtin::Outcome);
                format!("{outcome}<{result}, {error}>")
            }
            Some(keys) => {
                let side = |ok: bool, of: Option<&str>, ty: &str| {
                    let flag = keys.flag.map(|flag| format!("{}: {ok}", key(flag)));
                    // With a flag, what says nothing may be left out.
                    let nothing = ty == "unknown" || ty.ends_with("null");
                    let may_lack = keys.flag.is_some() && nothing;
                    let mark = if may_lack { "?" } else { "" };
                    let own = of.map(|of| format!("{}{mark}: {ty}", key(of)));
                    let members: Vec<String> = flag.into_iter().chain(own).collect();
                    let beside = if of.is_none() {
                        format!(" & {ty}")
                    } else {
                        String::new()
                    };
                    format!("{{ {} }}{beside}", members.join("; "))
                };
                let ok = side(true, keys.ok, &result);
                if keys.may_fail() {
                    format!("{ok} | {}", side(false, keys.error, &error))
                } else {
                    ok
                }
            }
        };
        self.line("");
        self.comment(0, doc);
        self.line(&format!("export type {name} = {ty};"));
    }

    /// The library's root, as far as a family of functions goes.
    fn library(&mut self, family: &'d Family, signature: &Signature<'d>) {
        self.line(&format!("export interface {} {{", family.name));
        // A function that subscribes to all events has a signature for each, but one if it is called once.
        let is_together = |of: &Message, by| of.convention.together && of.convention.by == by;
        let messages = family
            .messages
            .iter()
            .enumerate()
            .filter(|(index, message)| {
                let mut before = family.messages.iter().take(*index);
                let by = message.convention.by;
                !message.convention.together || !before.any(|of| is_together(of, by))
            });
        let messages = messages.map(|(_, message)| message);
        let path = |of: &Message| of.convention.by.unwrap_or(of.tag);
        let all: Vec<_> = messages.map(|of| (path(of), of)).collect();
        self.members(2, &all, signature);
        self.line("}");
    }

    /// The members of an object of the library: its functions, then the objects in it. Each function
    /// comes with its path from this object.
    fn members(
        &mut self,
        indent: usize,
        functions: &[(&'d str, &'d Message)],
        signature: &Signature<'d>,
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
            let own = message.convention.by.is_none();
            let mark = if message.optional && own { "?" } else { "" };
            let (parameters, returns) = signature(self, message);
            self.line(&format!(
                "{space}{}{mark}({parameters}): {returns};",
                key(path)
            ));
        }
        for (object, inside) in objects {
            self.line(&format!("{space}{}: {{", key(object)));
            self.members(indent + 2, &inside, signature);
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

    /// What is given to a library: a listener, or a function that answers.
    fn callback(&self, message: &'d Message) -> String {
        let name = self.names.message(message);
        if message.reply.is_some() {
            let (parameters, returns) = self.signature(message);
            format!("({parameters}) => {returns}")
        } else if message.fields.is_empty() {
            "() => void".to_owned()
        } else {
            format!("(outcome: {name}) => void")
        }
    }

    /// What can be subscribed to, and what each callback receives.
    pub(super) fn subscriptions(&mut self, family: &'d Family) {
        self.library(family, &|module, message| {
            if message.convention.together {
                let by = message.convention.by;
                let same = |of: &&Message| of.convention.together && of.convention.by == by;
                let members = family.messages.iter().filter(same);
                let members = members.map(|of| format!("{}: {}", key(of.tag), module.callback(of)));
                let members: Vec<String> = members.collect();
                let functions = format!("functions: {{ {} }}", members.join("; "));
                return (functions, "void".to_owned());
            }
            let callback = module.callback(message);
            let parameter = match message.convention.listener {
                Some(of) => format!("options: {{ {}: {callback} }}", key(of)),
                None => format!("callback: {callback}"),
            };
            let event = match (message.convention.by, message.convention.names) {
                (None, _) => String::new(),
                (Some(_), None) => format!("event: {}, ", quoted(message.tag)),
                // What its name is, the library says.
                (Some(_), Some(_)) => "event: unknown, ".to_owned(),
            };
            (event + &parameter, "void".to_owned())
        });
        for message in family.messages {
            if message.reply.is_some() {
                self.travels(message);
                continue;
            }
            let Some(field) = message.fields.first() else {
                continue;
            };
            let name = self.names.message(message).to_owned();
            let mut doc = told(message);
            if message.convention.by.is_some() {
                doc = convention::subscribed(message);
            }
            let doc = [doc.as_str(), self.of_field(field)].join(" ");
            let failure = message.failure.unwrap_or(Type::Nothing);
            self.outcome(&name, &doc, message, [field.ty, failure]);
        }
    }
}

/// What a type of an outcome is about.
fn told(message: &Message) -> String {
    match message.convention.answer {
        AnswerBy::Promise => format!("What `{}` returns.", message.tag),
        _ => format!("What the callback of `{}` receives.", message.tag),
    }
}
