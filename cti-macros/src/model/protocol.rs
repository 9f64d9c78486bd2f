//! A protocol: its parts, and what carries it.

use super::at::{At, Doc};
use super::data::Data;
use super::family::{Direction, Family};
use super::message::{Message, Reply};
use super::order::Machine;
use super::types::Type;
use crate::idents;
use proc_macro2::{Ident, TokenStream};

/// `#[protocol(…)] pub mod name { … }`
#[derive(Clone, Debug)]
pub(crate) struct Protocol {
    /// Path of the runtime crate: `::cti_runtime` unless `crate = "…"` says otherwise.
    pub runtime: TokenStream,
    pub visibility: TokenStream,
    pub module: Ident,
    /// Attributes of the module that are kept, doc comments included.
    pub attributes: Vec<TokenStream>,
    pub doc: Doc,
    /// The marker type; upper camel case of the module's name unless `marker = Name` says otherwise.
    pub marker: Ident,
    /// Name for tools: the module's name in kebab-case.
    pub name: String,
    pub vendor: String,
    pub transport: Transport,
    /// Items that the macro passes through: `use`, and other plain items.
    pub items: Vec<TokenStream>,
    /// Names of parts that were left out because of a slip in them.
    pub unread: Vec<Ident>,
    /// Names that `use` items bring in, or plain items declare.
    pub imported: Vec<Ident>,
    pub machines: Vec<Machine>,
    pub families: Vec<Family>,
    pub types: Vec<Data>,
}

impl Protocol {
    /// The families of one direction, in order of declaration.
    pub(crate) fn in_direction(&self, direction: Direction) -> impl Iterator<Item = &Family> {
        let families = self.families.iter();
        families.filter(move |family| family.direction == direction)
    }

    /// The enum of all messages of a direction, if there are any.
    pub(crate) fn all_of(&self, direction: Direction) -> Option<Ident> {
        let only = || self.in_direction(direction).next();
        let only = || only().map(|family| family.ident.clone());
        self.direction_enum(direction).or_else(only)
    }

    /// The enum of a direction, if it is none of the families': what is generated for several.
    pub(crate) fn direction_enum(&self, direction: Direction) -> Option<Ident> {
        let second = self.in_direction(direction).nth(1)?;
        Some(idents::ident(direction.name(), second.ident.span()))
    }

    /// How many rows of its direction's table come before those of a family.
    pub(crate) fn rows_before(&self, family: &Family) -> usize {
        self.in_direction(family.direction)
            .take_while(|before| before.ident != family.ident)
            .map(|before| before.messages.len())
            .sum()
    }

    /// Changes each type that fields, variants and answers have.
    pub(crate) fn each_type_mut(&mut self, change: &mut impl FnMut(&mut Type)) {
        for message in self.families.iter_mut().flat_map(|of| &mut of.messages) {
            let fields = message.body.each_mut();
            fields.for_each(|field| change(&mut field.ty));
            if let Some(Reply::Callback { ok, error }) = &mut message.reply {
                change(ok);
                change(error);
            }
        }
        for data in &mut self.types {
            data.shape.each_type_mut(change);
        }
    }

    /// All messages.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &Message> {
        self.families.iter().flat_map(|family| &family.messages)
    }

    /// The names of the module's items, those that are generated from families aside.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        let families = self.families.iter().map(|family| &family.ident);
        let machines = self.machines.iter().map(|machine| &machine.ident);
        let types = self.types.iter().map(|data| &data.ident);
        let declared = families.chain(machines).chain(types);
        declared.chain(&self.imported).chain([&self.marker])
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Transport {
    Window {
        origins: Vec<At<String>>,
        frame: Option<Frame>,
    },
    /// `calls(library = "desk", error = String)`
    Library {
        library: At<String>,
        error: Option<Type>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Frame {
    Around {
        src: At<String>,
        allow: Option<At<String>>,
        size: Option<(u32, u32)>,
        min: Option<(u32, u32)>,
    },
    Inside,
}
