//! A declaration that a macro writes, with types and literals as fragments.

macro_rules! phone {
    ($vis:vis $name:ident, $origin:literal, $key:literal, $number:ty, $($field:ident: $ty:ty),*) => {
        #[cti_runtime::protocol(
            vendor = "Acme",
            origins($origin),
            envelope(object, tag = $key),
        )]
        $vis mod $name {
            #[event]
            pub enum Event {
                Ring {
                    number: $number,
                    $($field: Option<$ty>,)*
                },
            }
        }
    };
}

phone!(pub phone, "https://phone.acme.example", "action", PhoneNumber, side: Vec<String>, id: u64);

/// All of a declaration out of a macro, with states, data and samples.
macro_rules! whole {
    ($name:ident { $($state:ident),* } $event:ident { $field:ident: $key:ty } $data:ident) => {
        /// Written by a macro.
        #[cti_runtime::protocol(
            vendor = "Acme",
            origins("https://phone.acme.example"),
            envelope(text, tag = "action", content = "data")
        )]
        pub mod $name {
            #[states(key = $field)]
            enum Call { $($state,)* #[end] Over }

            #[event(each($field: $key))]
            pub enum Event {
                $(
                    #[moves(Call: * => $state)]
                    $state { who: $data, #[flatten] rest: Map<$key> },
                )*
                #[moves(Call: * => Over)]
                $event,
            }

            #[command]
            pub enum Command {
                #[only(Call: $($state)|*)]
                #[reply($event)]
                Hangup { $field: $key, how: How, view: View },
            }

            #[data]
            pub struct $data { $field: Option<$key>, next: Option<Box<$data>> }

            #[data(open)]
            pub enum How { Now, #[prefix("in_")] In(String) }

            #[data(tag = "kind")]
            pub enum View { Full, Single { label: $key, #[flatten] who: $data } }
        }
    };
}

whole!(written { Ringing, Up } Ended { id: u64 } Person);

fn main() {
    let up = written::event::Up::new(7, written::Person::new().id(8_u64));
    assert_eq!(
        cti_runtime::message::encode(&written::Event::from(up)),
        r#"{"action":"up","data":{"id":7,"who":{"id":8}}}"#
    );

    let ring = phone::event::Ring::new("+358401234567").id(7_u64);
    assert_eq!(ring.id, Some(7));
}
