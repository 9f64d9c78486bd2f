#[cti_runtime::protocol(
    vendor="Salesforce",
    calls(library = "sforce.opencti" , error = Vec < Problem >, arguments(object) , answer(callback = "callback" , flag = "success" , ok = "returnValue" , error = "errors") , events(callback = "listener") ,),
)]
pub mod salesforce_open_cti {
    #[states]
     enum Dialling {
        Off,
        On,
    }
    #[method]
    pub trait Method {
        #[moves(Dialling: * => On)] fn enable_click_to_dial();
        #[moves(Dialling: * => Off)] fn disable_click_to_dial();
        fn get_app_view_info() -> AppView;
        fn get_call_center_settings() -> Settings;
        fn get_softphone_layout() -> Map < Json >;
        fn is_softphone_panel_visible() -> Visibility;
        #[answer(nothing)] fn notify_initialization_complete();
        fn refresh_view() -> Option < bool >;
        fn run_apex(apex_class: String , method_name: String , #[doc = " A query string."] #[personal] method_params: String ,) -> ApexResult;
        fn save_log(value: Record) -> Saved;
        fn screen_pop(#[flatten] target: Target);
        fn search_and_screen_pop(#[doc = " At least three characters."] #[personal] search_params: Option < String > , #[doc = " For a Visualforce page that is shown."] #[personal] query_params: Option < QueryParams > , #[doc = " For a form that is shown where nothing is found."] #[personal] default_field_values: Option < Map < Json > > , call_type: Option < CallType > , #[doc = " Whether only to say what would be shown."] deferred: Option < bool > ,) -> Found;
        fn set_softphone_item_icon(key: String) -> Option < bool >;
        fn set_softphone_item_label(label: String) -> Option < bool >;
        fn set_softphone_panel_icon(key: String) -> Option < bool >;
        fn set_softphone_panel_label(label: String) -> Option < bool >;
        fn set_softphone_panel_height(#[doc = " In pixels: 240 to 2560."] #[rename("heightPX")] height: u32 ,);
        fn set_softphone_panel_width(#[doc = " In pixels: 200 to 1920."] #[rename("widthPX")] width: u32 ,);
        fn set_softphone_panel_visibility(visible: bool);
    }
    #[subscription]
    pub trait Listener {
        #[only(Dialling: On)] fn on_click_to_dial() -> Dial;
        fn on_navigation_change() -> AppView;
        fn on_work() -> Map<Json>;
    }
    #[data(untagged)]
    pub enum Problem {
        Text(String),
        Whole(Map < Json >),
    }
    #[data]
    pub struct Dial {
        number: PhoneNumber,
        record_id: Option < String >,
        #[personal] record_name: Option < String >,
        object_type: Option < String >,
        account_id: Option < String >,
        contact_id: Option < String >,
        person_account: Option < bool >,
        #[personal] params: Option < String >,
    }
    #[data]
    pub struct AppView {
        url: Option<Url>,
        record_id: Option < String >,
        #[personal] record_name: Option < String >,
        object_type: Option < String >,
        account_id: Option < String >,
        contact_id: Option < String >,
        person_account: Option < bool >,
    }
    # [doc = " What the administrator has set."] # [data] # [personal] pub struct Settings (Map < Json >) ;
    #[data]
    pub struct Visibility {
        visible: Json,
    }
    #[data]
    pub struct ApexResult {
        #[personal] run_apex: Option < Json >,
    }
    #[data]
    pub struct Record {
        entity_api_name: Option < String >,
        #[rename("Id" , alias = "id")] id: Option < String >,
        #[flatten] #[personal] fields: Map < Json >,
    }
    #[data]
    pub struct Saved {
        record_id: String,
    }
    #[data(tag = "type")]
    pub enum Target {
        Sobject {
            params: RecordPlace,
        },
        Url {
            params: UrlPlace,
        },
        Objecthome {
            params: HomePlace,
        },
        List {
            params: ListPlace,
        },
        Search {
            params: SearchPlace,
        },
        #[rename("newRecord")] NewRecordModal {
            params: NewRecord,
        },
        Flow {
            params: Flow,
        },
    }
    #[data]
    pub struct RecordPlace {
        record_id: String,
    }
    #[data]
    pub struct UrlPlace {
        url: Url,
    }
    #[data]
    pub struct HomePlace {
        scope: String,
    }
    #[data]
    pub struct ListPlace {
        list_view_id: String,
        scope: Option < String >,
    }
    #[data]
    pub struct SearchPlace {
        #[personal] search_string: String,
    }
    #[data]
    pub struct NewRecord {
        entity_name: String,
        #[personal] default_field_values: Option < Map < Json > >,
    }
    #[data]
    pub struct Flow {
        flow_dev_name: String,
        #[personal] flow_args: Option < Json >,
    }
    #[data(untagged)]
    pub enum QueryParams {
        Text(String),
        Named(Map < Json >),
    }
    #[data(open)]
    pub enum CallType {
        Inbound,
        Outbound,
        Internal,
    }
    #[data]
    pub struct Found {
        #[rename("SCREEN_POP_DATA")] screen_pop_data: Option < Target >,
        #[flatten] #[personal] records: Map < Json >,
    }
}
