//! What is said of a finding, and which line would put the declaration right.

use cti_runtime::describe::{Data, Family, FamilyKind, Field, Message, Presence, Type};

use super::{FindingKey, Found, Owner, Pasted, Scanner, of_each};
use crate::drift::Kind;
use crate::drift::families::find;
use crate::drift::guess::Guess;
use crate::drift::scan::About;
use crate::drift::suggest;

/// The words for a finding, and the line that would put the declaration right.
#[derive(Default)]
pub(super) struct Advice {
    pub(super) detail: String,
    pub(super) into: String,
    pub(super) suggestion: String,
}

impl<'d> Scanner<'d> {
    /// The words for a finding, and the line that would put it right.
    pub(super) fn advice(
        &self,
        key: &FindingKey,
        found: &Found<'d>,
        pasted: &mut Pasted,
    ) -> Advice {
        let (kind, direction, detail) = (key.kind, key.direction, key.detail.as_str());
        let differs = |declared: Type| {
            let declared = suggest::rust(declared);
            if kind == Kind::Missing {
                format!("declared as {declared}, not there")
            } else {
                format!("declared as {declared}, came as {}", found.guess.words())
            }
        };
        match &found.about {
            About::Field(owner, field) => Advice {
                detail: differs(field.ty),
                into: self.place_of(*owner),
                suggestion: self.retyped(kind, *owner, field, found),
            },
            About::Callback(message, ty) => Advice {
                detail: differs(*ty),
                into: self.family_of(direction, message),
                suggestion: self.callback(kind, message, *ty, found),
            },
            About::Content(family, message) => self.content(kind, family, message, found),
            About::Type(ty) => Advice {
                detail: differs(*ty),
                ..Advice::default()
            },
            About::Unlisted(unlisted) => self.unlisted_key(unlisted, found, pasted),
            About::Value(name) => match self.description.data(name) {
                Some(data) => value(data, detail),
                None => Advice::default(),
            },
            About::Order(state) => {
                let machine = detail.split(' ').next().unwrap_or_default();
                let known = self.description.families.iter().find_map(|family| {
                    let same = family.direction == direction;
                    same.then(|| find(family, &key.message)).flatten()
                });
                Advice {
                    detail: detail.to_owned(),
                    into: known.map_or_else(String::new, |of| self.path_of(direction, of)),
                    suggestion: known.map_or_else(String::new, |of| {
                        suggest::order(of, machine, state.as_deref())
                    }),
                }
            }
            About::Encoding(family) => Advice {
                detail: detail.to_owned(),
                into: "protocol".to_owned(),
                suggestion: suggest::envelope(self.description, family).unwrap_or_default(),
            },
            About::Else => Advice {
                detail: detail.to_owned(),
                ..Advice::default()
            },
        }
    }

    /// A declared field, of the type that all its values have.
    fn retyped(&self, kind: Kind, owner: Owner<'d>, field: &Field, found: &Found<'d>) -> String {
        // Machines tell calls apart by it, and know no call without it.
        let mut key = self.description.machines.iter().filter_map(|of| of.key);
        if found.guess.unreadable() {
            return String::new();
        }
        // A field that every message has is declared once, and not in the message.
        if let Owner::Message(family, _) = owner
            && self
                .named_family(family)
                .is_some_and(|of| of_each(of, field.key))
        {
            return String::new();
        }
        // Nor do they find it where one message alone has it of another type.
        if matches!(owner, Owner::Message(..)) && key.any(|key| key == field.name) {
            let messages = self.description.families.iter().flat_map(|of| of.messages);
            let with_key = messages.filter(|of| of.fields.iter().any(|of| of.name == field.name));
            if kind == Kind::Missing || with_key.count() > 1 {
                return String::new();
            }
        }
        let declared = suggest::rust(field.ty);
        let better = if kind == Kind::Missing || found.guess.only_null() {
            format!("Option<{declared}>")
        } else {
            let came = self.fields.get(&(owner, field.key));
            let better = came.map_or_else(String::new, |came| came.present(field.key));
            let optional =
                field.presence != Presence::Required || came.is_some_and(Guess::has_null);
            match better {
                // Of the same kind but out of its range.
                same if same == declared || same.is_empty() => "Json".to_owned(),
                other if optional => format!("Option<{other}>"),
                other => other,
            }
        };
        self.keys.declared(self.description, field, &better)
    }

    /// A declared function or subscription, of another result or error.
    fn callback(&self, kind: Kind, message: &Message, ty: Type, found: &Found<'d>) -> String {
        let declared = suggest::rust(ty);
        let better = if kind == Kind::Missing || found.guess.only_null() {
            format!("Option<{declared}>")
        } else {
            "Json".to_owned()
        };
        let (mut result, mut error) = (None, None);
        match message.reply {
            Some(cti_runtime::describe::Reply::Callback { error: failure, .. })
                if failure == ty =>
            {
                error = Some(better.as_str());
            }
            _ => result = Some(better.as_str()),
        }
        let signature =
            suggest::signature(self.description, &self.keys, message, result, error.take());
        signature.unwrap_or_default()
    }

    /// Content that isn't what is declared of the message's.
    fn content(&self, kind: Kind, family: &Family, message: &Message, found: &Found<'d>) -> Advice {
        let came = found.guess.words();
        let detail = match message.fields.first() {
            None => format!("declared without content, came as {came}"),
            Some(field) if message.whole && kind == Kind::Missing => {
                format!("declared as {}, not there", suggest::rust(field.ty))
            }
            Some(field) if message.whole => {
                format!("declared as {}, came as {came}", suggest::rust(field.ty))
            }
            Some(_) => format!("declared as an object, came as {came}"),
        };
        // Rules and answers may look at the fields that there are.
        let free = message.moves.is_empty()
            && message.only.is_empty()
            && message.reply.is_none()
            && message.outcome.is_none()
            && message.handshake.is_none();
        let beside = message.fields.iter().skip(1).any(|field| field.beside);
        let suggestion = if !free || beside || family.kind != FamilyKind::Messages {
            String::new()
        } else {
            let personal = message
                .fields
                .iter()
                .any(|field| field.is_personal(self.description));
            let personal = if personal { "#[personal] " } else { "" };
            match message.fields.first() {
                Some(field) if kind == Kind::Missing => {
                    let ty = suggest::rust(field.ty);
                    suggest::body(message, &format!("({personal}Option<{ty}>)"))
                }
                _ => suggest::body(message, &format!("({personal}Option<Json>)")),
            }
        };
        Advice {
            detail,
            into: family.name.to_owned(),
            suggestion,
        }
    }
}

/// A string that an enum doesn't list.
fn value(data: &Data, detail: &str) -> Advice {
    let Some((values, open)) = suggest::values(data) else {
        return Advice::default();
    };
    let text = detail
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let Some(text) = text else {
        // What is hidden can't be listed, and may be kept.
        return Advice {
            detail: detail.to_owned(),
            into: data.name.to_owned(),
            suggestion: (if open { "" } else { "#[data(open)]" }).to_owned(),
        };
    };
    let kept = if open {
        ""
    } else {
        "; #[data(open)] would keep what isn't listed"
    };
    let detail = format!("{detail}{kept}");
    let twin = values
        .iter()
        .find(|value| !value.prefix && suggest::is_twin(value.value, text));
    match twin {
        Some(twin) => Advice {
            detail: format!("{detail}: {} spelt otherwise", twin.value),
            into: format!("{}::{}", data.name, twin.name),
            suggestion: suggest::alias_of(text),
        },
        None => Advice {
            detail,
            into: data.name.to_owned(),
            suggestion: suggest::value(values, open, text),
        },
    }
}
