#[cti_runtime::protocol(
    vendor="Desk.com",
    calls(library = "desk" , error = String),
)]
pub mod desk_open_cti {
    #[states]
     enum Library {
        Loading,
        Ready,
    }
    #[states]
     enum Dialling {
        Off,
        On,
    }
    #[method]
    #[object("interaction")]
    #[only(Library: Ready)]
    pub trait Method {
        #[object("interaction.cti")] fn set_softphone_height(height: Pixels) -> bool;
        #[object("interaction.cti")] fn set_softphone_width(width: Pixels) -> bool;
        #[object("interaction.cti")] #[moves(Dialling: * => On)] fn enable_click_to_dial() -> bool;
        #[object("interaction.cti")] #[moves(Dialling: * => Off)] fn disable_click_to_dial() -> bool;
        fn screen_pop(id: Id , query_params: Query < Target >) -> bool;
        fn search_and_screen_pop(#[personal] search_string: String , query_params: Query < Target > ,) -> bool;
        fn get_page_info() -> Page;
        fn set_visible(value: bool) -> bool;
        fn is_visible() -> Json;
        #[optional] fn get_user_info() -> User;
        #[optional] fn ajax(url: String , config: AjaxConfig) -> Result < AjaxResponse , AjaxError >;
    }
    #[subscription]
    pub trait Listener {
        #[moves(Library: Loading => Ready)] fn ready();
        #[object("interaction.cti")] #[only(Library: Ready)] #[only(Dialling: On)] fn on_click_to_dial() -> Dial;
        #[object("interaction")] #[only(Library: Ready)] fn on_focus() -> Page;
        fn on_blur() -> Map<Json>;
    }
    #[data]
    pub enum Object {
        Customer,
        Company,
        Case,
        Topic,
    }
    #[data(untagged)]
    pub enum Pixels {
        Number(u32),
        Text(String),
    }
    #[data]
    pub struct Target {
        object: Object,
    }
    #[data]
    pub struct Dial {
        number: PhoneNumber,
        object_id: Id,
        object: Object,
    }
    #[data]
    pub struct Page {
        url: Url,
        object_id: Id,
        object: Object,
        #[personal] object_name: OneOrMany<String>,
    }
    #[data]
    pub struct User {
        #[rename("user ID" , alias = "userId")] user_id: Id,
        #[personal] email: String,
        #[personal] user_name: String,
        #[personal] full_name: String,
        #[personal] profile_photo_url: Option < Url >,
        #[personal] profile_thumbnail_url: Option < Url >,
        user_type: String,
        language: Option < String >,
        locale: Option < String >,
        site_url: Url,
    }
    #[data]
    pub struct AjaxConfig {
        method: Option < String >,
        #[personal] data: Option < Json >,
    }
    #[data]
    pub struct AjaxResponse {
        #[personal] data: Json,
        status: u16,
        status_text: String,
    }
    #[data]
    pub struct AjaxError {
        message: String,
        status: Option < u16 >,
        status_text: Option < String >,
    }
}
