//! A simulated Salesforce, with its pages and its library.

use cti_runtime::session::Return;
use cti_runtime::types::{Json, Map, PhoneNumber};
use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::salesforce_open_cti::{
    ApexResult, AppView, Dial, Dialling, Found, MethodHandler, Problem, Record, RecordPlace,
    SalesforceOpenCti, Saved, Settings, Target, Visibility, listener, method,
};

/// The softphone, as Salesforce talks to it.
type Softphone = Peer<SalesforceOpenCti, Vendor>;

/// Where the account's pages are.
const SITE: &str = "https://acme.lightning.force.example/lightning";

/// Salesforce's page with its agent and a few records: contacts `003-1` (Ada Example) and `003-2`
/// (Jo Example), and account `001-1` (Example Ltd).
pub struct Phone {
    records: Vec<Stored>,
    page: Option<String>,
    size: (u32, u32),
    visible: bool,
    label: Option<String>,
}

/// A record.
#[derive(Clone)]
struct Stored {
    id: String,
    object_type: String,
    name: String,
    number: Option<PhoneNumber>,
}

impl Stored {
    fn new(id: &str, object_type: &str, name: &str, number: Option<&str>) -> Self {
        Self {
            id: id.to_owned(),
            object_type: object_type.to_owned(),
            name: name.to_owned(),
            number: number.map(PhoneNumber::from),
        }
    }

    fn view(&self) -> AppView {
        AppView::new(format!("{SITE}/r/{}/{}/view", self.object_type, self.id))
            .record_id(&*self.id)
            .record_name(&*self.name)
            .object_type(&*self.object_type)
    }

    fn found(&self) -> Json {
        Json::from_iter([
            ("Id", &*self.id),
            ("Name", &*self.name),
            ("RecordType", &*self.object_type),
        ])
    }

    fn matches(&self, wanted: &str) -> bool {
        let named = self.name.to_lowercase().contains(&wanted.to_lowercase());
        named || self.number == Some(PhoneNumber::from(wanted))
    }
}

impl Default for Phone {
    fn default() -> Self {
        Self::new()
    }
}

impl Phone {
    /// Salesforce's page, with the softphone in its utility bar.
    pub fn new() -> Self {
        let records = vec![
            Stored::new("003-1", "Contact", "Ada Example", Some("+1 202 555 0101")),
            Stored::new("003-2", "Contact", "Jo Example", Some("+44 20 7946 0101")),
            Stored::new("001-1", "Account", "Example Ltd", None),
        ];
        Self {
            records,
            page: None,
            size: (0, 0),
            visible: true,
            label: None,
        }
    }

    /// Width and height of the softphone's panel, in pixels, as the softphone has set them.
    pub const fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Whether the softphone's panel is shown.
    pub const fn is_shown(&self) -> bool {
        self.visible
    }

    /// What stands above the softphone's panel.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// The record that the agent looks at.
    pub fn page(&self) -> Option<AppView> {
        self.find(self.page.as_deref()?).map(Stored::view)
    }

    /// How many records of a type there are.
    pub fn count(&self, object_type: &str) -> usize {
        let of_type = |record: &&Stored| record.object_type == object_type;
        self.records.iter().filter(of_type).count()
    }

    /// The agent clicks on a phone number beside a record.
    ///
    /// # Errors
    /// If click-to-dial is off, or there is no such record.
    pub fn agent_clicks(
        &mut self,
        softphone: &mut Softphone,
        number: impl Into<PhoneNumber>,
        id: &str,
    ) -> Result<(), Cannot> {
        if softphone.state() == Some(Dialling::Off) {
            return Err(Cannot::Now("phone numbers are plain text"));
        }
        let record = self.find(id).ok_or(NO_SUCH_RECORD)?;
        let dial = Dial::new(number)
            .record_id(&*record.id)
            .record_name(&*record.name)
            .object_type(&*record.object_type);
        softphone.send(listener::OnClickToDial(dial))?;
        Ok(())
    }

    /// The agent opens a record.
    ///
    /// # Errors
    /// If there is no such record.
    pub fn agent_opens(&mut self, softphone: &mut Softphone, id: &str) -> Result<(), Cannot> {
        let record = self.find(id).ok_or(NO_SUCH_RECORD)?;
        softphone.send(listener::OnNavigationChange(record.view()))?;
        self.page = Some(id.to_owned());
        Ok(())
    }

    /// The agent goes to a list.
    ///
    /// # Errors
    /// If the softphone can't be told.
    pub fn agent_leaves(&mut self, softphone: &mut Softphone) -> Result<(), Cannot> {
        softphone.send(listener::OnNavigationChange(list()))?;
        self.page = None;
        Ok(())
    }

    fn find(&self, id: &str) -> Option<&Stored> {
        self.records.iter().find(|record| record.id == id)
    }

    /// Makes a record of what was saved; gives its id.
    fn create(&mut self, object_type: &str, value: &Record) -> String {
        let id = format!("new-{}", self.records.len() + 1);
        let text = |key: &str| value.fields.get(key).and_then(Json::as_str);
        let name = ["Name", "LastName", "Subject"].into_iter().find_map(text);
        let number = text("Phone");
        let name = name.unwrap_or_default();
        self.records
            .push(Stored::new(&id, object_type, name, number));
        id
    }
}

const NO_SUCH_RECORD: Cannot = Cannot::Now("there is no such record");

fn list() -> AppView {
    AppView::new(format!("{SITE}/o/Contact/list"))
}

fn no<T>(why: &str) -> Return<T, Vec<Problem>> {
    Return::Now(Err(vec![why.into()]))
}

/// A size in pixels within bounds.
fn within(size: u32, least: u32, most: u32) -> Result<u32, Vec<Problem>> {
    if (least..=most).contains(&size) {
        Ok(size)
    } else {
        let why = format!("A number from {least} through {most} is needed.");
        Err(vec![Problem::Text(why)])
    }
}

impl Simulated<SalesforceOpenCti> for Phone {
    const ORIGIN: Option<&'static str> = None;

    fn begin(_: &mut Softphone) -> Self {
        Self::new()
    }
}

impl MethodHandler for Phone {
    fn enable_click_to_dial(
        &mut self,
        _: method::EnableClickToDial,
        _: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        Ok(()).into()
    }

    fn disable_click_to_dial(
        &mut self,
        _: method::DisableClickToDial,
        _: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        Ok(()).into()
    }

    fn get_app_view_info(
        &mut self,
        _: method::GetAppViewInfo,
        _: &mut Softphone,
    ) -> Return<AppView, Vec<Problem>> {
        Ok(self.page().unwrap_or_else(list)).into()
    }

    fn get_call_center_settings(
        &mut self,
        _: method::GetCallCenterSettings,
        _: &mut Softphone,
    ) -> Return<Settings, Vec<Problem>> {
        let name = (
            "/reqGeneralInfo/reqInternalName".to_owned(),
            "AcmePhone".into(),
        );
        Ok(Settings(Map::from([name]))).into()
    }

    fn is_softphone_panel_visible(
        &mut self,
        _: method::IsSoftphonePanelVisible,
        _: &mut Softphone,
    ) -> Return<Visibility, Vec<Problem>> {
        Ok(Visibility::new(self.visible)).into()
    }

    fn refresh_view(
        &mut self,
        _: method::RefreshView,
        _: &mut Softphone,
    ) -> Return<Option<bool>, Vec<Problem>> {
        Ok(Some(true)).into()
    }

    /// Counts the records of the type that the parameters name: `type=Contact`.
    fn run_apex(
        &mut self,
        call: method::RunApex,
        _: &mut Softphone,
    ) -> Return<ApexResult, Vec<Problem>> {
        let Some(of) = call.method_params.strip_prefix("type=") else {
            return no("No such method.");
        };
        let count = self.count(of).to_string();
        Ok(ApexResult::new().run_apex(count)).into()
    }

    fn save_log(
        &mut self,
        call: method::SaveLog,
        _: &mut Softphone,
    ) -> Return<Saved, Vec<Problem>> {
        let value = call.value;
        match (&value.id, &value.entity_api_name) {
            (Some(id), _) if self.find(id).is_some() => Ok(Saved::new(&**id)).into(),
            (Some(_), _) => no("No such record."),
            (None, Some(of)) => {
                let id = self.create(of, &value);
                Ok(Saved::new(id)).into()
            }
            (None, None) => no("Either `Id` or `entityApiName` is needed."),
        }
    }

    fn screen_pop(
        &mut self,
        call: method::ScreenPop,
        softphone: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        let Target::Sobject { params } = call.target else {
            self.page = None;
            return Ok(()).into();
        };
        match self.agent_opens(softphone, &params.record_id) {
            Ok(()) => Ok(()).into(),
            Err(_) => no("No such record."),
        }
    }

    fn search_and_screen_pop(
        &mut self,
        call: method::SearchAndScreenPop,
        softphone: &mut Softphone,
    ) -> Return<Found, Vec<Problem>> {
        let wanted = call.search_params.unwrap_or_default();
        if wanted.len() < 3 {
            return no("At least three characters are needed.");
        }
        let found: Vec<Stored> = self
            .records
            .iter()
            .filter(|record| record.matches(&wanted))
            .cloned()
            .collect();
        let mut answer = Found::new();
        for record in &found {
            answer.records.insert(record.id.clone(), record.found());
        }
        if let [only] = found.as_slice() {
            if call.deferred == Some(true) {
                let place = RecordPlace::new(&*only.id);
                answer.screen_pop_data = Some(Target::sobject(place));
            } else if self.agent_opens(softphone, &only.id).is_err() {
                return no("The softphone can't be told.");
            }
        }
        Ok(answer).into()
    }

    fn set_softphone_panel_label(
        &mut self,
        call: method::SetSoftphonePanelLabel,
        _: &mut Softphone,
    ) -> Return<Option<bool>, Vec<Problem>> {
        self.label = Some(call.label);
        Ok(None).into()
    }

    fn set_softphone_panel_height(
        &mut self,
        call: method::SetSoftphonePanelHeight,
        _: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        let height = within(call.height, 240, 2_560);
        height.map(|height| self.size.1 = height).into()
    }

    fn set_softphone_panel_width(
        &mut self,
        call: method::SetSoftphonePanelWidth,
        _: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        let width = within(call.width, 200, 1_920);
        width.map(|width| self.size.0 = width).into()
    }

    fn set_softphone_panel_visibility(
        &mut self,
        call: method::SetSoftphonePanelVisibility,
        _: &mut Softphone,
    ) -> Return<(), Vec<Problem>> {
        self.visible = call.visible;
        Ok(()).into()
    }
}
