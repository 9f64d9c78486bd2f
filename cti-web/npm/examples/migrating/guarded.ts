// The first step: the vendor's guard. Window and origin are checked, and messages have types.
import { listen, send } from "cti-softphones/leaddesk-talk/guard";
import { dial, frame, note } from "./page.js";

listen(frame, (event) => {
  if (event.action === "call") note(`${event.number} calls`);
});

dial.onclick = () => send(frame, { action: "call", number: "+12025550101", autocall: true });
