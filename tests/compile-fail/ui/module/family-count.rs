//! A direction has at most 16 families.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object)
)]
pub mod phone {
    #[event(tag = "t1")]
    pub enum Family1 {
        Ring,
    }
    #[event(tag = "t2")]
    pub enum Family2 {
        Ring,
    }
    #[event(tag = "t3")]
    pub enum Family3 {
        Ring,
    }
    #[event(tag = "t4")]
    pub enum Family4 {
        Ring,
    }
    #[event(tag = "t5")]
    pub enum Family5 {
        Ring,
    }
    #[event(tag = "t6")]
    pub enum Family6 {
        Ring,
    }
    #[event(tag = "t7")]
    pub enum Family7 {
        Ring,
    }
    #[event(tag = "t8")]
    pub enum Family8 {
        Ring,
    }
    #[event(tag = "t9")]
    pub enum Family9 {
        Ring,
    }
    #[event(tag = "t10")]
    pub enum Family10 {
        Ring,
    }
    #[event(tag = "t11")]
    pub enum Family11 {
        Ring,
    }
    #[event(tag = "t12")]
    pub enum Family12 {
        Ring,
    }
    #[event(tag = "t13")]
    pub enum Family13 {
        Ring,
    }
    #[event(tag = "t14")]
    pub enum Family14 {
        Ring,
    }
    #[event(tag = "t15")]
    pub enum Family15 {
        Ring,
    }
    #[event(tag = "t16")]
    pub enum Family16 {
        Ring,
    }
    #[event(tag = "t17")]
    pub enum Family17 {
        Ring,
    }
}

fn main() {}
