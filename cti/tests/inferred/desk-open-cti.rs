/// Desk, as `cti infer` found it in a recording.
//
// A recording doesn't say where the library's root is: `desk` is a guess (--library).
#[cti_runtime::protocol(vendor = "Desk", calls(library = "desk", error = String))]
pub mod desk_open_cti {
    /// Page → Desk.
    #[method]
    pub trait Method {
        /// Seen 2 times.
        #[object("interaction")]
        #[sample(args = [])]
        #[sample(result = false)]
        fn is_visible() -> Json;
        /// Seen 2 times.
        #[object("interaction.cti")]
        #[sample(args = [300])]
        #[sample(result = true)]
        fn set_softphone_height(softphone_height: Text<u64>) -> bool;
        /// Seen 1 time.
        #[object("interaction.cti")]
        #[sample(args = [420])]
        #[sample(result = true)]
        fn set_softphone_width(softphone_width: u64) -> bool;
        /// Seen 1 time.
        #[object("interaction")]
        #[sample(args = [true])]
        #[sample(result = true)]
        fn set_visible(visible: bool) -> bool;
        /// Seen 1 time.
        #[object("interaction")]
        #[sample(args = [])]
        #[sample(result = {"user ID": "12", "email": "ada@example.com",
                  "userName": "ada@example.com", "fullName": "Ada Example",
                  "profilePhotoUrl": "https://crm.example/1", "profileThumbnailUrl": null,
                  "userType": "admin", "language": "en", "locale": "en-US",
                  "siteUrl": "https://crm.example/1"})]
        fn get_user_info() -> UserInfo;
        /// Seen 1 time.
        #[object("interaction.cti")]
        #[sample(args = [])]
        #[sample(result = true)]
        fn enable_click_to_dial() -> bool;
        /// Seen 1 time.
        #[object("interaction")]
        #[sample(args = ["+120255501231", "abcdef=ghijklmn"])]
        #[sample(result = true)]
        fn search_and_screen_pop(number: PhoneNumber, argument2: String) -> bool;
        /// Seen 2 times.
        #[object("interaction")]
        #[sample(args = [])]
        #[sample(result = {"url": "https://crm.example/1", "objectId": "1", "object": "customer",
                  "objectName": "Ada Example"})]
        #[sample(error = "Some text.")]
        fn get_page_info() -> PageInfo;
        /// Seen 2 times.
        #[object("interaction")]
        #[sample(args = ["/api/v1/cases/2", {"method": "PATCH",
                  "data": {"subject": "Some text."}}])]
        fn ajax(argument1: String, argument2: AjaxArgument2) -> Result<AjaxResult, AjaxError>;
        /// Seen 2 times.
        #[object("interaction")]
        #[sample(args = ["1", "abcdef=ghij"])]
        #[sample(result = true)]
        #[sample(error = "Some text.")]
        fn screen_pop(argument1: Text<u64>, argument2: String) -> bool;
        /// Seen 1 time.
        #[object("interaction.cti")]
        #[sample(args = [])]
        #[sample(result = true)]
        fn disable_click_to_dial() -> bool;
    }

    /// Desk → page.
    #[subscription]
    pub trait Listener {
        /// Seen 3 times.
        fn ready();
        /// Seen 4 times.
        #[object("interaction.cti")]
        #[sample(result = {"number": "+12025550123", "objectId": "1", "object": "case"})]
        #[sample(error = "Some text.")]
        fn on_click_to_dial() -> ClickToDial;
        /// Seen 4 times.
        #[object("interaction")]
        #[sample(result = {"url": "https://crm.example/1", "objectId": 5, "object": "case",
                  "objectName": ["Ada"]})]
        fn on_focus() -> PageInfo;
        /// Seen 1 time.
        #[sample(result = {"objectId": "1"})]
        fn on_blur() -> Blur;
    }

    /// Seen 14 times, with 3 values.
    #[data(open)]
    pub enum ObjectKind {
        Customer,
        Case,
        Topic,
    }

    /// Seen 1 time, under `user_info`.
    #[data]
    pub struct UserInfo {
        #[rename("user ID")]
        user_id: String,
        #[personal]
        email: String,
        #[personal]
        user_name: String,
        #[personal]
        full_name: String,
        #[personal]
        profile_photo_url: Url,
        // Only null was seen.
        #[null]
        #[personal]
        profile_thumbnail_url: Option<Json>,
        user_type: String,
        language: String,
        locale: String,
        site_url: Url,
    }

    /// Seen 4 times, under `page_info` and `focus`.
    #[data]
    pub struct PageInfo {
        url: Url,
        object_id: Id,
        object: ObjectKind,
        #[personal]
        object_name: OneOrMany<String>,
    }

    /// Seen 2 times, under `ajax argument 2`.
    #[data]
    pub struct AjaxArgument2 {
        // In 1 of 2.
        method: Option<String>,
        // In 1 of 2.
        data: Option<AjaxArgument2Data>,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct AjaxArgument2Data {
        #[personal]
        subject: String,
    }

    /// Seen 1 time, under `ajax result`.
    #[data]
    pub struct AjaxResult {
        data: AjaxResultData,
        status: u64,
        status_text: String,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct AjaxResultData {
        id: u64,
        #[personal]
        subject: String,
    }

    /// Seen 1 time, under `ajax error`.
    #[data]
    pub struct AjaxError {
        message: String,
        status: u64,
        status_text: String,
    }

    /// Seen 3 times, under `click_to_dial`.
    #[data]
    pub struct ClickToDial {
        number: PhoneNumber,
        object_id: String,
        object: ObjectKind,
    }

    /// Seen 1 time, under `blur`.
    #[data]
    pub struct Blur {
        object_id: String,
    }
}
