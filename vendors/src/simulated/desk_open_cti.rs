//! A simulated Desk.com, with its page and its library.

use cti_runtime::session::Return;
use cti_runtime::types::{Json, PhoneNumber};
use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::desk_open_cti::{
    AjaxError, AjaxResponse, DeskOpenCti, Dial, Dialling, Library, MethodHandler, Object, Page,
    Pixels, User, listener, method,
};

/// The adapter in Desk's page, as Desk talks to it.
type Adapter = Peer<DeskOpenCti, Vendor>;

/// Where the account's pages are.
const SITE: &str = "https://acme.desk.example";

/// Desk's page with its agent and a few records: customers 4 (Ada Example) and 5 (Jo Example),
/// company 2 (Example Ltd), and case 1 (Order 7 is late).
pub struct Phone {
    records: Vec<Record>,
    page: Option<(Object, String)>,
    size: (u32, u32),
    visible: bool,
}

/// A customer, a company or a case.
struct Record {
    object: Object,
    id: String,
    name: String,
    number: Option<PhoneNumber>,
}

impl Record {
    fn new(object: Object, id: &str, name: &str, number: Option<&str>) -> Self {
        let number = number.map(PhoneNumber::from);
        Self {
            object,
            id: id.to_owned(),
            name: name.to_owned(),
            number,
        }
    }

    fn page(&self) -> Page {
        let url = format!("{SITE}/agent/{}/{}", path(self.object), self.id);
        Page::new(url, &*self.id, self.object, &*self.name)
    }
}

impl Default for Phone {
    fn default() -> Self {
        Self::new()
    }
}

impl Phone {
    /// Desk's page, still loading.
    pub fn new() -> Self {
        let records = vec![
            Record::new(
                Object::Customer,
                "4",
                "Ada Example",
                Some("+1 202 555 0101"),
            ),
            Record::new(
                Object::Customer,
                "5",
                "Jo Example",
                Some("+44 20 7946 0101"),
            ),
            Record::new(Object::Company, "2", "Example Ltd", None),
            Record::new(Object::Case, "1", "Order 7 is late", None),
        ];
        Self {
            records,
            page: None,
            size: (0, 0),
            visible: true,
        }
    }

    /// Width and height of the softphone, in pixels, as the adapter has set them.
    pub const fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Whether the softphone is shown.
    pub const fn is_shown(&self) -> bool {
        self.visible
    }

    /// What the agent looks at; `None` on pages that show no single record.
    pub fn page(&self) -> Option<Page> {
        let (object, id) = self.page.as_ref()?;
        self.find(*object, id).map(Record::page)
    }

    /// The page has loaded: the library can be called.
    ///
    /// # Errors
    /// If it has loaded before.
    pub fn page_loads(&mut self, adapter: &mut Adapter) -> Result<(), Cannot> {
        adapter.send(listener::Ready::new())?;
        Ok(())
    }

    /// The agent clicks on a phone number beside a record. If there is no such record, the adapter
    /// is told so.
    ///
    /// # Errors
    /// If click-to-dial is off.
    pub fn agent_clicks(
        &mut self,
        adapter: &mut Adapter,
        number: impl Into<PhoneNumber>,
        object: Object,
        id: &str,
    ) -> Result<(), Cannot> {
        if adapter.state() == Some(Dialling::Off) {
            return Err(Cannot::Now("phone numbers are plain text"));
        }
        let clicked = match self.find(object, id) {
            Some(_) => Ok(Dial::new(number, id, object)),
            None => Err("Resource Object does not exist.".to_owned()),
        };
        adapter.send(listener::OnClickToDial::new(clicked))?;
        Ok(())
    }

    /// The agent opens a record.
    ///
    /// # Errors
    /// If there is no such record, or the page is still loading.
    pub fn agent_opens(
        &mut self,
        adapter: &mut Adapter,
        object: Object,
        id: &str,
    ) -> Result<(), Cannot> {
        let record = self
            .find(object, id)
            .ok_or(Cannot::Now("there is no such record"))?;
        adapter.send(listener::OnFocus::new(Ok(record.page())))?;
        self.page = Some((object, id.to_owned()));
        Ok(())
    }

    /// The agent goes to a page that shows no single record.
    pub fn agent_leaves(&mut self) {
        self.page = None;
    }

    fn find(&self, object: Object, id: &str) -> Option<&Record> {
        self.records
            .iter()
            .find(|record| record.object == object && record.id == id)
    }

    /// Shows a record; Desk answers `false` with a sentence if there is none.
    fn pop(&mut self, adapter: &mut Adapter, object: Object, id: &str) -> Return<bool, String> {
        match self.agent_opens(adapter, object, id) {
            Ok(()) => yes(),
            Err(_) => no(&format!("No such {}.", path(object))),
        }
    }
}

/// Whether methods can be called; one that is called too early answers with this sentence.
fn loaded(adapter: &Adapter) -> Result<(), String> {
    if adapter.state() == Some(Library::Loading) {
        return Err("Desk is still loading.".to_owned());
    }
    Ok(())
}

/// The number of pixels that an adapter asks for; `what` is the size that it is of.
fn pixels(size: Pixels, what: &str) -> Result<u32, String> {
    match size {
        Pixels::Number(size) => Ok(size),
        Pixels::Text(text) => text
            .trim()
            .parse()
            .map_err(|_| format!("{what} must be a number.")),
    }
}

/// Does what always works, once the library can be called.
fn done(adapter: &Adapter, act: impl FnOnce()) -> Return<bool, String> {
    loaded(adapter).map(|()| act()).map(|()| true).into()
}

fn yes() -> Return<bool, String> {
    Return::Now(Ok(true))
}

fn no(why: &str) -> Return<bool, String> {
    Return::Now(Err(why.to_owned()))
}

const fn path(object: Object) -> &'static str {
    match object {
        Object::Customer => "customer",
        Object::Company => "company",
        Object::Case => "case",
    }
}

impl Simulated<DeskOpenCti> for Phone {
    const ORIGIN: Option<&'static str> = None;

    fn begin(adapter: &mut Adapter) -> Self {
        let mut phone = Self::new();
        let _ = phone.page_loads(adapter);
        phone
    }
}

impl MethodHandler for Phone {
    fn set_softphone_height(
        &mut self,
        call: method::SetSoftphoneHeight,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        let height = loaded(adapter).and_then(|()| pixels(call.height, "Height"));
        height
            .map(|height| self.size.1 = height)
            .map(|()| true)
            .into()
    }

    fn set_softphone_width(
        &mut self,
        call: method::SetSoftphoneWidth,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        let width = loaded(adapter).and_then(|()| pixels(call.width, "Width"));
        width.map(|width| self.size.0 = width).map(|()| true).into()
    }

    fn enable_click_to_dial(
        &mut self,
        _: method::EnableClickToDial,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        done(adapter, || {})
    }

    fn disable_click_to_dial(
        &mut self,
        _: method::DisableClickToDial,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        done(adapter, || {})
    }

    fn screen_pop(
        &mut self,
        call: method::ScreenPop,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        match loaded(adapter) {
            Ok(()) => self.pop(adapter, call.query_params.object, call.id.as_str()),
            Err(why) => no(&why),
        }
    }

    fn search_and_screen_pop(
        &mut self,
        call: method::SearchAndScreenPop,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        if let Err(why) = loaded(adapter) {
            return no(&why);
        }
        let object = call.query_params.0.object;
        let wanted = call.search_string.to_lowercase();
        let number = PhoneNumber::from(call.search_string);
        let found: Vec<&Record> = self
            .records
            .iter()
            .filter(|record| record.object == object)
            .filter(|record| {
                record.number.as_ref() == Some(&number)
                    || record.name.to_lowercase().contains(&wanted)
            })
            .collect();
        match (found.as_slice(), object) {
            ([], _) => no("Nothing was found."),
            // An exact match of a customer gets a phone case at once.
            ([customer], Object::Customer) => {
                let (id, subject) = (customer.id.clone(), format!("Call of {}", customer.name));
                let case = self.records.len().to_string();
                self.records
                    .push(Record::new(Object::Case, &case, &subject, None));
                self.pop(adapter, object, &id)
            }
            // A list shows no single record.
            _ => {
                self.page = None;
                yes()
            }
        }
    }

    fn get_page_info(
        &mut self,
        _: method::GetPageInfo,
        adapter: &mut Adapter,
    ) -> Return<Page, String> {
        loaded(adapter)
            .and_then(|()| {
                self.page()
                    .ok_or_else(|| "This page is not supported.".to_owned())
            })
            .into()
    }

    fn set_visible(
        &mut self,
        call: method::SetVisible,
        adapter: &mut Adapter,
    ) -> Return<bool, String> {
        done(adapter, || self.visible = call.value)
    }

    fn is_visible(&mut self, _: method::IsVisible, adapter: &mut Adapter) -> Return<bool, String> {
        loaded(adapter).map(|()| self.visible).into()
    }

    fn get_user_info(
        &mut self,
        _: method::GetUserInfo,
        adapter: &mut Adapter,
    ) -> Return<User, String> {
        loaded(adapter)
            .map(|()| {
                User::new(
                    "17",
                    "sam@example.com",
                    "sam@example.com",
                    "Sam Example",
                    "agent",
                    SITE,
                )
                .language("en")
                .locale("en-US")
            })
            .into()
    }

    /// Reads cases at `/api/v2/cases/{id}`, and changes their `subject` by `PATCH`.
    fn ajax(
        &mut self,
        call: method::Ajax,
        adapter: &mut Adapter,
    ) -> Return<AjaxResponse, AjaxError> {
        if let Err(why) = loaded(adapter) {
            return Return::Now(Err(AjaxError::new(why)));
        }
        let case = call.url.strip_prefix("/api/v2/cases/").and_then(|id| {
            self.records
                .iter_mut()
                .find(|record| record.object == Object::Case && record.id == id)
        });
        let answer = match case {
            None => Err(AjaxError::new("Not found")
                .status(404)
                .status_text("Not Found")),
            Some(case) => {
                let subject = call
                    .config
                    .data
                    .as_ref()
                    .and_then(|data| data.get("subject"));
                if call.config.method.as_deref() == Some("PATCH")
                    && let Some(subject) = subject.and_then(Json::as_str)
                {
                    subject.clone_into(&mut case.name);
                }
                let data = Json::from_iter([("id", &*case.id), ("subject", &*case.name)]);
                Ok(AjaxResponse::new(data, 200, "OK"))
            }
        };
        answer.into()
    }
}
