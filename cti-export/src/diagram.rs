//! State machines as SVG.
//!
//! States stand side by side, each with a line below it, and every rule is a row: an arrow from the states
//! that it leads from to the one that it leads to. So nothing crosses, however many rules there are, and the
//! picture of a declaration is always the same.

use core::fmt::Write;

use cti_runtime::describe::{Description, From, Machine, Move};

use crate::order::{arrow, messages};

/// Width of a character of the font, in units of the picture.
const CHARACTER: usize = 7;
/// Room around a text.
const PADDING: usize = 12;
/// Height of a row of the picture.
const ROW: usize = 26;
/// Height of the states' boxes, with the room below them.
const HEAD: usize = 40;

/// Draws a machine as SVG: an element that stands in HTML or, with an XML declaration, in a file. It has the
/// colour of the text around it, and says in its title what it shows.
///
/// ```
/// use cti_runtime::Protocol;
/// use cti_vendors::leaddesk_talk::LeaddeskTalk;
///
/// let description = LeaddeskTalk::description();
/// let svg = cti_export::state_diagram(description, &description.machines[0]);
/// assert!(svg.starts_with("<svg ") && svg.contains(">LoggedIn</text>"));
/// ```
pub fn state_diagram(description: &Description, machine: &Machine) -> String {
    let rules = rules(description, machine);
    let columns = Columns::new(machine, &rules);
    let (width, height) = (columns.end, HEAD + rules.len() * ROW + 4);
    let mut svg = Svg::new(width, height, &title(machine, &rules));
    svg.states(machine, &columns, height);
    for (row, rule) in rules.iter().enumerate() {
        svg.rule(machine, &columns, rule, HEAD + row * ROW + ROW / 2);
    }
    svg.0.push_str("</svg>\n");
    svg.0
}

/// A transition, and what a row says of it.
struct Rule {
    step: &'static Move,
    label: String,
}

fn rules(description: &Description, machine: &Machine) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (direction, message) in messages(description) {
        for step in message.moves.iter().filter(|of| of.machine == machine.name) {
            let condition = step.condition.map(|condition| format!(" if {condition}"));
            let condition = condition.unwrap_or_default();
            let label = format!("{} {}{condition}", arrow(direction), message.tag);
            rules.push(Rule { step, label });
        }
    }
    rules
}

/// What the picture shows, for those who don't see it.
fn title(machine: &Machine, rules: &[Rule]) -> String {
    let states: Vec<&str> = machine.states.iter().map(|state| state.name).collect();
    let rules: Vec<String> = rules
        .iter()
        .map(|Rule { step, label }| {
            let from = match step.from {
                From::Any => "any state".to_owned(),
                From::New => "nothing".to_owned(),
                From::States(states) => states.join(" or "),
            };
            format!("{label}: from {from} to {}", step.to)
        })
        .collect();
    let rules = rules.join("; ");
    format!("States of {}: {}. {rules}", machine.name, states.join(", "))
}

/// Where the lines are, from the left.
struct Columns {
    /// The middle of what has no box: calls that weren't known, and any state.
    outside: Option<usize>,
    /// The middle of each state.
    states: Vec<usize>,
    end: usize,
}

impl Columns {
    fn new(machine: &Machine, rules: &[Rule]) -> Self {
        let labels = rules.iter().map(|rule| width(&rule.label)).max();
        let mut end = labels.unwrap_or_default() + 2 * PADDING;
        let mut place = |text: &str| {
            let middle = end + width(text) / 2 + PADDING;
            end += width(text) + 3 * PADDING;
            middle
        };
        let inside = |rule: &Rule| matches!(rule.step.from, From::States(_));
        let outside = rules.iter().any(|rule| !inside(rule)).then(|| place("any"));
        let states = machine.states.iter().map(|state| place(state.name));
        Self {
            outside,
            states: states.collect(),
            end,
        }
    }

    fn state(&self, machine: &Machine, name: &str) -> Option<usize> {
        let mut states = machine.states.iter();
        let place = states.position(|state| state.name == name)?;
        self.states.get(place).copied()
    }
}

/// The width of a text, in units of the picture. Characters of the far East are as wide as two others.
pub(crate) fn width(text: &str) -> usize {
    let wide = |char| matches!(char, '\u{1100}'..='\u{115f}' | '\u{2e80}'..);
    let columns = text.chars().map(|char| if wide(char) { 2 } else { 1 });
    columns.sum::<usize>() * CHARACTER + CHARACTER / 2
}

pub(crate) struct Svg(pub(crate) String);

impl Svg {
    /// A picture of this size, with its title.
    pub(crate) fn new(width: usize, height: usize, title: &str) -> Self {
        let title = escaped(title);
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"12\" fill=\"none\" \
             stroke=\"currentColor\" style=\"max-width:100%;height:auto\">\n<title>{title}</title>\n"
        ))
    }

    pub(crate) fn text(&mut self, x: usize, y: usize, anchor: &str, text: &str) {
        let text = escaped(text);
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"currentColor\" stroke=\"none\">{text}</text>"
        );
    }

    pub(crate) fn path(&mut self, path: &str, more: &str) {
        let _ = writeln!(self.0, "<path d=\"{path}\"{more} />");
    }

    fn dot(&mut self, x: usize, y: usize, more: &str) {
        let _ = writeln!(self.0, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\"{more} />");
    }

    /// The boxes and the lines below them. A dot leads to the start; an end has a second border.
    fn states(&mut self, machine: &Machine, columns: &Columns, height: usize) {
        for (index, (state, middle)) in machine.states.iter().zip(&columns.states).enumerate() {
            let wide = width(state.name) + PADDING;
            let left = middle - wide / 2;
            let mut border = |inset: usize| {
                let (x, y) = (left + inset, 4 + inset);
                let (wide, high) = (wide - 2 * inset, 22 - 2 * inset);
                let _ = writeln!(
                    self.0,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"5\" />"
                );
            };
            border(0);
            if state.end {
                border(2);
            }
            self.text(*middle, 19, "middle", state.name);
            if index == 0 && machine.key.is_none() {
                self.dot(left - 8, 15, FILLED);
                self.path(&format!("M{} 15H{left}", left - 8), "");
            }
            self.path(&format!("M{middle} 26V{height}"), " stroke-opacity=\"0.3\"");
        }
    }

    /// A row: what is said, dots where it leads from, and an arrow to where it leads.
    fn rule(&mut self, machine: &Machine, columns: &Columns, rule: &Rule, y: usize) {
        self.text(PADDING, y + 4, "start", &rule.label);
        let Some(to) = columns.state(machine, rule.step.to) else {
            return;
        };
        let from: Vec<usize> = match rule.step.from {
            From::States(states) => states
                .iter()
                .filter_map(|name| columns.state(machine, name))
                .collect(),
            From::Any | From::New => columns.outside.into_iter().collect(),
        };
        match rule.step.from {
            From::States(_) => from.iter().for_each(|x| self.dot(*x, y, FILLED)),
            From::Any => from
                .iter()
                .for_each(|x| self.text(*x, y + 4, "middle", "any")),
            From::New => from
                .iter()
                .for_each(|x| self.text(*x, y + 4, "middle", "new")),
        }
        let gap = match rule.step.from {
            From::States(_) => 3,
            From::Any | From::New => 16,
        };
        if let Some(first) = from.iter().copied().filter(|x| *x < to).min() {
            self.path(&format!("M{} {y}H{}", first + gap, to - 6), "");
            self.path(&format!("M{to} {y}l-8 -4v8z"), FILLED);
        }
        if let Some(last) = from.iter().copied().filter(|x| *x > to).max() {
            self.path(&format!("M{} {y}H{}", last - gap, to + 6), "");
            self.path(&format!("M{to} {y}l8 -4v8z"), FILLED);
        }
        if from.contains(&to) {
            let (x, top, bottom) = (to + 3, y - 5, y + 5);
            self.path(&format!("M{x} {top}h9a5 5 0 0 1 0 10h-4"), "");
            self.path(&format!("M{to} {bottom}l8 -3v6z"), FILLED);
        }
    }
}

const FILLED: &str = " fill=\"currentColor\"";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
