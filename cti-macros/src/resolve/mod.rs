//! A declaration with everything looked up that its parts say about each other: names, the tables of
//! records, the paths of rules. It is worked out once, and checks and expansion use it.

mod build;
mod circles;
pub(crate) mod conversions;
pub(crate) mod kinds;
pub(crate) mod layout;
pub(crate) mod paths;
pub(crate) mod places;
mod rows;
mod types;
pub(crate) mod values;

use crate::model::{
    Data, Direction, Family, Field, Machine, Message, Posted, Protocol, Type, TypeKind,
};
use kinds::Kind;
use layout::Layout;
use proc_macro2::Ident;
pub(crate) use rows::Row;
use std::collections::HashMap;
use std::ops::Deref;
use types::Types;
pub(crate) use types::{DEPTH, parts};

/// A protocol and what its names mean.
pub(crate) struct Resolved<'a> {
    protocol: &'a Protocol,
    types: Types<'a>,
    machines: HashMap<&'a Ident, usize>,
    /// The messages, family by family.
    rows: Vec<Row<'a>>,
    /// Their places in the list, by name.
    named: HashMap<&'a Ident, Vec<usize>>,
    /// What sessions are opened with: the first field of each name.
    session: Vec<&'a Field>,
}

/// All that is declared can be asked of it, too.
impl Deref for Resolved<'_> {
    type Target = Protocol;

    fn deref(&self) -> &Protocol {
        self.protocol
    }
}

impl<'a> Resolved<'a> {
    pub(crate) fn of(protocol: &'a Protocol) -> Self {
        let types = Types::of(protocol);
        let mut machines = HashMap::new();
        for (index, machine) in protocol.machines.iter().enumerate() {
            machines.entry(&machine.ident).or_insert(index);
        }
        let rows = rows::rows(protocol, &types);
        let mut named: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            named.entry(&row.message.ident).or_default().push(at);
        }
        let mut session: Vec<&Field> = Vec::new();
        for field in rows.iter().flat_map(|row| of_session(row.message)) {
            if !session.iter().any(|known| known.ident == field.ident) {
                session.push(field);
            }
        }
        Self {
            protocol,
            types,
            machines,
            rows,
            named,
            session,
        }
    }

    /// What sessions are opened with, by the number of each.
    pub(crate) fn session_fields(&self) -> &[&'a Field] {
        &self.session
    }

    /// What the sessions are opened with that send a direction's messages, and the number of each.
    pub(crate) fn given(&self, direction: Direction) -> Vec<(usize, &'a Field)> {
        let is_sent = |field: &Field| {
            let sent = self.rows_in(direction);
            sent.flat_map(|row| of_session(row.message))
                .any(|sent| sent.ident == field.ident)
        };
        let fields = self.session.iter().copied().enumerate();
        fields.filter(|(_, field)| is_sent(field)).collect()
    }

    /// A declared type by name.
    pub(crate) fn data(&self, name: &Ident) -> Option<&'a Data> {
        self.types.data(name)
    }

    /// The declaration of a type of this module.
    pub(crate) fn declared(&self, ty: &Type) -> Option<&'a Data> {
        match &ty.kind {
            TypeKind::Declared(name) => self.data(name),
            _ => None,
        }
    }

    /// The table of a declared type.
    pub(crate) fn layout(&self, data: &Data) -> &Layout<'a> {
        self.types.layout(data)
    }

    /// What values of a type are in JSON, its own kind first; nothing if that isn't known.
    pub(crate) fn kinds(&self, ty: &Type) -> Vec<Kind> {
        kinds::kinds(&self.types, ty, DEPTH)
    }

    /// Whether a value of a type has something that is posted as this.
    pub(crate) fn can_be_posted(&self, ty: &Type, posted: Posted) -> bool {
        conversions::fits(&self.types, ty, posted, DEPTH)
    }

    /// A machine by name, and its index.
    pub(crate) fn machine(&self, name: &Ident) -> Option<(usize, &'a Machine)> {
        let index = *self.machines.get(name)?;
        Some((index, self.protocol.machines.get(index)?))
    }

    /// All messages.
    pub(crate) fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The messages of a family.
    pub(crate) fn rows_of(&self, family: &Family) -> impl Iterator<Item = &Row<'a>> {
        let rows = self.rows.iter();
        rows.filter(move |row| std::ptr::eq(row.family, family))
    }

    /// The messages of a direction.
    pub(crate) fn rows_in(&self, direction: Direction) -> impl Iterator<Item = &Row<'a>> {
        let rows = self.rows.iter();
        rows.filter(move |row| row.family.direction == direction)
    }

    /// The messages of a direction with this name; more than one if families share it.
    pub(crate) fn named<'s>(
        &'s self,
        direction: Direction,
        name: &Ident,
    ) -> impl Iterator<Item = &'s Row<'a>> + use<'s, 'a> {
        let found = self.named.get(name);
        let found = found.map(Vec::as_slice).unwrap_or_default();
        let rows = found.iter().filter_map(|at| self.rows.get(*at));
        rows.filter(move |row| row.family.direction == direction)
    }

    /// A message of the side that receives those of a family.
    pub(crate) fn opposite(&self, of: &Family, name: &Ident) -> Option<&Row<'a>> {
        self.named(of.direction.opposite(), name).next()
    }
}

/// The fields of a message that have what its session was opened with.
fn of_session(message: &Message) -> impl Iterator<Item = &Field> {
    message.body.each().filter(|field| field.is_of_session())
}
