//! x
use cti_runtime::Protocol as _;
fn main() {
    let d = cti_tests::nested::lantern::Lantern::description();
    println!("{}", cti_export::markdown(d));
    println!("{}", cti_export::typescript(d));
    println!("{}", cti_export::json_schema(d));
}
