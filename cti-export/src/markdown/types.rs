//! The declared data types.

use cti_runtime::describe::{Data, DataShape, Type, Variant};

use super::Page;
use crate::text::{also_read, code, lines, one_line, sentences};
use crate::words::{self, Privacy};

impl Page<'_> {
    pub(super) fn types(&mut self) {
        if self.description.types.is_empty() {
            return;
        }
        self.paragraph("## Types");
        for data in self.description.types {
            self.data(data);
        }
    }

    pub(super) fn data(&mut self, data: &Data) {
        self.paragraph(&format!("### {}", code(data.name)));
        self.paragraph(&lines(data.doc).join("\n"));
        let privacy = Privacy::of_type(self.description, Type::Named(data.name));
        self.paragraph(privacy.mark());
        match data.shape {
            DataShape::Newtype(of) => self.paragraph(&format!("{}.", code(&words::of_type(of)))),
            DataShape::Object(fields) => {
                self.fields_head("");
                for field in fields {
                    self.line(&self.field(field, None, false));
                }
                self.line("");
            }
            DataShape::Positional(fields) => {
                self.paragraph("A list of these, in this order:");
                self.fields_head("");
                for (place, field) in (1..).zip(fields) {
                    let name = format!("{place}. {}", code(field.name));
                    self.line(&self.field(field, Some(&name), false));
                }
                self.line("");
            }
            DataShape::Enum { values, open } => {
                self.line("| value | meaning |");
                self.line("|---|---|");
                for value in values {
                    let prefix = if value.prefix { "…" } else { "" };
                    let text = code(&format!("{}{prefix}", value.value));
                    let meaning = sentences(&[one_line(value.doc), also_read(value.aliases)]);
                    let meaning = meaning.replace('|', "\\|");
                    self.line(&format!("| {} | {meaning} |", text.replace('|', "\\|")));
                }
                if open {
                    self.line("| *any other* | kept as it is |");
                }
                self.line("");
            }
            DataShape::OneOf(variants) => {
                let title = "Exactly one of these keys:";
                self.variants(title, "| key | type | meaning |", variants);
            }
            DataShape::Union(variants) => {
                self.variants("One of these:", "| | type | meaning |", variants);
            }
            DataShape::Tagged { tag, variants } => {
                let kind = words::tag_kind(variants);
                let text = format!("{}{kind} says which other keys there are:", code(tag));
                self.paragraph(&text);
                self.fields_head(tag);
                for variant in variants {
                    let name = format!("**{}**", code(variant.key));
                    let meaning = self.meaning(variant);
                    let keys = match variant.ty {
                        Type::Nothing => String::new(),
                        ty => code(&words::of_type(ty)),
                    };
                    let keys_of = if keys.is_empty() { "" } else { "*the keys of*" };
                    self.row([&name, keys_of, &keys, "", &meaning]);
                    for field in variant.fields {
                        self.line(&self.field(field, None, false));
                    }
                }
                self.line("");
            }
        }
    }

    pub(super) fn fields_head(&mut self, first: &str) {
        let first = if first.is_empty() {
            String::new()
        } else {
            code(first)
        };
        self.row([&first, "field", "type", "presence", "meaning"]);
        self.line("|---|---|---|---|---|");
    }

    /// What a variant is, its other names, and whether it is personal data.
    fn meaning(&self, variant: &Variant) -> String {
        let privacy = Privacy::of_type(self.description, variant.ty);
        let aliases = also_read(variant.aliases);
        sentences(&[one_line(variant.doc).as_str(), &aliases, privacy.mark()])
    }

    fn variants(&mut self, title: &str, head: &str, variants: &[Variant]) {
        self.paragraph(title);
        self.line(head);
        self.line("|---|---|---|");
        for variant in variants {
            self.variant(variant);
        }
        self.line("");
    }

    pub(super) fn variant(&mut self, variant: &Variant) {
        let key = if variant.key.is_empty() {
            String::new()
        } else {
            code(variant.key)
        };
        let meaning = self.meaning(variant).replace('|', "\\|");
        self.line(&format!(
            "| {key} | {} | {meaning} |",
            code(&words::of_type(variant.ty))
        ));
    }
}
