// Everything else is in the module, which begins by itself.
import init from "./example_crm.js";

await init();
