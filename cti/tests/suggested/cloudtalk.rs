#[cti_runtime::protocol(
    vendor="CloudTalk",
    origins("https://phone.cloudtalk.io"),
    envelope(text | object , tag = "event" , content = "properties"),
    rename_all="snake_case",
    frame(src = "https://phone.cloudtalk.io?partner={partner}" , allow = "microphone *" , min =(420 , 700) ,),
)]
pub mod cloudtalk {
    #[states(key = call_uuid)]
     enum Call {
        Ringing,
        Dialing,
        Talking,
        HungUp,
        #[end] Ended,
    }
    #[event(each(#[doc = " The call that this is about, the same in all its events."]
    call_uuid: Uuid , #[doc = " The other party's number."]
    external_number: PhoneNumber , #[doc = " The CloudTalk number that is called, or calls."]
    internal_number: Option < PhoneNumber >, #[doc = " Who the other party is; absent for a number that belongs to no contact."]
    contact: Option < Contact >,))]
    pub enum Event {
        #[moves(Call: new => Ringing)] Ringing,
        #[moves(Call: new => Dialing)] Dialing,
        #[moves(Call: Ringing | Dialing => Talking)] Calling,
        #[moves(Call: Ringing | Dialing | Talking => HungUp)] Hangup,
        #[moves(Call: * => Ended)] Ended,
        ContactInfo,
        Voicemail,
    }
    #[data]
    #[personal]
    pub struct Contact {
        #[personal] id: Option<Id>,
        name: String,
        company: Option < String >,
        #[default] contact_emails: Vec < String >,
        #[default] contact_numbers: Vec < PhoneNumber >,
        #[default] external_urls: Vec < ExternalUrl >,
        #[default] tags: Vec < String >,
    }
    #[data]
    pub struct ExternalUrl {
        external_system: String,
        external_url: Url,
    }
}
