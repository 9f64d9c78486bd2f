//! What is a vendor's: its messages, its class, what there is without WebAssembly, and its simulated phone.

use cti_runtime::describe::{Description, Direction, Encoding};

use crate::framed::Framed;

/// The files of a vendor, by their paths, with their texts.
pub(crate) fn of(vendor: &Framed) -> [(String, String); 4] {
    let name = vendor.description.name;
    [
        (
            format!("{name}/messages.ts"),
            cti_export::typescript_page(vendor.description),
        ),
        (
            format!("{name}/index.ts"),
            filled(vendor, include_str!("../../template/index.ts")),
        ),
        (format!("{name}/guard.ts"), guard(vendor)),
        (
            format!("simulated/{name}.ts"),
            filled(vendor, include_str!("../../template/simulated.ts")),
        ),
    ]
}

/// A template with what is the vendor's.
fn filled(vendor: &Framed, template: &str) -> String {
    let description = vendor.description;
    let src = description.transport.frame_src().unwrap_or_default();
    template
        .replace("__CLASS__", vendor.marker)
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
fn base(vendor: &Framed) -> &'static str {
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
fn guard(vendor: &Framed) -> String {
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
