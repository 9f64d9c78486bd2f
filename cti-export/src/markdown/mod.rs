//! The reference for people.
//!
//! It stands by itself, and it is a rustdoc page: types and wire text are code, so that nothing in
//! them is taken for a link or a tag.

mod messages;
mod types;

use core::fmt::Write;

use cti_runtime::describe::{Description, Family, Frame, Machine, Message, Transport};

use crate::diagram::state_diagram;
use crate::json::quoted;
use crate::message_diagram::message_diagram;
use crate::order;
use crate::text::{code, codes, lines, one_line};

/// Writes the reference of a protocol.
///
/// The order rules stand there twice: as a Mermaid diagram, which many viewers draw, and which
/// [`rustdoc`] has as SVG; and as text.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     std::fs::write("phone.md", cti_export::markdown(description))
/// }
/// ```
pub fn markdown(description: &Description) -> String {
    page(description, mermaid, |_, _, _| None)
}

/// Writes the reference of a protocol for the documentation of its module. It is that of [`markdown`],
/// with diagrams of [states](crate::state_diagram) and [messages](crate::message_diagram) that rustdoc shows, and
/// which GitHub, say, would take out.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     // In the source: #[doc = include_str!("phone.md")]
///     std::fs::write("phone.md", cti_export::rustdoc(description))
/// }
/// ```
pub fn rustdoc(description: &Description) -> String {
    page(description, svg, |description, family, message| {
        Some(format!(
            "<div>\n{}</div>\n",
            message_diagram(description, family, message)
        ))
    })
}

/// Draws a machine in Markdown.
type Draw = fn(&Description, &Machine) -> String;

/// Draws a message in Markdown, if it is drawn there.
type DrawShape = fn(&Description, &Family, &Message) -> Option<String>;

fn mermaid(description: &Description, machine: &Machine) -> String {
    format!("```mermaid\n{}```\n", order::mermaid(description, machine))
}

/// HTML ends at a blank line: the picture has none, and something has to come behind it.
fn svg(description: &Description, machine: &Machine) -> String {
    format!("<div>\n{}</div>\n", state_diagram(description, machine))
}

fn page(description: &Description, draw: Draw, shape: DrawShape) -> String {
    let mut page = Page {
        description,
        draw,
        shape,
        out: String::new(),
    };
    page.head();
    for family in description.families {
        if !family.messages.is_empty() {
            page.family(family);
        }
    }
    page.types();
    page.order();
    while page.out.ends_with("\n\n") {
        page.out.pop();
    }
    page.out
}

struct Page<'d> {
    description: &'d Description,
    draw: Draw,
    shape: DrawShape,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.line(text);
            self.line("");
        }
    }

    fn head(&mut self) {
        let description = self.description;
        self.paragraph(&lines(description.doc).join("\n"));
        self.line("| | |");
        self.line("|---|---|");
        self.line(&format!(
            "| vendor | {} |",
            description.vendor.replace('|', "\\|")
        ));
        self.line(&format!("| name for tools | {} |", code(description.name)));
        match description.transport {
            Transport::Window { origins, frame } => {
                let wild = origins.iter().any(|origin| origin.contains('*'));
                let wild = if wild {
                    "; `*` stands for one or more of `a` to `z`, `0` to `9` and `-`, never for a dot"
                } else {
                    ""
                };
                self.line(&format!("| origins | {}{wild} |", codes(origins)));
                self.frame(frame);
                self.line("");
            }
            Transport::Library { library } => {
                self.line(&format!(
                    "| library | {} in the vendor's page |",
                    code(library)
                ));
                self.line("| origins | none: caller and library are in one page |");
                self.line("");
            }
        }
    }

    fn frame(&mut self, frame: Option<Frame>) {
        match frame {
            Some(Frame::Inside) => self.line("| frame | the page is in a frame of the vendor's |"),
            Some(Frame::Around {
                src,
                allow,
                size,
                min,
            }) => {
                let mut frame = format!("<iframe src={}", quoted(src));
                if let Some(allow) = allow {
                    let _ = write!(frame, " allow={}", quoted(allow));
                }
                frame.push('>');
                self.line(&format!("| frame | {} |", code(&frame)));
                for (label, size) in [("size", size), ("smallest size", min)] {
                    if let Some((width, height)) = size {
                        self.line(&format!("| {label} | {width} × {height} CSS pixels |"));
                    }
                }
            }
            None => {}
        }
    }

    fn order(&mut self) {
        if self.description.machines.is_empty() {
            return;
        }
        self.paragraph("## Order");
        self.paragraph(&format!(
            "`←` is sent by {}, `→` by the page. What arrives out of turn is delivered and marked, \
             and its state adopted; what the page would send out of turn is refused.",
            self.description.vendor
        ));
        for machine in self.description.machines {
            self.paragraph(&format!("### {}", code(machine.name)));
            self.paragraph(&lines(machine.doc).join("\n"));
            if let Some(key) = machine.key {
                self.paragraph(&format!("One for each value of {}.", code(key)));
            }
            self.line("| state | meaning |");
            self.line("|---|---|");
            for state in machine.states {
                let doc = one_line(state.doc).replace('|', "\\|");
                self.line(&format!("| {} | {doc} |", code(state.name)));
            }
            self.line("");
            let only = order::only(self.description, machine);
            for (direction, tag, states) in only {
                self.line(&format!(
                    "- `{} {tag}` only in {}",
                    order::arrow(direction),
                    codes(states)
                ));
            }
            if !self.out.ends_with("\n\n") {
                self.line("");
            }
            self.out.push_str(&(self.draw)(self.description, machine));
            self.line("");
            self.line("```text");
            self.out.push_str(&order::text(self.description, machine));
            self.line("```");
            self.line("");
        }
    }
}
