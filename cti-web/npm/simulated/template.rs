
/// __VENDOR__'s phone.
mod __MODULE__ {
    use cti_runtime::{Dispatch, Peer, Protocol, Vendor};
    use cti_vendors::__MODULE__ as vendor;
    use cti_vendors::simulated::__MODULE__::Phone as Agent;
    use js_sys::{Array, Function};
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    use crate::{Phone, Simulated};

    type Of = vendor::__MARKER__;

    /// __VENDOR__'s phone, its agent, and whoever calls or is called.
    #[wasm_bindgen]
    pub struct __MARKER__(Simulated<Of, Agent>);

    impl Dispatch<Phone<Agent>, Of, Vendor> for <Of as Protocol>::Command {
        fn dispatch(self, phone: &mut Phone<Agent>, page: &mut Peer<Of, Vendor>) {
            phone.take(self, page);
        }
    }

    #[wasm_bindgen]
    impl __MARKER__ {
        #[wasm_bindgen(constructor)]
        pub fn new(page: &str, notice: Option<Function>) -> Result<Self, JsValue> {
            Simulated::open(Agent::new(), page, notice).map(Self)
        }

        /// The commands of the page that were accepted, in their order.
        #[wasm_bindgen(getter, unchecked_return_type = "__RECEIVED__")]
        pub fn received(&self) -> Array {
            self.0.received.clone()
        }
__METHODS__    }
}
