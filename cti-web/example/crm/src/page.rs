//! The page: its elements, and what is shown in them. The handlers call it when something happens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_runtime::Millis;
use cti_runtime::types::PhoneNumber;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlFormElement, HtmlIFrameElement};
use web_sys::{HtmlInputElement, HtmlTemplateElement, window};

use crate::crm::{Call, Contact, Crm, Direction, Outcome, Phone};
use crate::dom::{by_id, copy, fill, length, on, time};

/// How many notices are shown.
const NOTICES: u32 = 20;

/// The state of a phone whose page doesn't load.
const UNREACHABLE: &str = "unreachable";

/// The page with the CRM's records.
pub(crate) struct Page {
    document: Document,
    crm: RefCell<Crm>,
    chosen: Cell<Phone>,
    /// The call that the screen pop is about.
    popped: RefCell<Option<(Phone, String)>>,
    /// The phone whose call or state the status is about.
    status_of: Cell<Option<Phone>>,
    pop: HtmlElement,
    add: HtmlFormElement,
    log: Element,
    notices: Element,
}

impl Page {
    pub(crate) fn new(crm: Crm) -> Result<Self, JsError> {
        let document = window().and_then(|window| window.document());
        let document = document.ok_or_else(|| JsError::new("there is no page here"))?;
        let page = Self {
            crm: RefCell::new(crm),
            chosen: Cell::new(Phone::CloudTalk),
            popped: RefCell::default(),
            status_of: Cell::new(None),
            pop: by_id(&document, "pop")?,
            add: by_id(&document, "add")?,
            log: by_id(&document, "log")?,
            notices: by_id(&document, "notices")?,
            document,
        };
        page.show_contacts();
        page.choose(Phone::Talk);
        Ok(page)
    }

    /// Listens to whoever works with the page, as long as it is there.
    pub(crate) fn listen(self: &Rc<Self>, dial: impl Fn(PhoneNumber) + 'static) {
        on(&self.document, "click", move |event| {
            let target: Option<Element> = event.target().and_then(|at| at.dyn_into().ok());
            let button = target.and_then(|at| at.closest("[data-dial]").ok().flatten());
            if let Some(number) = button.and_then(|button| button.get_attribute("data-dial")) {
                dial(number.into());
            }
        });
        for phone in Phone::ALL {
            let page = Rc::clone(self);
            self.with(&format!("choose-{}", phone.id()), |radio| {
                on(radio, "change", move |_| page.choose(phone));
            });
        }
        let page = Rc::clone(self);
        self.with("dismiss", |button| {
            on(button, "click", move |_| page.dismiss());
        });
        let page = Rc::clone(self);
        on(&self.add, "submit", move |event| {
            event.prevent_default();
            page.add_caller();
        });
    }

    /// A frame for a phone, which is not on the page yet.
    pub(crate) fn frame(&self, phone: Phone, src: &str) -> Result<HtmlIFrameElement, JsError> {
        let frame = self.document.create_element("iframe").map_err(failed)?;
        let frame: HtmlIFrameElement = frame.unchecked_into();
        frame.set_title(phone.name());
        frame
            .set_attribute("allow", "microphone *")
            .map_err(failed)?;
        frame.set_src(src);
        Ok(frame)
    }

    /// Puts the frame in its place, so that its document loads.
    pub(crate) fn show_frame(
        &self,
        phone: Phone,
        frame: &HtmlIFrameElement,
    ) -> Result<(), JsError> {
        let place: Element = by_id(&self.document, &format!("{}-frame", phone.id()))?;
        place.append_child(frame).map_err(failed)?;
        Ok(())
    }

    /// The phone that is shown, and dials.
    pub(crate) fn chosen(&self) -> Phone {
        self.chosen.get()
    }

    fn choose(&self, chosen: Phone) {
        self.chosen.set(chosen);
        for phone in Phone::ALL {
            self.with(&format!("{}-frame", phone.id()), |frame| {
                // Hidden, not removed: a frame that is moved loads its document again.
                let _ = frame.toggle_attribute_with_force("hidden", phone != chosen);
            });
            self.with(&format!("choose-{}", phone.id()), |radio| {
                if let Some(radio) = radio.dyn_ref::<HtmlInputElement>() {
                    radio.set_checked(phone == chosen);
                }
            });
        }
    }

    /// Says what has come of something that somebody did on the page. What is about a phone is taken back
    /// when its call ends or its state changes.
    pub(crate) fn status(&self, of: Option<Phone>, text: &str) {
        self.status_of.set(of);
        self.with("status", |status| status.set_text_content(Some(text)));
    }

    fn take_status_back(&self, of: Phone) {
        if self.status_of.get() == Some(of) {
            self.status(None, "");
        }
    }

    /// How a number is written on the page, whoever says it.
    pub(crate) fn written(&self, number: &PhoneNumber) -> String {
        self.crm.borrow().written(number).to_owned()
    }

    /// The phone's host doesn't answer, so there is only an error in its frame.
    pub(crate) fn unreachable(&self, phone: Phone, host: &str) {
        self.state(phone, UNREACHABLE);
        let text = format!(
            "Its page at {host} can't be reached. Is the address right, and the network there?"
        );
        self.notice(phone, &text);
    }

    pub(crate) fn is_unreachable(&self, phone: Phone) -> bool {
        let state = self
            .document
            .get_element_by_id(&format!("{}-state", phone.id()));
        state.is_some_and(|state| state.get_attribute("data-idle").as_deref() == Some(UNREACHABLE))
    }

    /// Whether a phone can be used, while it has no call.
    pub(crate) fn state(&self, phone: Phone, text: &str) {
        self.take_status_back(phone);
        self.with(&format!("{}-state", phone.id()), |state| {
            let _ = state.set_attribute("data-idle", text);
        });
        self.show();
    }

    /// A call rings: the screen pop.
    pub(crate) fn rings(
        &self,
        phone: Phone,
        id: &str,
        direction: Direction,
        number: PhoneNumber,
        now: Millis,
    ) {
        self.crm
            .borrow_mut()
            .rings(phone, id, direction, number, now);
        if direction == Direction::In {
            self.take_status_back(phone);
        }
        let popped = Some((phone, id.to_owned()));
        if self.popped.replace(popped.clone()) != popped {
            // What was typed was meant for somebody else.
            self.add.reset();
        }
        self.choose(phone);
        self.show();
    }

    pub(crate) fn answered(&self, phone: Phone, id: &str, now: Millis) {
        self.crm.borrow_mut().answered(phone, id, now);
        self.show();
    }

    pub(crate) fn over(&self, phone: Phone, id: &str, now: Millis) {
        self.crm.borrow_mut().over(phone, id, now);
        self.take_status_back(phone);
        self.show();
    }

    pub(crate) fn known_as(&self, phone: Phone, id: &str, name: String) {
        let popped = self.popped_call(|call| call.phone == phone && call.id == id);
        if popped == Some(true)
            && let Ok(input) = by_id::<HtmlInputElement>(&self.document, "add-name")
            && input.value().is_empty()
        {
            input.set_value(&name);
        }
        self.crm.borrow_mut().known_as(phone, id, name);
        self.show();
    }

    /// Another document has come into a phone's frame.
    pub(crate) fn reloaded(&self, phone: Phone) {
        self.crm.borrow_mut().lost(phone);
        self.take_status_back(phone);
        self.show();
    }

    /// Shows what was not as it should be.
    pub(crate) fn notice(&self, phone: Phone, text: &str) {
        if let Some(row) = self.row("notice-row", &self.notices) {
            fill(&row, "phone", phone.name());
            fill(&row, "text", text);
        }
        while self.notices.child_element_count() > NOTICES
            && let Some(oldest) = self.notices.first_element_child()
        {
            oldest.remove();
        }
    }

    fn dismiss(&self) {
        self.popped.take();
        self.show();
    }

    /// Adds who calls to the contacts.
    fn add_caller(&self) {
        let number = self.popped_call(|call| self.written(&call.number));
        let Some(number) = number else { return };
        let contact = Contact {
            name: self.typed("add-name"),
            company: self.typed("add-company"),
            number: number.into(),
        };
        self.add.reset();
        self.status(None, &format!("{} is a contact now.", contact.name));
        self.crm.borrow_mut().add(contact);
        self.show_contacts();
        self.show();
    }

    fn typed(&self, id: &str) -> String {
        let input = by_id::<HtmlInputElement>(&self.document, id);
        input.map_or_else(|_| String::new(), |input| input.value().trim().to_owned())
    }

    fn show_contacts(&self) {
        let Ok(list) = by_id::<Element>(&self.document, "contacts") else {
            return;
        };
        list.set_text_content(None);
        for contact in self.crm.borrow().contacts() {
            let Some(row) = self.row("contact-row", &list) else {
                return;
            };
            let number = contact.number.to_string();
            fill(&row, "name", &contact.name);
            fill(&row, "company", &contact.company);
            fill(&row, "number", &number);
            if let Ok(Some(button)) = row.query_selector("button") {
                let _ = button.set_attribute("data-dial", &number);
                let label = format!("Call {}, {number}", contact.name);
                let _ = button.set_attribute("aria-label", &label);
            }
        }
    }

    /// Shows what has changed with a call.
    fn show(&self) {
        self.show_states();
        self.show_log();
        self.show_pop();
    }

    fn show_states(&self) {
        let crm = self.crm.borrow();
        for phone in Phone::ALL {
            let outcome = crm.current(phone).map(Call::outcome);
            self.with(&format!("{}-state", phone.id()), |state| {
                let idle = state.get_attribute("data-idle").unwrap_or_default();
                let text = outcome.map_or(idle, |outcome| said(outcome).to_owned());
                let _ = state.set_attribute("data-state", &text);
                state.set_text_content(Some(&text));
            });
        }
    }

    fn show_log(&self) {
        self.log.set_text_content(None);
        let crm = self.crm.borrow();
        for call in crm.calls() {
            let Some(row) = self.row("call-row", &self.log) else {
                return;
            };
            let outcome = call.outcome();
            let talked = match outcome {
                Outcome::Answered(seconds) => length(seconds),
                _ => String::from("–"),
            };
            let direction = match call.direction {
                Direction::In => "in",
                Direction::Out => "out",
            };
            let _ = row.set_attribute("data-direction", direction);
            let _ = row.set_attribute("data-outcome", said(outcome));
            fill(&row, "direction", direction);
            fill(&row, "name", &name(&crm, call));
            fill(&row, "number", crm.written(&call.number));
            fill(&row, "phone", call.phone.name());
            fill(&row, "start", &time(call.began));
            fill(&row, "length", &talked);
            fill(&row, "outcome", said(outcome));
        }
    }

    fn show_pop(&self) {
        let shown = self.popped_call(|call| {
            let crm = self.crm.borrow();
            let contact = crm.contact(&call.number);
            let title = match call.direction {
                Direction::In => "Incoming call",
                Direction::Out => "Outgoing call",
            };
            let company = contact.map_or("", |contact| contact.company.as_str());
            fill(&self.pop, "title", title);
            fill(&self.pop, "phone", call.phone.name());
            fill(&self.pop, "name", &name(&crm, call));
            fill(&self.pop, "company", company);
            fill(&self.pop, "number", crm.written(&call.number));
            fill(&self.pop, "outcome", said(call.outcome()));
            self.add.set_hidden(contact.is_some());
        });
        self.pop.set_hidden(shown.is_none());
    }

    /// Looks at the call that the screen pop is about.
    fn popped_call<R>(&self, look: impl FnOnce(&Call) -> R) -> Option<R> {
        let popped = self.popped.borrow();
        let (phone, id) = popped.as_ref()?;
        let crm = self.crm.borrow();
        crm.call(*phone, id).map(look)
    }

    /// A new copy of a template's element, at the end of another.
    fn row(&self, template: &str, into: &Element) -> Option<Element> {
        let template: HtmlTemplateElement = by_id(&self.document, template).ok()?;
        let row = copy(&template)?;
        into.append_child(&row).ok()?;
        Some(row)
    }

    fn with(&self, id: &str, act: impl FnOnce(&Element)) {
        if let Some(element) = self.document.get_element_by_id(id) {
            act(&element);
        }
    }
}

/// Who the other party is, as far as that is known.
fn name(crm: &Crm, call: &Call) -> String {
    let contact = crm.contact(&call.number).map(|contact| &contact.name);
    let known = contact.or(call.known_as.as_ref());
    known.map_or("Unknown caller", String::as_str).to_owned()
}

const fn said(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ringing => "ringing",
        Outcome::Talking => "talking",
        Outcome::Answered(_) => "answered",
        Outcome::Missed => "missed",
        Outcome::NoAnswer => "no answer",
        Outcome::Lost => "lost",
    }
}

fn failed(why: JsValue) -> JsError {
    JsError::new(&format!("{why:?}"))
}
