//! What data types derive besides what is generated.

use std::collections::{BTreeSet, HashMap};

use cti_runtime::types::{Id, Map, Secret};

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod keyed_phone {
    #[event]
    pub enum Event {
        Ended {
            leg: Leg,
            target: Target,
            kind: Kind,
            rest: Rest,
            side: Side,
        },
    }

    #[data]
    #[derive(Eq, Hash, PartialOrd, Ord)]
    pub struct Leg {
        call: Id,
        number: Option<u8>,
        tags: Vec<String>,
    }

    #[data(one_of)]
    #[derive(Eq, Hash)]
    pub enum Target {
        Number(PhoneNumber),
        Leg(Leg),
    }

    #[data(tag = "kind")]
    #[derive(Eq, Hash, PartialOrd, Ord)]
    pub enum Kind {
        Plain,
        Of { leg: Leg },
    }

    #[data]
    #[derive(Default, Eq)]
    pub struct Rest {
        token: Secret<String>,
        notes: Map<String>,
        point: Point,
    }

    #[data(positional)]
    #[derive(Default, Eq, PartialOrd, Ord)]
    pub struct Point {
        x: u8,
        y: u8,
    }

    #[data]
    #[derive(PartialOrd, Ord)]
    pub enum Side {
        In,
        Out,
    }
}
use keyed_phone::{Kind, Leg, Point, Rest, Side, Target};

#[test]
fn they_are_keys() {
    let leg = || Leg::new(Id::from(7), vec!["a".to_owned()]).number(1);
    let legs = HashMap::from([(leg(), 1)]);
    // Ids compare by their text.
    let same = Leg::new(Id::from("7"), vec!["a".to_owned()]).number(1);
    assert_eq!(legs.get(&same), Some(&1));
    let targets = HashMap::from([(Target::Leg(leg()), 1), (Target::Number("+1 2".into()), 2)]);
    assert_eq!(targets.get(&Target::Number("+12".into())), Some(&2));
}

#[test]
fn they_are_ordered_by_their_fields() {
    let all: BTreeSet<_> = [Point::new(2, 1), Point::new(1, 2), Point::new(1, 1)].into();
    assert_eq!(all.first(), Some(&Point::new(1, 1)));
    assert!(Side::In < Side::Out);
    assert!(Kind::Plain < Kind::of(Leg::new("a", Vec::new())));
}

#[test]
fn they_have_defaults() {
    let rest = Rest::default();
    assert_eq!(rest.token, Secret::from(""));
    assert_eq!(rest, Rest::new("", Map::new(), Point::new(0, 0)));
}
