/// Desk.com Open CTI: the library of Desk's page, called by a softphone adapter in it.
///
/// There are no windows and no origins. A method's last argument is a callback that gets an object
/// with `result` and, on failure, `error`.
//
// Desk's document has lost its code samples; only the click-to-dial payload is left of them. It
// writes a missing `error` as undefined in some methods and as absent in others: the same here.
//
// The document doesn't say where the functions live. The library itself (2014) and the adapters that
// call it do: `desk.ready`, `desk.interaction` and `desk.interaction.cti`. That library has no
// `getUserInfo` and no `ajax`; both are taken for functions of `desk.interaction`, as `getPageInfo` is.
#[cti_runtime::protocol(vendor = "Desk.com", calls(library = "desk", error = String))]
pub mod desk_open_cti {
    /// Whether the library can be called.
    #[states]
    enum Library {
        /// The script or the page is still loading.
        Loading,
        /// Both are there.
        Ready,
    }

    /// Whether phone numbers in Desk's page can be clicked.
    #[states]
    enum Dialling {
        /// They are text.
        Off,
        /// They dial.
        On,
    }

    /// Adapter → Desk.
    #[method]
    #[object("interaction")]
    #[only(Library: Ready)]
    pub trait Method {
        /// Sets the softphone's height, in pixels.
        #[object("interaction.cti")]
        #[sample(args = [300], result = true)]
        #[sample(args = ["300"])]
        fn set_softphone_height(height: Pixels) -> bool;

        /// Sets the softphone's width, in pixels.
        #[object("interaction.cti")]
        #[sample(args = [420], result = true)]
        #[sample(error = "Width must be a number.")]
        fn set_softphone_width(width: Pixels) -> bool;

        /// Makes phone numbers in Desk's page dial. May be repeated: the result says if it worked.
        #[object("interaction.cti")]
        #[moves(Dialling: * => On)]
        #[sample(args = [], result = true)]
        fn enable_click_to_dial() -> bool;

        /// Makes phone numbers plain text again.
        #[object("interaction.cti")]
        #[moves(Dialling: * => Off)]
        #[sample(args = [], result = true)]
        fn disable_click_to_dial() -> bool;

        /// Shows a customer, a company or a case: a screen pop.
        // The document wants a string; adapters pass numbers too.
        #[sample(args = ["1", "object=case"], result = true)]
        #[sample(args = [10, "object=case"])]
        fn screen_pop(id: Id, query_params: Query<Target>) -> bool;

        /// Searches, and shows what was found. A single matching customer gets a phone case at
        /// once; cases and companies are listed.
        #[sample(args = ["Ada Example", "object=customer"], result = true)]
        fn search_and_screen_pop(
            #[personal] search_string: String,
            query_params: Query<Target>,
        ) -> bool;

        /// What the agent looks at. Fails on pages that show no customer, company or case.
        #[sample(args = [], result = {"url": "https://acme.desk.example/agent/case/1",
            "objectId": "1", "object": "case", "objectName": "Order 7 is late"})]
        fn get_page_info() -> Page;

        /// Shows or hides the softphone.
        #[sample(args = [true], result = true)]
        fn set_visible(value: bool) -> bool;

        /// Whether the softphone is shown.
        #[sample(args = [], result = false)]
        fn is_visible() -> bool;

        /// Who the agent is.
        #[optional]
        #[sample(args = [], result = {"user ID": "17", "email": "ada@example.com",
            "userName": "ada@example.com", "fullName": "Ada Example",
            "profilePhotoUrl": "https://acme.desk.example/photos/17.png",
            "profileThumbnailUrl": "https://acme.desk.example/photos/17-small.png",
            "userType": "admin", "language": "en", "locale": "en-US",
            "siteUrl": "https://acme.desk.example"})]
        fn get_user_info() -> User;

        /// Sends a request through Desk.
        #[optional]
        // The document lists the callback among the keys of `config`, unlike anywhere else; it is
        // taken for the last argument here too.
        #[sample(args = ["/api/v2/cases/1", {"method": "PATCH", "data": {"subject": "Late"}}],
            result = {"data": {"id": 1}, "status": 200, "statusText": "OK"})]
        #[sample(error = {"message": "Not found", "status": 404, "statusText": "Not Found"})]
        fn ajax(url: String, config: AjaxConfig) -> Result<AjaxResponse, AjaxError>;
    }

    /// Desk → adapter.
    #[subscription]
    pub trait Listener {
        /// The library and the page are loaded: methods can be called.
        #[moves(Library: Loading => Ready)]
        fn ready();

        /// The agent has clicked on a phone number. A failure comes with a null result.
        #[object("interaction.cti")]
        #[only(Library: Ready)]
        #[only(Dialling: On)]
        #[sample({"number": "12345677890", "objectId": "1", "object": "case"})]
        #[sample(error = "Resource Object does not exist.")]
        fn on_click_to_dial() -> Dial;

        /// A customer, a company or a case has come into focus.
        #[object("interaction")]
        #[only(Library: Ready)]
        #[sample({"url": "https://acme.desk.example/agent/customer/4", "objectId": "4",
            "object": "customer", "objectName": "Ada Example"})]
        fn on_focus() -> Page;
    }

    /// The kinds of object that Desk can show; a closed set.
    #[data]
    pub enum Object {
        /// A customer.
        Customer,
        /// A company.
        Company,
        /// A case.
        Case,
    }

    /// A size in pixels: a number, as the document says, or its digits, as adapters pass what an input
    /// field says.
    #[data(untagged)]
    pub enum Pixels {
        /// The number.
        Number(u32),
        /// Text, which is refused unless it is a number.
        Text(String),
    }

    /// What an id or a search is about, written as a query string.
    #[data]
    pub struct Target {
        /// The kind of object.
        object: Object,
    }

    /// A phone number that was clicked.
    #[data]
    pub struct Dial {
        /// The number.
        number: PhoneNumber,
        /// The object that it belongs to.
        object_id: Id,
        /// That object's kind.
        object: Object,
    }

    /// An object that the agent looks at.
    #[data]
    pub struct Page {
        /// The page's address.
        url: Url,
        /// The object's id.
        object_id: Id,
        /// The object's kind.
        object: Object,
        /// The name of a customer or a company, or the subject of a case.
        // So the document under `getPageInfo`. Under `onFocus` it gives customers a case subject:
        // words are missing there.
        #[personal]
        object_name: String,
    }

    /// An agent.
    #[data]
    pub struct User {
        /// The agent's id.
        // The document has a space in this key alone, probably a slip: the key without it is read
        // too.
        #[rename("user ID", alias = "userId")]
        user_id: Id,
        /// The e-mail address.
        #[personal]
        email: String,
        /// The name to log in with, mostly the e-mail address.
        #[personal]
        user_name: String,
        /// The name that people read.
        #[personal]
        full_name: String,
        /// The agent's picture.
        #[personal]
        profile_photo_url: Option<Url>,
        /// The agent's picture, small.
        #[personal]
        profile_thumbnail_url: Option<Url>,
        /// What the agent may do.
        user_type: String,
        /// The language that the agent prefers.
        language: Option<String>,
        /// The conventions that the agent prefers.
        locale: Option<String>,
        /// The company's site at Desk.
        site_url: Url,
    }

    /// How to send a request. Everything is optional.
    #[data]
    pub struct AjaxConfig {
        /// The HTTP method.
        method: Option<String>,
        /// A body for `PATCH`, `PUT` and `POST`: text, an object or an array.
        #[personal]
        data: Option<Json>,
    }

    /// The answer to a request.
    #[data]
    pub struct AjaxResponse {
        /// The body: text or an object.
        #[personal]
        data: Json,
        /// The HTTP status.
        status: u16,
        /// The HTTP status in words.
        status_text: String,
    }

    /// Why a request failed.
    #[data]
    pub struct AjaxError {
        /// What went wrong.
        message: String,
        /// The HTTP status, if the server answered.
        status: Option<u16>,
        /// The HTTP status in words.
        status_text: Option<String>,
    }
}

impl From<u32> for desk_open_cti::Pixels {
    fn from(pixels: u32) -> Self {
        Self::Number(pixels)
    }
}
