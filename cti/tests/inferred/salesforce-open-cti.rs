/// Salesforce, as `cti infer` found it in a recording.
//
// A recording doesn't say where the library's root is: `salesforce` is a guess (--library).
// A recording doesn't say under which keys callbacks are given: `callback` is a guess.
#[cti_runtime::protocol(
    vendor = "Salesforce",
    calls(
        library = "salesforce",
        error = Json,
        arguments(object),
        answer(callback = "callback", flag = "success", ok = "returnValue", error = "errors")
    )
)]
pub mod salesforce_open_cti {
    /// Page → Salesforce.
    #[method]
    pub trait Method {
        /// Seen 2 times.
        #[sample(args = {"heightPX": 400})]
        fn set_softphone_panel_height(#[rename("heightPX")] height_px: u64);
        /// Seen 1 time.
        #[sample(args = {"widthPX": 420})]
        fn set_softphone_panel_width(#[rename("widthPX")] width_px: u64);
        /// Seen 1 time.
        #[sample(args = {"label": "Ada Example"})]
        fn set_softphone_panel_label(label: String);
        /// Seen 1 time.
        #[sample(args = {})]
        #[sample(result = {"/reqGeneralInfo/reqInternalName": "AcmePhone",
                  "/reqGeneralInfo/reqAdapterUrl": "https://crm.example/1",
                  "/reqPhoneSettings/reqCallerNumber": "+12025550123"})]
        fn get_call_center_settings() -> CallCenterSetting;
        /// Seen 1 time.
        #[sample(args = {})]
        fn enable_click_to_dial();
        /// Seen 1 time.
        // Never answered: the result is a guess.
        #[sample(args = {})]
        fn notify_initialization_complete();
        /// Seen 1 time.
        #[sample(args = {"visible": true})]
        fn set_softphone_panel_visibility(visible: bool);
        /// Seen 2 times.
        #[sample(args = {"type": "newRecord", "params": {"entityName": "Example",
                  "defaultFieldValues": {"MobilePhone": "+12025550123"}}})]
        fn screen_pop(r#type: String, params: Param) -> Result<(), Vec<ScreenPopError>>;
        /// Seen 1 time.
        #[sample(args = {"searchParams": "+12025550123", "callType": "inbound", "deferred": true})]
        #[sample(result = {"SCREEN_POP_DATA": {"type": "sobject",
                  "params": {"recordId": "1111a1111111111"}},
                  "0031x0000000001": {"Id": "1111a1111111111", "Name": "Ada Example",
                  "RecordType": "Example"}})]
        fn search_and_screen_pop(
            search_params: PhoneNumber,
            call_type: String,
            deferred: bool,
        ) -> SearchAndScreenPopResult;
        /// Seen 1 time.
        #[sample(args = {})]
        #[sample(result = {"url": "https://crm.example/1", "recordId": "1111a1111111111",
                  "recordName": "Ada Example", "objectType": "Account", "personAccount": true,
                  "contactId": "1111a1111111111"})]
        fn get_app_view_info() -> AppViewInfo;
        /// Seen 2 times.
        #[sample(args = {"value": {"entityApiName": "Example", "WhoId": "1111a1111111111",
                  "Subject": "example", "Description": "Some text.", "Status": "Example",
                  "CallType": "Example", "CallDurationInSeconds": 64}})]
        fn save_log(value: SaveLogValue) -> Result<SaveLogResult, Vec<String>>;
        /// Seen 1 time.
        #[sample(args = {})]
        #[sample(result = true)]
        fn refresh_view() -> bool;
        /// Seen 1 time.
        #[sample(args = {"apexClass": "AccountRetrieval", "methodName": "getAccount",
                  "methodParams": "Some text."})]
        #[sample(result = {"runApex": "Some text."})]
        fn run_apex(
            apex_class: String,
            method_name: String,
            method_params: String,
        ) -> RunApexResult;
        /// Seen 2 times.
        #[sample(args = {})]
        #[sample(result = {"visible": true})]
        fn is_softphone_panel_visible() -> IsSoftphonePanelVisibleResult;
        /// Seen 1 time.
        #[sample(args = {"key": "end_call"})]
        fn set_softphone_item_icon(key: String);
        /// Seen 1 time.
        #[sample(args = {})]
        #[sample(result = {"Internal": {"callRelatedFields": ["ANI"]},
                  "Inbound": {"callRelatedFields": ["ANI", "DNIS"]},
                  "Outbound": {"callRelatedFields": ["DNIS"]}})]
        fn get_softphone_layout() -> SoftphoneLayout;
        /// Seen 1 time.
        #[sample(args = {})]
        fn disable_click_to_dial();
    }

    /// Salesforce → page.
    #[subscription]
    pub trait Listener {
        /// Seen 3 times.
        #[sample(result = {"number": "+12025550123", "recordId": "1111a1111111111",
                  "recordName": "Ada Example", "objectType": "Contact"})]
        fn on_click_to_dial() -> ClickToDial;
        /// Seen 4 times.
        #[sample(result = {"url": "https://crm.example/1", "recordId": "1111a1111111111",
                  "recordName": "Ada Example", "objectType": "Contact"})]
        fn on_navigation_change() -> AppViewInfo;
        /// Seen 1 time.
        #[sample(result = {"workItemId": "1Ab1c1111111111"})]
        fn on_work() -> Work;
    }

    /// Seen 10 times, with 2 values.
    #[data(open, rename_all = "PascalCase")]
    pub enum ObjectType {
        Account,
        Contact,
    }

    /// Seen 4 times, with 2 values.
    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum CallRelatedField {
        Ani,
        Dnis,
    }

    /// Seen 1 time, under `call_center_setting`.
    #[data]
    pub struct CallCenterSetting {
        #[rename("/reqGeneralInfo/reqInternalName")]
        req_general_info_req_internal_name: String,
        #[rename("/reqGeneralInfo/reqAdapterUrl")]
        req_general_info_req_adapter_url: Url,
        #[rename("/reqPhoneSettings/reqCallerNumber")]
        req_phone_settings_req_caller_number: PhoneNumber,
    }

    /// Seen 3 times, under `param`.
    #[data]
    pub struct Param {
        // In 2 of 3.
        record_id: Option<String>,
        // In 1 of 3.
        entity_name: Option<String>,
        // In 1 of 3.
        default_field_values: Option<DefaultFieldValue>,
    }

    /// Seen 1 time, under `defaultFieldValue`.
    #[data(rename_all = "PascalCase")]
    pub struct DefaultFieldValue {
        mobile_phone: PhoneNumber,
    }

    /// Seen 1 time, under `screenPop error`.
    #[data]
    pub struct ScreenPopError {
        message: String,
        code: u64,
    }

    /// Seen 1 time, under `searchAndScreenPop result`.
    #[data(rename_all = "SCREAMING_SNAKE_CASE")]
    pub struct SearchAndScreenPopResult {
        screen_pop_data: ScreenPopData,
        #[rename("0031x0000000001")]
        field_0031x0000000001: Value0031x0000000001,
    }

    /// Seen 1 time, under `SCREEN_POP_DATA`.
    #[data]
    pub struct ScreenPopData {
        r#type: String,
        params: Param,
    }

    /// Seen 1 time, under •••.
    #[data(rename_all = "PascalCase")]
    pub struct Value0031x0000000001 {
        id: String,
        #[personal]
        name: String,
        record_type: String,
    }

    /// Seen 4 times, under `app_view_info` and `navigation_change`.
    #[data]
    pub struct AppViewInfo {
        // In 3 of 4.
        url: Option<Url>,
        // In 3 of 4.
        record_id: Option<String>,
        // In 2 of 4.
        record_name: Option<String>,
        // In 2 of 4.
        object_type: Option<ObjectType>,
        // In 1 of 4.
        person_account: Option<bool>,
        // In 1 of 4.
        contact_id: Option<String>,
    }

    /// Seen 2 times, under `value`.
    #[data(rename_all = "PascalCase")]
    pub struct SaveLogValue {
        #[rename("entityApiName")]
        entity_api_name: String,
        // In 1 of 2.
        who_id: Option<String>,
        // In 1 of 2.
        #[personal]
        subject: Option<String>,
        // In 1 of 2.
        #[personal]
        description: Option<String>,
        // In 1 of 2.
        status: Option<String>,
        // In 1 of 2.
        call_type: Option<String>,
        // In 1 of 2.
        call_duration_in_seconds: Option<u64>,
        // In 1 of 2.
        #[personal]
        first_name: Option<String>,
    }

    /// Seen 1 time, under `saveLog result`.
    #[data]
    pub struct SaveLogResult {
        record_id: String,
    }

    /// Seen 1 time, under `runApex result`.
    #[data]
    pub struct RunApexResult {
        run_apex: String,
    }

    /// Seen 2 times, under `isSoftphonePanelVisible result`.
    #[data]
    pub struct IsSoftphonePanelVisibleResult {
        // Not always the same: a boolean (1), a string (1).
        visible: Json,
    }

    /// Seen 1 time, under `softphone_layout`.
    #[data(rename_all = "PascalCase")]
    pub struct SoftphoneLayout {
        internal: Internal,
        inbound: Inbound,
        outbound: Outbound,
    }

    /// Seen 1 time, under `Internal`.
    #[data]
    pub struct Internal {
        call_related_fields: Vec<CallRelatedField>,
    }

    /// Seen 1 time, under `Inbound`.
    #[data]
    pub struct Inbound {
        call_related_fields: Vec<CallRelatedField>,
    }

    /// Seen 1 time, under `Outbound`.
    #[data]
    pub struct Outbound {
        call_related_fields: Vec<CallRelatedField>,
    }

    /// Seen 3 times, under `click_to_dial`.
    #[data]
    pub struct ClickToDial {
        number: PhoneNumber,
        record_id: String,
        #[personal]
        record_name: String,
        object_type: ObjectType,
    }

    /// Seen 1 time, under `work`.
    #[data]
    pub struct Work {
        work_item_id: String,
    }
}
