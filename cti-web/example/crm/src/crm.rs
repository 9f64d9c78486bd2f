//! Contacts and calls: what the page is about, without a browser.

use std::collections::VecDeque;

use cti_runtime::Millis;
use cti_runtime::types::PhoneNumber;

/// How many calls the log keeps; older ones are dropped.
const KEPT: usize = 100;

/// Somebody whom the CRM knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// First and last name.
    pub name: String,
    /// Where the person works; empty if that isn't known.
    pub company: String,
    /// Compared by its digits, in whatever notation.
    pub number: PhoneNumber,
}

impl Contact {
    /// A contact.
    pub fn new(name: &str, company: &str, number: &str) -> Self {
        Self {
            name: name.to_owned(),
            company: company.to_owned(),
            number: number.into(),
        }
    }
}

/// A softphone on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    /// CloudTalk Phone.
    CloudTalk,
    /// LeadDesk Talk.
    Talk,
}

impl Phone {
    /// Both.
    pub const ALL: [Self; 2] = [Self::CloudTalk, Self::Talk];

    /// As people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudTalk => "CloudTalk Phone",
            Self::Talk => "LeadDesk Talk",
        }
    }

    /// As the page's elements are named after it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CloudTalk => "cloudtalk",
            Self::Talk => "talk",
        }
    }
}

/// Who calls whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The other party calls.
    In,
    /// The agent calls.
    Out,
}

/// A call of the log.
#[derive(Clone, Debug)]
pub struct Call {
    /// The phone that has it.
    pub phone: Phone,
    /// The phone's own name for it.
    pub id: String,
    /// Who calls whom.
    pub direction: Direction,
    /// The other party.
    pub number: PhoneNumber,
    /// When it began to ring.
    pub began: Millis,
    /// Who the other party is, as the phone says.
    pub known_as: Option<String>,
    answered: Option<Millis>,
    over: Option<Millis>,
    lost: bool,
}

/// What has become of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It rings.
    Ringing,
    /// The two parties talk.
    Talking,
    /// They have talked, for so many seconds.
    Answered(u64),
    /// Nobody picked up here.
    Missed,
    /// Nobody picked up there.
    NoAnswer,
    /// Its phone was reloaded, and will say no more of it.
    Lost,
}

impl Call {
    /// What has become of it.
    pub const fn outcome(&self) -> Outcome {
        match (self.lost, self.answered, self.over) {
            (true, ..) => Outcome::Lost,
            (_, None, None) => Outcome::Ringing,
            (_, Some(_), None) => Outcome::Talking,
            (_, Some(answered), Some(over)) => {
                Outcome::Answered(over.0.saturating_sub(answered.0) / 1_000)
            }
            (_, None, Some(_)) => match self.direction {
                Direction::In => Outcome::Missed,
                Direction::Out => Outcome::NoAnswer,
            },
        }
    }

    fn is_open(&self) -> bool {
        matches!(self.outcome(), Outcome::Ringing | Outcome::Talking)
    }
}

/// The CRM's records.
#[derive(Debug, Default)]
pub struct Crm {
    contacts: Vec<Contact>,
    /// The latest first.
    calls: VecDeque<Call>,
}

impl Crm {
    /// A CRM that knows these contacts.
    pub fn new(contacts: impl Into<Vec<Contact>>) -> Self {
        Self {
            contacts: contacts.into(),
            calls: VecDeque::new(),
        }
    }

    /// Everybody, by name.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter()
    }

    /// The log, the latest call first.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter()
    }

    /// Who has this number.
    pub fn contact(&self, number: &PhoneNumber) -> Option<&Contact> {
        self.contacts
            .iter()
            .find(|contact| contact.number == *number)
    }

    /// How a number is written on the page, whoever says it: as in the contact, else as in the first call
    /// of the log that has it.
    pub fn written<'a>(&'a self, number: &'a PhoneNumber) -> &'a str {
        let contact = self.contact(number).map(|contact| &contact.number);
        let first = || {
            let mut numbers = self.calls.iter().rev().map(|call| &call.number);
            numbers.find(|known| *known == number)
        };
        contact.or_else(first).unwrap_or(number).as_str()
    }

    /// Adds a contact, or puts it in the place of the one with this number.
    pub fn add(&mut self, contact: Contact) {
        self.contacts.retain(|known| known.number != contact.number);
        let at = self
            .contacts
            .partition_point(|known| known.name <= contact.name);
        self.contacts.insert(at, contact);
    }

    /// The call of this phone with this id, the latest if there were several.
    pub fn call(&self, phone: Phone, id: &str) -> Option<&Call> {
        let mut calls = self.calls.iter();
        calls.find(|call| call.phone == phone && call.id == id)
    }

    /// The latest call that is on in a phone.
    pub fn current(&self, phone: Phone) -> Option<&Call> {
        let mut calls = self.calls.iter();
        calls.find(|call| call.phone == phone && call.is_open())
    }

    /// A call rings. Nothing happens if the phone says so again of a call that is on.
    pub fn rings(
        &mut self,
        phone: Phone,
        id: &str,
        direction: Direction,
        number: PhoneNumber,
        now: Millis,
    ) {
        if self.open(phone, id).is_some() {
            return;
        }
        self.calls.truncate(KEPT - 1);
        self.calls.push_front(Call {
            phone,
            id: id.to_owned(),
            direction,
            number,
            began: now,
            known_as: None,
            answered: None,
            over: None,
            lost: false,
        });
    }

    /// A call was answered. A call that began before the page did isn't known.
    pub fn answered(&mut self, phone: Phone, id: &str, now: Millis) {
        if let Some(call) = self.open(phone, id) {
            call.answered.get_or_insert(now);
        }
    }

    /// A call is over, however it ended.
    pub fn over(&mut self, phone: Phone, id: &str, now: Millis) {
        if let Some(call) = self.open(phone, id) {
            call.over = Some(now);
        }
    }

    /// The phone says who the other party is.
    pub fn known_as(&mut self, phone: Phone, id: &str, name: String) {
        if let Some(call) = self.open(phone, id) {
            call.known_as = Some(name);
        }
    }

    /// The phone was reloaded: it says no more of its calls.
    pub fn lost(&mut self, phone: Phone) {
        for call in &mut self.calls {
            call.lost |= call.phone == phone && call.is_open();
        }
    }

    fn open(&mut self, phone: Phone, id: &str) -> Option<&mut Call> {
        let mut calls = self.calls.iter_mut();
        calls.find(|call| call.phone == phone && call.id == id && call.is_open())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: &str = "+1 202 555 0101";

    fn crm() -> Crm {
        Crm::new([Contact::new("Ada Example", "Acme", ADA)])
    }

    fn outcome(crm: &Crm) -> Outcome {
        crm.calls().next().expect("a call").outcome()
    }

    fn ring(crm: &mut Crm, id: &str, direction: Direction) {
        let number = "+12025550101".into();
        crm.rings(Phone::Talk, id, direction, number, Millis(1_000));
    }

    #[test]
    fn a_caller_is_found_in_whatever_notation_the_phone_has() {
        let crm = crm();
        for number in [
            PhoneNumber::from("+12025550101"),
            PhoneNumber::from("1 (202) 555-0101"),
            PhoneNumber::from(12_025_550_101),
        ] {
            assert_eq!(crm.contact(&number).expect("known").name, "Ada Example");
        }
        for other in ["+120255501011", "2025550101", "anonymous", ""] {
            assert_eq!(crm.contact(&other.into()), None);
        }
    }

    #[test]
    fn a_number_has_one_spelling() {
        let mut crm = crm();
        let spellings = ["+12025550101", "1 (202) 555-0101", "+1 202 555 0101"];
        for number in spellings.map(PhoneNumber::from) {
            assert_eq!(crm.written(&number), ADA, "the contact's");
        }
        let first = PhoneNumber::from("+44 20 7946 0101");
        crm.rings(Phone::Talk, "1", Direction::In, first, Millis(1_000));
        assert_eq!(crm.written(&"+442079460101".into()), "+44 20 7946 0101");
        assert_eq!(crm.written(&"+442079460102".into()), "+442079460102");
    }

    #[test]
    fn what_becomes_of_a_call() {
        let mut crm = crm();
        ring(&mut crm, "1", Direction::In);
        assert_eq!(outcome(&crm), Outcome::Ringing);
        crm.answered(Phone::Talk, "1", Millis(5_000));
        assert_eq!(outcome(&crm), Outcome::Talking);
        crm.over(Phone::Talk, "1", Millis(70_999));
        assert_eq!(outcome(&crm), Outcome::Answered(65));

        ring(&mut crm, "2", Direction::In);
        crm.over(Phone::Talk, "2", Millis(9_000));
        assert_eq!(outcome(&crm), Outcome::Missed);

        ring(&mut crm, "3", Direction::Out);
        crm.over(Phone::Talk, "3", Millis(9_000));
        assert_eq!(outcome(&crm), Outcome::NoAnswer);

        ring(&mut crm, "4", Direction::Out);
        crm.lost(Phone::CloudTalk);
        assert_eq!(outcome(&crm), Outcome::Ringing);
        crm.lost(Phone::Talk);
        assert_eq!(outcome(&crm), Outcome::Lost);
    }

    #[test]
    fn calls_of_two_phones_with_one_id_are_two() {
        let mut crm = crm();
        ring(&mut crm, "1", Direction::In);
        crm.answered(Phone::CloudTalk, "1", Millis(2_000));
        assert_eq!(outcome(&crm), Outcome::Ringing);
    }

    #[test]
    fn a_call_that_is_said_to_ring_twice_is_one() {
        let mut crm = crm();
        ring(&mut crm, "1", Direction::In);
        ring(&mut crm, "1", Direction::In);
        assert_eq!(crm.calls().count(), 1);
        crm.over(Phone::Talk, "1", Millis(2_000));
        ring(&mut crm, "1", Direction::In);
        assert_eq!(crm.calls().count(), 2, "the phone counts from one again");
    }

    #[test]
    fn a_phone_that_never_stops_fills_no_memory() {
        let mut crm = crm();
        for id in 0..1_000 {
            ring(&mut crm, &id.to_string(), Direction::In);
        }
        assert_eq!(crm.calls().count(), KEPT);
        assert_eq!(crm.calls().next().expect("the latest").id, "999");
    }

    #[test]
    fn a_number_belongs_to_one_contact() {
        let mut crm = crm();
        crm.add(Contact::new("Zoe Example", "", "12025550101"));
        crm.add(Contact::new("Ben Example", "", "+442079460101"));
        let names: Vec<&str> = crm.contacts().map(|known| known.name.as_str()).collect();
        assert_eq!(names, ["Ben Example", "Zoe Example"]);
    }
}
