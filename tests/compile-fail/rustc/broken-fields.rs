//! A field that is no Rust is told by rustc, and stays where its message is used.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Untyped { id, from: PhoneNumber },
        Equals { id = String, from: PhoneNumber },
        Kebab { call-id: String, from: PhoneNumber },
        Keyword { type: String, from: PhoneNumber },
        Quoted { "id": String, from: PhoneNumber },
        Turned { String id, from: PhoneNumber },
        Number { 2fa: String, from: PhoneNumber },
        Uncertain { id: String?, from: PhoneNumber },
        Joined { id: String from: PhoneNumber },
        Semicolon { id: String; from: PhoneNumber },
        Data { call: Call },
    }

    #[data]
    pub struct Call {
        id,
        line: u8,
    }
}

fn main() {
    use phone::event;
    let _ = event::Untyped::new("a", "+1").from;
    let _ = event::Equals::new("a", "+1").id;
    let _ = event::Kebab::new("a", "+1").call_id;
    let _ = event::Keyword::new("a", "+1").r#type;
    let _ = event::Quoted::new("a", "+1").id;
    let _ = event::Turned::new("a", "+1").id;
    let _ = event::Number::new("a", "+1").from;
    let _: Option<String> = event::Uncertain::new("+1").id("a").id;
    let _ = event::Joined::new("a", "+1").from;
    let _ = event::Semicolon::new("a", "+1").from;
    let _ = event::Data::new(phone::Call::new("a", 1)).call.line;
}
// errors: 11
