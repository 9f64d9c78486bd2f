//! An object of a library is a dotted path of JavaScript names.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk", error = String)
)]
pub mod phone {
    #[method]
    #[object("")]
    pub trait Method {
        #[object(".cti")]
        fn hangup();

        #[object("interaction[\"cti\"]")]
        fn mute();

        #[object("interaction cti")]
        fn hold();

        #[object("interaction.")]
        fn park();

        #[rename("cti.resume")]
        fn resume();

        #[object("cti.delete")]
        fn delete();
    }
}

fn main() {}
// errors: 6
