//! What is in a vendor's folder: its messages, its class, and what there is without WebAssembly.

use cti_runtime::describe::{Description, Direction, Encoding, Frame, Transport};

use crate::Vendor;

/// The files of a vendor, with their texts.
pub(crate) fn of(vendor: &Vendor) -> [(&'static str, String); 3] {
    [
        (
            "messages.ts",
            cti_export::typescript_page(vendor.description),
        ),
        (
            "index.ts",
            filled(vendor, include_str!("../../template/index.ts")),
        ),
        ("guard.ts", guard(vendor)),
    ]
}

/// A template with what is the vendor's.
fn filled(vendor: &Vendor, template: &str) -> String {
    let description = vendor.description;
    let src = match description.transport {
        Transport::Window {
            frame: Some(Frame::Around { src, .. }),
            ..
        } => src,
        _ => "",
    };
    template
        .replace("__CLASS__", vendor.class)
        .replace("__NAME__", description.name)
        .replace("__VENDOR__", description.vendor)
        .replace("__SRC__", src)
        .replace("__BASE__", base(vendor))
        .replace("__EVENT__", name(description, Direction::FromVendor))
        .replace(
            "__READ__",
            &format!("read{}", name(description, Direction::FromVendor)),
        )
        .replace("__COMMAND__", name(description, Direction::ToVendor))
}

/// The type of all messages of a direction.
fn name(description: &Description, direction: Direction) -> &'static str {
    let mut families = description.families_of(direction);
    let only = families.next().map_or("", |family| family.name);
    description.direction_enum(direction).unwrap_or(only)
}

/// The class of which the vendor's is one: what its commands are, and whether they are answered.
fn base(vendor: &Vendor) -> &'static str {
    let mut commands = vendor
        .description
        .families_of(Direction::ToVendor)
        .flat_map(|family| family.messages)
        .peekable();
    let has_commands = commands.peek().is_some();
    if commands.any(|message| message.reply.is_some() && message.stream.is_none()) {
        "AskablePhone<messages.Sendable, messages.Requests>"
    } else if has_commands {
        "CommandedPhone<messages.Sendable>"
    } else {
        "Phone"
    }
}

/// The guard, with a sender where commands are posted as JSON: as objects, or as text.
fn guard(vendor: &Vendor) -> String {
    let mut out = filled(vendor, include_str!("../../template/guard.ts"));
    let mut families = vendor.description.families_of(Direction::ToVendor);
    let family = families.find(|family| !family.messages.is_empty());
    let posted = family.and_then(|family| match family.envelope.encoding {
        Encoding::Object | Encoding::ObjectOrText => Some("command"),
        Encoding::Text | Encoding::TextOrObject => Some("JSON.stringify(command)"),
        Encoding::Codec(_) => None,
    });
    if let Some(posted) = posted {
        out = out.replace("import { read", "import { ORIGINS, admits, read");
        let sender = filled(vendor, include_str!("../../template/send.ts"));
        out += &sender.replace("__POSTED__", posted);
    }
    out
}
