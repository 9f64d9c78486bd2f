//! Writes the part of the module that is a vendor's: which protocol it is, and how a request is made of a
//! command that is answered. `CTI_VENDOR` names the vendor; without, it is the first of the list that is
//! in a frame.

#[path = "../framed.rs"]
mod framed;

use std::error::Error;
use std::{env, fs, path::Path};

use cti_runtime::describe::{Description, Direction, Family, Message, Reply};
use framed::Framed;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=CTI_VENDOR");
    println!("cargo::rustc-check-cfg=cfg(commands, requests)");
    let name = env::var("CTI_VENDOR").ok();
    let is_meant = |vendor: &Framed| {
        let name = name.as_deref();
        name.is_none_or(|name| name == vendor.description.name)
    };
    let vendor = framed::all()
        .find(is_meant)
        .ok_or("no vendor of this name has its phone in a frame of the page")?;

    let said = |direction| {
        let mut families = vendor.description.families_of(direction);
        families.any(|family| !family.messages.is_empty())
    };
    if said(Direction::ToVendor) {
        println!("cargo::rustc-cfg=commands");
    }
    let requests = requests(vendor.description);
    if !requests.is_empty() {
        println!("cargo::rustc-cfg=requests");
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    fs::write(
        Path::new(&folder).join("vendor.rs"),
        written(&vendor, &requests),
    )?;
    Ok(())
}

fn written(vendor: &Framed, requests: &[String]) -> String {
    let (module, marker) = (vendor.description.name.replace('-', "_"), vendor.marker);
    let names =
        format!("use cti_vendors::{module} as vendor;\n\ntype Vendor = vendor::{marker};\n");
    if requests.is_empty() {
        return names;
    }
    let arms = requests.concat();
    format!(
        "{names}
fn request(phone: &js::Phone<Vendor>, command: vendor::Command) -> Option<Promise> {{
    Some(match command {{
{arms}        _ => return None,
    }})
}}
"
    )
}

/// An arm for each command that has one answer.
fn requests(description: &Description) -> Vec<String> {
    let mut arms = Vec::new();
    for family in description.families_of(Direction::ToVendor) {
        for message in family.messages {
            if message.reply.is_some() && message.stream.is_none() {
                let command = variant(description, family, message, "message");
                let shown = shown(description, family, message);
                arms.push(format!(
                    "        {command} => phone.request(message, {shown}),\n"
                ));
            }
        }
    }
    arms
}

/// A message as its direction's enum has it.
fn variant(description: &Description, family: &Family, message: &Message, name: &str) -> String {
    let inner = format!("vendor::{}::{}({name})", family.name, message.name);
    match description.direction_enum(family.direction) {
        Some(all) => format!("vendor::{all}::{}({inner})", family.name),
        None => inner,
    }
}

/// What makes JavaScript's value of an answer.
fn shown(description: &Description, family: &Family, message: &Message) -> String {
    let Some(Reply::Named { tags, .. }) = message.reply else {
        return "|answer| js::value(&answer)".to_owned();
    };
    let events = description.families_of(Direction::FromVendor);
    let answers: Vec<(&Family, &Message)> = events
        .flat_map(|family| family.messages.iter().map(move |message| (family, message)))
        .filter(|(_, message)| tags.contains(&message.tag))
        .collect();
    let event = |(of, answer)| {
        format!(
            "js::message(&{})",
            variant(description, of, answer, "answer")
        )
    };
    match answers.as_slice() {
        [] => "|()| JsValue::UNDEFINED".to_owned(),
        // What says itself whether it failed gives what it says on success.
        [(_, answer)] if answer.outcome.is_some() => "|answer| js::value(&answer)".to_owned(),
        [only] => format!("|answer| {}", event(*only)),
        several => {
            let module = cased(family.name);
            let arms = several.iter().map(|(of, answer)| {
                let name = format!("vendor::{module}::{}Answer::{}", message.name, answer.name);
                format!("{name}(answer) => {}, ", event((of, answer)))
            });
            let arms: String = arms.collect();
            format!("|answer| match answer {{ {arms}_ => JsValue::UNDEFINED }}")
        }
    }
}

/// The module of a family's messages: `command` for `Command`.
fn cased(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
