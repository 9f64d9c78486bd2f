/// Salesforce Open CTI for Lightning Experience: the library that a softphone in Salesforce's page
/// loads, and calls.
///
/// The softphone's page is a frame in Salesforce's utility bar. The library in it talks to Salesforce,
/// so to the softphone there are no windows and no origins. Each function is given one object, with
/// the callback among the arguments.
///
/// Declared from <https://developer.salesforce.com/docs/service/api-cti/guide/> (the functions for
/// Lightning Experience), from the library itself (`opencti.js` of version 43.0), and from
/// Salesforce's demo adapter (`developerforce/open-cti-demo-adapter`). Uncertain: what the errors in
/// an answer are; what `refreshView` and the functions for labels return. Left out: the functions of
/// Salesforce Classic, which are another library.
//
// The document says that listeners receive the payload itself; its samples of version 44.0 read it
// from `returnValue`. The library hands on what Salesforce posts.
#[cti_runtime::protocol(
    vendor = "Salesforce",
    calls(
        library = "sforce.opencti",
        error = Vec<Problem>,
        arguments(object),
        answer(callback = "callback", flag = "success", ok = "returnValue", error = "errors"),
        events(callback = "listener"),
    ),
)]
pub mod salesforce_open_cti {
    /// Whether phone numbers in Salesforce's pages can be clicked.
    #[states]
    enum Dialling {
        /// They are text.
        Off,
        /// They dial.
        On,
    }

    /// Softphone → Salesforce.
    #[method]
    pub trait Method {
        /// Makes phone numbers in Salesforce's pages dial.
        #[moves(Dialling: * => On)]
        #[sample(args = {}, result = null)]
        fn enable_click_to_dial();

        /// Makes phone numbers plain text again.
        #[moves(Dialling: * => Off)]
        #[sample(args = {}, result = null)]
        fn disable_click_to_dial();

        /// What the agent looks at.
        #[sample(args = {}, result = {"url":
            "https://acme.lightning.force.example/lightning/r/Contact/0031x0000000001/view",
            "recordId": "0031x0000000001", "recordName": "Ada Example", "objectType": "Contact"})]
        fn get_app_view_info() -> AppView;

        /// What the administrator has set for the call center, by the names of its definition.
        // Among them may be accounts and tokens of the phone system's.
        #[sample(args = {}, result = {"/reqGeneralInfo/reqInternalName": "AcmePhone"})]
        fn get_call_center_settings() -> Settings;

        /// Which fields and objects to show for a call, by its type.
        #[sample(args = {}, result = {"Internal": {}, "Inbound": {"callRelatedFields": ["ANI"]},
            "Outbound": {}})]
        fn get_softphone_layout() -> Map<Json>;

        /// Whether the softphone's panel is shown.
        #[sample(args = {}, result = {"visible": true})]
        fn is_softphone_panel_visible() -> Visibility;

        /// The softphone has loaded: Salesforce doesn't go to its standby address.
        // The document gives it no callback. The library would take one; whether Salesforce
        // answers is nowhere said.
        #[answer(nothing)]
        #[sample(args = {})]
        fn notify_initialization_complete();

        /// Loads again what the agent looks at.
        #[sample(args = {}, result = true)]
        fn refresh_view() -> Option<bool>;

        /// Calls a method of a class in Salesforce.
        #[sample(args = {"apexClass": "AccountRetrieval", "methodName": "getAccount",
            "methodParams": "name=Acme"}, result = {"runApex": "[{\"Id\":\"0011x0000000002\"}]"})]
        fn run_apex(
            apex_class: String,
            method_name: String,
            /// A query string.
            #[personal]
            method_params: String,
        ) -> ApexResult;

        /// Makes a record, such as a task for a call, or changes one.
        #[sample(args = {"value": {"entityApiName": "Task", "WhoId": "0031x0000000001",
            "Subject": "Call", "CallDurationInSeconds": 64}},
            result = {"recordId": "00T1x0000000001"})]
        #[sample(args = {"value": {"Id": "00T1x0000000001", "Description": "Wants a quote"}})]
        #[sample(error = ["Required fields are missing: [LastName]"])]
        fn save_log(value: Record) -> Saved;

        /// Shows a record, a list, a search or a form for a new record.
        #[sample(args = {"type": "sobject", "params": {"recordId": "0031x0000000001"}},
            result = null)]
        #[sample(args = {"type": "newRecord", "params": {"entityName": "Contact",
            "defaultFieldValues": {"Phone": "+12025550101"}}})]
        fn screen_pop(#[flatten] target: Target);

        /// Searches as the softphone's layout says, and shows what was found, unless it is deferred.
        // The library also hands on `params`, of which the document says nothing.
        #[sample(args = {"searchParams": "+12025550101", "callType": "inbound", "deferred": true},
            result = {"SCREEN_POP_DATA": {"type": "sobject",
            "params": {"recordId": "0031x0000000001"}}, "0031x0000000001":
            {"Id": "0031x0000000001", "Name": "Ada Example", "RecordType": "Contact"}})]
        fn search_and_screen_pop(
            /// At least three characters.
            #[personal]
            search_params: Option<String>,
            /// For a Visualforce page that is shown.
            #[personal]
            query_params: Option<QueryParams>,
            /// For a form that is shown where nothing is found.
            #[personal]
            default_field_values: Option<Map<Json>>,
            call_type: Option<CallType>,
            /// Whether only to say what would be shown.
            deferred: Option<bool>,
        ) -> Found;

        /// Sets the icon of the softphone in the utility bar, by its name in the design system.
        #[sample(args = {"key": "end_call"}, result = null)]
        fn set_softphone_item_icon(key: String) -> Option<bool>;

        /// Sets what the softphone is called in the utility bar.
        #[sample(args = {"label": "Acme Phone"}, result = null)]
        fn set_softphone_item_label(label: String) -> Option<bool>;

        /// Sets the icon of the softphone's panel.
        #[sample(args = {"key": "call"}, result = null)]
        fn set_softphone_panel_icon(key: String) -> Option<bool>;

        /// Sets what stands above the softphone's panel.
        #[sample(args = {"label": "Acme Phone"}, result = null)]
        fn set_softphone_panel_label(label: String) -> Option<bool>;

        /// Sets the height of the softphone's panel.
        #[sample(args = {"heightPX": 400}, result = null)]
        fn set_softphone_panel_height(
            /// In pixels: 240 to 2560.
            #[rename("heightPX")]
            height: u32,
        );

        /// Sets the width of the softphone's panel.
        #[sample(args = {"widthPX": 400}, result = null)]
        fn set_softphone_panel_width(
            /// In pixels: 200 to 1920.
            #[rename("widthPX")]
            width: u32,
        );

        /// Shows the softphone's panel, or hides it.
        #[sample(args = {"visible": true}, result = null)]
        fn set_softphone_panel_visibility(visible: bool);
    }

    /// Salesforce → softphone.
    #[subscription]
    pub trait Listener {
        /// The agent has clicked on a phone number: click-to-dial.
        #[only(Dialling: On)]
        #[sample({"number": "+12025550101", "recordId": "0031x0000000001",
            "recordName": "Ada Example", "objectType": "Contact"})]
        #[sample({"number": 12025550101, "recordId": "0011x0000000003", "personAccount": true,
            "contactId": "0031x0000000003"})]
        fn on_click_to_dial() -> Dial;

        /// The agent looks at something else, or at the page again.
        #[sample({"url": "https://acme.lightning.force.example/lightning/o/Contact/list"})]
        fn on_navigation_change() -> AppView;
    }

    /// What went wrong.
    // Documented as a message. Listeners that others have published take anything.
    #[data(untagged)]
    pub enum Problem {
        /// A sentence.
        Text(String),
        /// Whatever else Salesforce says.
        Whole(Map<Json>),
    }

    /// A phone number that was clicked.
    #[data]
    pub struct Dial {
        /// The number; documented as a number.
        number: PhoneNumber,
        /// The record that it belongs to.
        record_id: Option<String>,
        #[personal]
        record_name: Option<String>,
        /// That record's type, such as `Contact`.
        object_type: Option<String>,
        /// The account of a person account.
        account_id: Option<String>,
        /// The contact of a person account.
        contact_id: Option<String>,
        /// Absent where there are no person accounts.
        person_account: Option<bool>,
        /// What the page has given the number, separated by commas.
        #[personal]
        params: Option<String>,
    }

    /// What the agent looks at. A list has its address only.
    #[data]
    pub struct AppView {
        /// The page's address, whose form may change.
        url: Url,
        record_id: Option<String>,
        #[personal]
        record_name: Option<String>,
        /// The record's type, such as `Contact`.
        object_type: Option<String>,
        /// The account of a person account.
        account_id: Option<String>,
        /// The contact of a person account.
        contact_id: Option<String>,
        /// Absent where there are no person accounts.
        person_account: Option<bool>,
    }

    /// What the administrator has set.
    #[data]
    #[personal]
    pub struct Settings(Map<Json>);

    /// Whether something is shown.
    #[data]
    pub struct Visibility {
        visible: bool,
    }

    /// What a method of a class has returned.
    #[data]
    pub struct ApexResult {
        /// Mostly JSON, as text.
        #[personal]
        run_apex: Option<Json>,
    }

    /// A record to save: a new one if it has a type, an old one if it has an id.
    #[data]
    pub struct Record {
        /// The type of a new record, such as `Task`.
        entity_api_name: Option<String>,
        /// The id of the record that is changed.
        // `id` in a sample of the demo adapter.
        #[rename("Id", alias = "id")]
        id: Option<String>,
        /// The record's fields, by their names in Salesforce.
        #[flatten]
        #[personal]
        fields: Map<Json>,
    }

    /// A record that was saved.
    #[data]
    pub struct Saved {
        record_id: String,
    }

    /// What to show.
    // The values are those of `sforce.opencti.SCREENPOP_TYPE` in the library. The document lists
    // `defaultFieldValues` beside `params`; the library passes on what is in `params` alone, and
    // adapters put it there.
    #[data(tag = "type")]
    pub enum Target {
        /// A record.
        Sobject { params: RecordPlace },
        /// A page of Salesforce's.
        Url { params: UrlPlace },
        /// The home of a type of records.
        Objecthome { params: HomePlace },
        /// A list of records.
        List { params: ListPlace },
        /// A search.
        Search { params: SearchPlace },
        /// A form for a new record.
        #[rename("newRecord")]
        NewRecordModal { params: NewRecord },
        /// A flow.
        Flow { params: Flow },
    }

    /// Which record.
    #[data]
    pub struct RecordPlace {
        record_id: String,
    }

    /// Which page.
    #[data]
    pub struct UrlPlace {
        /// A relative address.
        url: Url,
    }

    /// Whose home.
    #[data]
    pub struct HomePlace {
        /// A type of records.
        scope: String,
    }

    /// Which list.
    #[data]
    pub struct ListPlace {
        list_view_id: String,
        /// A type of records.
        scope: Option<String>,
    }

    /// Which search.
    #[data]
    pub struct SearchPlace {
        /// At least three characters.
        #[personal]
        search_string: String,
    }

    /// Which form.
    #[data]
    pub struct NewRecord {
        /// The record's type.
        entity_name: String,
        /// What stands in the form.
        #[personal]
        default_field_values: Option<Map<Json>>,
    }

    /// Which flow.
    #[data]
    pub struct Flow {
        flow_dev_name: String,
        #[personal]
        flow_args: Option<Json>,
    }

    /// Parameters of a page: a query string, or an object that the library makes one of.
    #[data(untagged)]
    pub enum QueryParams {
        /// A query string.
        Text(String),
        /// By their names.
        Named(Map<Json>),
    }

    /// Which part of the softphone's layout counts.
    #[data(open)]
    pub enum CallType {
        Inbound,
        Outbound,
        Internal,
    }

    /// What was found.
    #[data]
    pub struct Found {
        /// What would be shown, if it was deferred: `screenPop` takes it.
        #[rename("SCREEN_POP_DATA")]
        screen_pop_data: Option<Target>,
        /// The records, by their ids.
        #[flatten]
        #[personal]
        records: Map<Json>,
    }
}

impl From<&str> for salesforce_open_cti::Problem {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
