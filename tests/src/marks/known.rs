//! What a declaration says of a value: whether it may be shown.

use cti_runtime::describe::{Data, DataShape, Description, Field, TagKind, Type, Variant};
use serde_json::{Map, Value};

use super::NEW;
use super::site::{Site, Step};

/// What the declaration says of a value.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// It is of this type, personal or not.
    Type(Type, bool),
    /// It is an object with these fields, personal or not, and perhaps others.
    Fields(&'static [Field], bool),
    /// It is the tag of a declared type.
    Tag,
    /// Nothing.
    Nothing,
}

/// Walks through a value beside its declaration.
pub(super) struct Walk<'d>(pub(super) &'d Description);

impl Walk<'_> {
    fn data(&self, name: &str) -> Option<&'static Data> {
        self.0.types.iter().find(|data| data.name == name)
    }

    /// What is known of a member of an object, with these entries, that has these fields.
    pub(super) fn member(
        &self,
        fields: Vec<&'static Field>,
        key: &str,
        entries: &Map<String, Value>,
    ) -> Option<Known> {
        let mut rest = None;
        for field in fields {
            if !field.flatten {
                if field.key == key || field.aliases.contains(&key) {
                    return Some(Known::Type(field.ty, field.personal));
                }
                continue;
            }
            let mut ty = field.ty;
            while let Type::Option(of) = ty {
                ty = *of;
            }
            match ty {
                Type::Map(of) if key.starts_with(field.prefix.unwrap_or_default()) => {
                    rest = Some(Known::Type(*of, field.personal));
                }
                Type::Named(name) => {
                    let data = self.data(name)?;
                    let personal = field.personal || data.personal;
                    let found = self.of_data(data, key, personal, entries);
                    if found.is_some() {
                        return found;
                    }
                }
                _ => {}
            }
        }
        rest
    }

    fn of_data(
        &self,
        data: &'static Data,
        key: &str,
        personal: bool,
        entries: &Map<String, Value>,
    ) -> Option<Known> {
        let made = |known| match known {
            Known::Type(ty, own) => Known::Type(ty, own || personal),
            other => other,
        };
        match data.shape {
            DataShape::Object(fields) => {
                let fields = fields.iter().collect();
                self.member(fields, key, entries).map(made)
            }
            DataShape::OneOf(variants) => {
                let mut variants = variants.iter();
                let is = variants.find(|of| of.key == key || of.aliases.contains(&key))?;
                Some(Known::Type(is.ty, personal))
            }
            // One of them is what an object can be.
            DataShape::Union(variants) => variants.iter().find_map(|variant| {
                let known = Known::Type(variant.ty, personal);
                let inside = self.inside(known, key, entries);
                (!matches!(inside, Known::Nothing)).then_some(inside)
            }),
            DataShape::Tagged { tag, .. } if tag == key => Some(Known::Tag),
            DataShape::Tagged { tag, variants } => {
                // The tag says whose key it is.
                let is = |variant: &&Variant| {
                    let mut keys = [variant.key]
                        .into_iter()
                        .chain(variant.aliases.iter().copied());
                    keys.any(|key| entries.get(tag) == Some(&tag_of(variant, key)))
                };
                variants.iter().filter(is).find_map(|variant| {
                    let inner = match variant.ty {
                        Type::Named(name) => self.data(name).and_then(|data| {
                            self.of_data(data, key, personal || data.personal, entries)
                        }),
                        _ => None,
                    };
                    let fields = variant.fields.iter().collect();
                    inner.or_else(|| self.member(fields, key, entries).map(made))
                })
            }
            _ => None,
        }
    }

    pub(super) fn sites(&self, known: Known, value: &Value, path: &[Step], sites: &mut Vec<Site>) {
        let nothing = Map::new();
        let entries = value.as_object().unwrap_or(&nothing);
        sites.push(Site {
            path: path.to_vec(),
            open: self.is_open(known),
            keyed: self.is_keyed(known),
            inside: self.is_open(self.inside(known, NEW, entries)),
            first: false,
            listed: self.is_listed(known),
        });
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let path = [path, &[Step::Key(key.clone())]].concat();
                    self.sites(self.inside(known, key, entries), value, &path, sites);
                }
            }
            Value::Array(items) => {
                let inner = match known {
                    Known::Type(ty, personal) => match stripped(ty) {
                        Type::List(of) | Type::OneOrMany(of) => Known::Type(*of, personal),
                        Type::Json => known,
                        _ => Known::Nothing,
                    },
                    _ => Known::Nothing,
                };
                for (index, item) in items.iter().enumerate() {
                    let path = [path, &[Step::Index(index)]].concat();
                    self.sites(inner, item, &path, sites);
                }
            }
            _ => {}
        }
    }

    /// What is known of a member of a value, an object with these entries.
    pub(super) fn inside(&self, known: Known, key: &str, entries: &Map<String, Value>) -> Known {
        match known {
            Known::Tag | Known::Nothing => Known::Nothing,
            Known::Fields(fields, personal) => {
                match self.member(fields.iter().collect(), key, entries) {
                    Some(Known::Type(ty, own)) => Known::Type(ty, own || personal),
                    Some(known) => known,
                    None => Known::Nothing,
                }
            }
            Known::Type(ty, personal) => match stripped(ty) {
                Type::Map(of) | Type::OneOrMany(of) if matches!(of, Type::Json) => {
                    Known::Type(*of, personal)
                }
                Type::Map(of) => Known::Type(*of, personal),
                Type::OneOrMany(of) => self.inside(Known::Type(*of, personal), key, entries),
                Type::Json => known,
                Type::Named(name) => self
                    .data(name)
                    .and_then(|data| match data.shape {
                        DataShape::Newtype(of) => {
                            let known = Known::Type(of, personal || data.personal);
                            Some(self.inside(known, key, entries))
                        }
                        _ => self.of_data(data, key, personal || data.personal, entries),
                    })
                    .unwrap_or(Known::Nothing),
                _ => Known::Nothing,
            },
        }
    }

    /// Whether a scalar that is there is declared, and not as personal.
    pub(super) fn is_open(&self, known: Known) -> bool {
        let Known::Type(ty, false) = known else {
            return false;
        };
        match ty {
            Type::Option(of) | Type::Text(of) | Type::OneOrMany(of) | Type::List(of) => {
                self.is_open(Known::Type(*of, false))
            }
            Type::String
            | Type::Id
            | Type::Uuid
            | Type::Integer { .. }
            | Type::Float { .. }
            | Type::EpochMillis
            | Type::EpochSeconds
            | Type::Json => true,
            Type::Named(name) => self.data(name).is_some_and(|data| {
                !data.personal
                    && match data.shape {
                        DataShape::Newtype(of) => self.is_open(Known::Type(of, false)),
                        DataShape::Enum { open, .. } => open,
                        DataShape::Union(variants) => variants
                            .iter()
                            .any(|of| self.is_open(Known::Type(of.ty, false))),
                        _ => false,
                    }
            }),
            _ => false,
        }
    }

    /// Whether it is one of some values, and not personal.
    fn is_listed(&self, known: Known) -> bool {
        let Known::Type(ty, false) = known else {
            return matches!(known, Known::Tag);
        };
        match ty {
            Type::Option(of) | Type::OneOrMany(of) | Type::List(of) => {
                self.is_listed(Known::Type(*of, false))
            }
            Type::Named(name) => self.data(name).is_some_and(|data| match data.shape {
                _ if data.personal => false,
                DataShape::Newtype(of) => self.is_listed(Known::Type(of, false)),
                DataShape::Enum { .. } => true,
                DataShape::Union(variants) => {
                    let mut types = variants.iter().map(|of| Known::Type(of.ty, false));
                    types.any(|known| self.is_listed(known))
                }
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether an object that is there is one with any keys.
    fn is_keyed(&self, known: Known) -> bool {
        let Known::Type(ty, _) = known else {
            return false;
        };
        match stripped(ty) {
            Type::Map(_) | Type::Json | Type::Opaque => true,
            Type::Named(name) => self.data(name).is_some_and(|data| match data.shape {
                DataShape::Newtype(of) => self.is_keyed(Known::Type(of, false)),
                _ => false,
            }),
            _ => false,
        }
    }
}

/// The tag of a variant, by one of its names.
fn tag_of(variant: &Variant, key: &str) -> Value {
    match variant.tag {
        TagKind::String => key.into(),
        TagKind::Boolean | TagKind::Number => key.parse().unwrap_or_default(),
    }
}

fn stripped(mut ty: Type) -> Type {
    while let Type::Option(of) | Type::Secret(of) = ty {
        ty = *of;
    }
    ty
}
