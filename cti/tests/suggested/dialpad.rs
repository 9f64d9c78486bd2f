#[cti_runtime::protocol(
    vendor="Dialpad",
    origins("https://dialpad.com"),
    envelope(object , tag = "method" , content = "payload" , constants(api = "opencti_dialpad") , reports(version = "1.0")),
    rename_all="snake_case",
    frame(src = "https://dialpad.com/apps/{client_id}" , allow = "microphone; speaker-selection; autoplay; camera; display-capture; hid" , size =(400 , 520) ,),
)]
pub mod dialpad {
    #[states]
     enum User {
        LoggedOut,
        LoggedIn,
    }
    #[states(key = id)]
     enum Call {
        Ringing,
        #[end] Quiet,
    }
    #[event]
    pub enum Event {
        #[moves(User: * => LoggedIn , if user_authenticated = true)] #[moves(User: * => LoggedOut , if user_authenticated = false)] UserAuthentication {
            user_authenticated: bool,
            user_id: Option < Id >,
        },
        #[moves(Call: new => Ringing , if state = "on")] #[moves(Call: Ringing => Quiet , if state = "off")] CallRinging {
            state: Ringing,
            id: Id,
            contact: Option < Party >,
            target: Option < Party >,
            internal_number: Option < PhoneNumber >,
            external_number: Option < PhoneNumber >,
        },
        CallConnected { id: u64 },
    }
    #[command]
    pub enum Command {
        InitiateCall {
            phone_number: PhoneNumber,
            enable_current_tab: Option < bool >,
            identity_type: Option < Identity >,
            identity_id: Option < Id >,
            outbound_caller_id: Option < PhoneNumber >,
            #[personal] custom_data: Option < String >,
        },
        EnableCurrentTab,
        HangUpAllCalls,
    }
    #[data]
    pub enum Ringing {
        On,
        Off,
        Paused,
    }
    #[data(open , rename_all = "PascalCase")]
    pub enum Identity {
        Office,
        OfficeGroup,
        CallCenter,
    }
    #[data]
    #[personal]
    pub struct Party {
        id: Option < Id >,
        phone: Option < PhoneNumber >,
        #[rename("type")] kind: Option < String >,
        name: Option < String >,
        email: Option < String >,
    }
}
