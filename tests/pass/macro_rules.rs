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

fn main() {
    let ring = phone::event::Ring::new("+358401234567").id(7_u64);
    assert_eq!(ring.id, Some(7));
}
