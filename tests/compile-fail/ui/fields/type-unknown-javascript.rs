//! Types of JavaScript and TypeScript.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            f0: string,
            f1: number,
            f2: boolean,
            f3: any,
            f4: unknown,
            f5: object,
            f6: Date,
            f7: null,
            f8: bigint,
            f9: Array<string>,
            f10: Record<string, number>,
            f11: Partial<string>,
        },
    }
}

fn main() {}
// errors: 12
