//! Reading one item into the model.

use super::arguments::Arguments;
use super::attributes;
use super::convention::Conventions;
use super::item::Item;
use super::parsed::{Fallback, Parsed};
use super::role::Role;
use super::setting::{Defaults, Setting};
use super::targets::AttributeTarget;
use super::types::Scope;
use super::{data, family, function, order, requests};
use crate::errors::Errors;
use crate::model::{Data, DataShape, Machine, Type};
use crate::rules::Rule;
use quote::quote;

/// Reads one item into the model.
pub(super) fn declare(
    item: &Item,
    arguments: &Arguments,
    library_error: Option<&Type>,
    scope: &Scope,
    parsed: &mut Parsed,
    errors: &mut Errors,
) {
    let before = errors.count();
    let attributes = attributes::read(&item.attributes, AttributeTarget::Item, errors);
    let Some(role) = Role::read(item, &attributes, errors) else {
        // Rules may name it.
        if attributes.get("states").is_some() {
            let machine = Machine {
                ident: item.ident.clone(),
                doc: String::new(),
                key: None,
                states: Vec::new(),
            };
            parsed.fallbacks.push(Fallback::Machine(machine));
        } else if attributes.get("data").is_some() {
            let data = Data {
                ident: item.ident.clone(),
                doc: String::new(),
                visibility: quote!(pub),
                personal: false,
                derives: Vec::new(),
                shape: DataShape::Object(Vec::new()),
            };
            parsed.fallbacks.push(Fallback::Data(Box::new(data)));
        }
        return;
    };
    let defaults = &arguments.defaults;
    let fallbacks = &mut parsed.fallbacks;
    let family = match role {
        Role::States => {
            let machine = order::machine(item, &attributes, errors);
            if item.sound && errors.count() == before {
                parsed.protocol.machines.push(machine);
            } else {
                fallbacks.push(Fallback::Machine(machine));
            }
            return;
        }
        Role::Data => {
            let data = data::data(item, &attributes, defaults, scope, errors);
            if item.sound && errors.count() == before {
                parsed.protocol.types.push(data);
            } else {
                let shape = if item.sound {
                    data.shape
                } else {
                    DataShape::Object(Vec::new())
                };
                fallbacks.push(Fallback::Data(Box::new(Data { shape, ..data })));
            }
            return;
        }
        Role::Messages(direction) => {
            // A library's missing envelope is no second error.
            let mut envelope = defaults.envelope.clone();
            if arguments.calls.is_some() {
                let message = "a library has no messages; declare `#[method]` and \
                               `#[subscription]` traits";
                errors.push(Rule::FamilyTransport, item.ident.span(), message);
                envelope = None;
            }
            let defaults = &Defaults {
                envelope,
                ..*defaults
            };
            let setting = Setting { defaults, scope };
            let read = if item.keyword == "trait" {
                requests::family
            } else {
                family::family
            };
            read(item, &attributes, direction, &setting, fallbacks, errors)
        }
        Role::Functions(kind) => {
            if arguments.calls.is_none() {
                let message = "functions belong to a library: write `calls(library = \"…\", \
                               error = Type)` in `#[protocol(…)]`, or declare `#[command]` and \
                               `#[event]` enums";
                errors.push(Rule::FamilyTransport, item.ident.span(), message);
            }
            // Without a library, what a failure says is no second error.
            let unknown = Type::unit(item.ident.span());
            let calls = arguments.calls.as_ref();
            let none = Conventions::default();
            let said = match calls {
                Some(calls) => (library_error, &calls.conventions),
                None => (Some(&unknown), &none),
            };
            let setting = Setting { defaults, scope };
            function::family(item, &attributes, kind, said, &setting, fallbacks, errors)
        }
    };
    parsed.protocol.families.push(family);
}
