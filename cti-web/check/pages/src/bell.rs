//! A library with a convention of its own, and functions in it with others: who calls it, and the library.

use cti_runtime::session::Return;
use cti_runtime::{App, Peer, Session, Vendor};
use cti_web::{attach, provide};
use js_sys::{Object, Reflect, global};
use wasm_bindgen::JsCast;

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, play, sent};

#[path = "../../../../tests/tests/shapes/bell.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::bell;
use declared::bell::{
    Bell, Failure, ListenerHandler, MethodHandler, Page, Problem, listener, method,
};

struct Crm;

impl ListenerHandler for Crm {}

/// The page finds the library where it lies.
pub fn app(setup: &Setup) -> Opened {
    let library = Reflect::get(&global(), &"bell".into());
    let library = library
        .ok()
        .and_then(|library| library.dyn_into::<Object>().ok());
    let library = library.ok_or("there is no library in the page")?;
    let line = attach(Session::<Bell>::in_page(), &library, setup.heard(Crm))?;
    Ok(play(line, &setup.log, act_app))
}

/// The library is put into the page.
pub fn phone(setup: &Setup) -> Opened {
    let session = Session::<Bell, Vendor>::library();
    let (line, library) = provide(session, setup.heard(Library))?;
    Reflect::set(&global(), &"bell".into(), &library).map_err(|_| "the page is frozen")?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(bell: &Line<Bell, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["height", pixels] => {
            let pixels = pixels.parse().unwrap_or_default();
            answer(bell.request(method::SetHeight::new(pixels)), |()| {
                "set".to_owned()
            })
        }
        ["find", text] => answer(bell.request(method::Find::new(text)), |pages| {
            pages.into_iter().map(|page| page.id).collect()
        }),
        ["who"] => answer(bell.request(method::Who::new()), |page| page.id),
        ["count", kind] => answer(bell.request(method::Count::new(kind)), |count| {
            count.to_string()
        }),
        ["log", text] => answer(bell.request(method::Log::new(text)), |()| {
            "logged".to_owned()
        }),
        ["blink"] => sent(bell.send(method::Blink::new(true))),
        ["version"] => answer(bell.request(method::Version::new()), |version| version),
        ["current"] => answer(bell.request(method::Current::new()), |page| {
            page.map_or_else(|| "none".to_owned(), |page| page.id)
        }),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<Bell, Vendor, Library>, words: &[&str]) -> Answer {
    match *words {
        ["show", id] => sent(page.send(listener::PageShown(Page::new(id)))),
        ["close"] => sent(page.send(listener::Closed::new())),
        ["dial", id] => sent(page.send(listener::Dial::new(Ok(Page::new(id))))),
        ["dial"] => sent(page.send(listener::Dial::new(Err(vec![Problem::new(7)])))),
        ["theme", theme] => sent(page.send(listener::Theme(theme.to_owned()))),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

struct Library;

type Caller = Peer<Bell, Vendor>;

impl MethodHandler for Library {
    fn set_height(&mut self, of: method::SetHeight, _: &mut Caller) -> Return<(), Vec<Problem>> {
        match of.height {
            0 => Err(vec![Problem::new(7)]).into(),
            _ => Ok(()).into(),
        }
    }

    fn find(&mut self, find: method::Find, _: &mut Caller) -> Return<Vec<Page>, String> {
        match &*find.text {
            "" => Err("what?".to_owned()).into(),
            text => Ok(vec![Page::new(text)]).into(),
        }
    }

    fn who(&mut self, _: method::Who, _: &mut Caller) -> Return<Page, Failure> {
        Err(Failure::new("nobody").code(4)).into()
    }

    fn count(&mut self, count: method::Count, _: &mut Caller) -> Return<u8, String> {
        match &*count.kind {
            "" => Err("what?".to_owned()).into(),
            _ => Ok(3).into(),
        }
    }

    fn log(&mut self, log: method::Log, _: &mut Caller) -> Return<(), ()> {
        if log.text.is_empty() { Err(()) } else { Ok(()) }.into()
    }

    fn blink(&mut self, _: method::Blink, _: &mut Caller) {}

    fn version(
        &mut self,
        _: method::Version,
        _: &mut Caller,
    ) -> Return<String, core::convert::Infallible> {
        Ok("2.1".to_owned()).into()
    }
}
