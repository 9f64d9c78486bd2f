//! `#[states]`, `#[moves(…)]`, `#[only(…)]` and `#[reply(…)]`.

use super::attributes::{Attribute, Attributes};
use super::constants;
use super::item::Item;
use super::keys::{Form, Keys};
use super::replies::meant;
use super::targets::AttributeTarget;
use super::tokens::{Cursor, at_commas, is_word, sign_at, string};
use crate::errors::Errors;
use crate::idents::snake;
use crate::model::{At, Condition, From, Machine, Move, Only, Path, Reply, State};
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenTree};

/// `#[states] enum Name { … }`
pub(crate) fn machine(item: &Item, attributes: &Attributes, errors: &mut Errors) -> Machine {
    let mut machine = Machine {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        key: None,
        states: Vec::new(),
    };
    if let Some(attribute) = attributes.get("states") {
        let known = [("key", Form::Tokens, "key = field")];
        let keys = Keys::of(attribute, &known, errors);
        if let Some(entry) = keys.get("key") {
            let mut cursor = Cursor::new(&entry.value, entry.span);
            machine.key = path(&mut cursor).filter(|_| cursor.peek().is_none());
            if machine.key.is_none() {
                let name = string(&entry.value).map_or("call_id".to_owned(), |key| snake(&key));
                let message = format!(
                    "the key is the Rust name of a field, without quotes: `key = {name}`, or \
                     `key = call.id` for one inside of it"
                );
                errors.push(Rule::ArgumentValue, entry.span, message);
            }
        }
    }
    for part in item.parts() {
        machine.states.extend(state(&part, item, errors));
    }
    machine
}

fn state(part: &[TokenTree], item: &Item, errors: &mut Errors) -> Option<State> {
    let mut cursor = Cursor::new(part, item.body_span());
    let attributes = Attributes::take(&mut cursor, AttributeTarget::State, errors);
    let Some(ident) = cursor.ident() else {
        let message = "expected the name of a state";
        errors.syntax(Rule::VariantSyntax, cursor.span(), message);
        return None;
    };
    if let Some(token) = cursor.peek() {
        let (rule, message) = match token {
            TokenTree::Group(_) => (Rule::StateFields, "a state is a bare name, without fields"),
            _ => (
                Rule::VariantSyntax,
                "expected `,` behind the name of a state",
            ),
        };
        errors.push(rule, token.span(), message);
        return None;
    }
    let end = attributes.flag("end", errors).is_some();
    Some(State {
        ident: ident.clone(),
        doc: attributes.doc,
        end,
    })
}

/// `call.id`
fn path(cursor: &mut Cursor<'_>) -> Option<Path> {
    let mut names = vec![cursor.ident()?.clone()];
    while cursor.sign('.') {
        names.push(cursor.ident()?.clone());
    }
    Some(Path(names))
}

const MOVES: &str = "(Machine: State | State => State)";
const ONLY: &str = "(Machine: State | State)";

fn moves(attributes: &Attributes, errors: &mut Errors) -> Vec<Move> {
    let all = attributes.all("moves");
    all.filter_map(|of| one_move(of, errors)).collect()
}

fn one_move(attribute: &Attribute, errors: &mut Errors) -> Option<Move> {
    let list = attribute.list(MOVES, errors)?;
    let tokens: Vec<TokenTree> = list.stream().into_iter().collect();
    let mut cursor = Cursor::new(&tokens, list.span());
    let found = (|| {
        let machine = cursor.ident()?.clone();
        cursor.sign(':').then_some(())?;
        let at = cursor.span();
        let from = if cursor.sign('*') {
            From::Any(at)
        } else if cursor.word("new") {
            From::New(at)
        } else {
            From::States(alternatives(&mut cursor)?)
        };
        cursor.arrow().then_some(())?;
        let to = cursor.ident()?.clone();
        (cursor.peek().is_none() || cursor.sign(',')).then_some(Move {
            machine,
            from,
            to,
            condition: None,
        })
    })();
    let Some(found) = found else {
        let at = cursor.span();
        errors.push(Rule::AttributeSyntax, at, no_move(&tokens, &mut cursor));
        return None;
    };
    if cursor.peek().is_none() {
        return Some(found);
    }
    let condition = condition(&mut cursor);
    if condition.is_none() {
        let message = if sign_at(cursor.rest(), 0) == '=' {
            "a condition has one `=`: `if field = value`"
        } else {
            "write when the message moves the machine as `if field = value`; the value is a string, a \
             whole number or a boolean"
        };
        errors.push(Rule::AttributeSyntax, cursor.span(), message);
    }
    condition.map(|condition| Move {
        condition: Some(condition),
        ..found
    })
}

/// What is wrong at a place where a move can't be read on.
fn no_move(tokens: &[TokenTree], cursor: &mut Cursor<'_>) -> String {
    let arrow = |tokens: &[TokenTree]| sign_at(tokens, 0) == '=' && sign_at(tokens, 1) == '>';
    let behind = tokens.get(..tokens.len() - cursor.rest().len());
    let moved = behind.is_some_and(|behind| behind.windows(2).any(arrow));
    match (sign_at(cursor.rest(), 0), sign_at(cursor.rest(), 1)) {
        ('|', _) if moved => {
            "a message moves to one state; where that depends on a field, write a `#[moves(…)]` for each \
             with `, if field = value`"
                .to_owned()
        }
        ('|', _) => {
            "`*` and `new` stand alone; write a `#[moves(…)]` of its own for the states".to_owned()
        }
        ('-', '>') => "states are joined by `=>`".to_owned(),
        (',', _) if !moved => "states are joined by `|`: `Idle | Busy => Talking`".to_owned(),
        (':', _) => {
            "the machine stands in front of all states, with one `:`: `#[moves(Line: Idle => Busy)]`"
                .to_owned()
        }
        ('=', _) if behind.is_some_and(|b| b.len() == 1) && sign_at(cursor.rest(), 1) != '>' => {
            "`:` stands behind the machine: `#[moves(Line: Idle => Busy)]`".to_owned()
        }
        ('=', '>') if matches!(tokens, [TokenTree::Ident(_), ..]) && behind.is_some_and(|b| b.len() == 1) => {
            "the machine comes first: `#[moves(Machine: State => State)]`".to_owned()
        }
        _ => format!("write `#[moves{MOVES}]`, with `*` for any state or `new`"),
    }
}

/// `if call.telephony_status = "Ringing"`
fn condition(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.word("if").then_some(())?;
    let path = path(cursor)?;
    cursor.sign('=').then_some(())?;
    let at = cursor.span();
    let value = At::new(constants::scalar(cursor.rest())?, at);
    Some(Condition { path, value })
}

fn only(attributes: &Attributes, errors: &mut Errors) -> Vec<Only> {
    let all = attributes.all("only");
    all.filter_map(|of| one_only(of, errors)).collect()
}

fn one_only(attribute: &Attribute, errors: &mut Errors) -> Option<Only> {
    let list = attribute.list(ONLY, errors)?;
    let tokens: Vec<TokenTree> = list.stream().into_iter().collect();
    let mut cursor = Cursor::new(&tokens, list.span());
    let found = (|| {
        let machine = cursor.ident()?.clone();
        cursor.sign(':').then_some(())?;
        let states = alternatives(&mut cursor)?;
        cursor.peek().is_none().then_some(Only { machine, states })
    })();
    if found.is_none() {
        let message = match sign_at(cursor.rest(), 0) {
            '!' => "write the states in which it is sent: `#[only(Line: Idle | Busy)]`".to_owned(),
            '=' => "what moves a machine is `#[moves(…)]`; `#[only(…)]` names states".to_owned(),
            ',' => "states are joined by `|`: `#[only(Line: Idle | Busy)]`".to_owned(),
            _ => format!("write `#[only{ONLY}]`"),
        };
        errors.push(Rule::AttributeSyntax, cursor.span(), message);
    }
    found
}

/// `Name | Name`, and what may follow.
fn alternatives(cursor: &mut Cursor<'_>) -> Option<Vec<Ident>> {
    let mut found = vec![cursor.ident()?.clone()];
    while cursor.sign('|') {
        if cursor.peek().is_some_and(|token| is_word(token, "or")) {
            return None;
        }
        found.push(cursor.ident()?.clone());
    }
    Some(found)
}

/// The rules of all that is in an enum or a trait.
#[derive(Default)]
pub(crate) struct Rules {
    moves: Vec<Move>,
    only: Vec<Only>,
}

impl Rules {
    pub(crate) fn read(attributes: &Attributes, errors: &mut Errors) -> Self {
        Self {
            moves: moves(attributes, errors),
            only: only(attributes, errors),
        }
    }
}

/// The rules of a message or a function, and those of its family about other machines: one rule of its own
/// about a machine, of either kind, lifts all of its family's about that machine.
pub(crate) fn rules(
    attributes: &Attributes,
    family: &Rules,
    errors: &mut Errors,
) -> (Vec<Move>, Vec<Only>) {
    let Rules {
        mut moves,
        mut only,
    } = Rules::read(attributes, errors);
    let moved = moves.iter().map(|step| &step.machine);
    let needed = only.iter().map(|rule| &rule.machine);
    let own: Vec<Ident> = moved.chain(needed).cloned().collect();
    let inherited = |machine: &Ident| !own.contains(machine);
    let shared = family.moves.iter();
    moves.extend(shared.filter(|step| inherited(&step.machine)).cloned());
    let shared = family.only.iter();
    only.extend(shared.filter(|rule| inherited(&rule.machine)).cloned());
    (moves, only)
}

/// `#[reply(Name | Name, or = Name | Name)]`
pub(crate) fn reply(attributes: &Attributes, errors: &mut Errors) -> Option<Reply> {
    let attribute = attributes.get("reply")?;
    let list = attribute.list("(Name, or = Name)", errors)?;
    let mut rest = at_commas(list.stream());
    let mut ok = Vec::new();
    let first = rest.first().map(Vec::as_slice).unwrap_or_default();
    let fails_only = matches!(first, [key, ..] if is_word(key, "or")) && sign_at(first, 1) == '=';
    if !fails_only {
        let first = if rest.is_empty() {
            Vec::new()
        } else {
            rest.remove(0)
        };
        let Some(found) = one_of(&first, list.span()) else {
            let (at, message) = no_answer(&first, list.span());
            errors.push(Rule::AttributeSyntax, at, message);
            return None;
        };
        ok = found;
    }
    // `#[reply(Name, Name)]`
    if let Some([TokenTree::Ident(other)]) = rest.first().map(Vec::as_slice)
        && other != "or"
    {
        let message = format!(
            "if `{other}` answers as well, write it behind `|`; if it says that the request failed, write \
             `or = {other}`"
        );
        errors.push(Rule::AttributeSyntax, other.span(), message);
        rest.remove(0);
    }
    let known = [("or", Form::Tokens, "or = Name")];
    let keys = Keys::read("#[reply]", rest, list.span(), &known, errors);
    let or = keys.get("or");
    let error = or.map(|entry| one_of(&entry.value, entry.span));
    if let (Some(entry), Some(None)) = (or, &error) {
        let message = "write a name: `or = Name`, or `or = Name | Name`";
        errors.push(Rule::ArgumentValue, entry.span, message);
    }
    let error = error.flatten().unwrap_or_default();
    (!ok.is_empty() || !error.is_empty()).then_some(Reply::Named { ok, error })
}

/// What is wrong with the names of answers, and where.
fn no_answer(tokens: &[TokenTree], otherwise: Span) -> (Span, String) {
    let mut cursor = Cursor::new(tokens, otherwise);
    let read = alternatives(&mut cursor);
    let at = cursor.span();
    let name = meant(tokens);
    let message = match (read, cursor.rest()) {
        (Some(_), [or, ..]) if is_word(or, "or") => {
            "answers are joined by `|`; a failure is `or = Name`, behind a comma".to_owned()
        }
        (None, [or, ..]) if is_word(or, "or") => {
            "a failure stands behind a comma: `, or = Name`".to_owned()
        }
        (Some(_), [TokenTree::Group(_), ..]) => {
            "the fields of an answer stand where it is declared; write its name alone".to_owned()
        }
        (Some(_), rest) if sign_at(rest, 0) == ':' => {
            format!("the name alone says which message is meant: `#[reply({name})]`")
        }
        (None, [TokenTree::Literal(_), ..]) => {
            format!("the answer's Rust name stands here, without quotes: `#[reply({name})]`")
        }
        _ => {
            "write the answer's name first: `#[reply(Name, or = Name)]`, or `Name | Name` if it is \
              one of several"
                .to_owned()
        }
    };
    (at, message)
}

/// `Name | Name`
fn one_of(tokens: &[TokenTree], otherwise: Span) -> Option<Vec<Ident>> {
    let mut cursor = Cursor::new(tokens, otherwise);
    let names = alternatives(&mut cursor)?;
    cursor.peek().is_none().then_some(names)
}
