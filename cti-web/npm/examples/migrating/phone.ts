// The second step: the vendor's class. Fields and order are checked, too.
import { LeaddeskTalk } from "cti-softphones/leaddesk-talk";
import { dial, frame, note } from "./page.js";

const talk = await LeaddeskTalk.connect(frame, {
  call: ({ number }) => note(`${number} calls`),
});

dial.onclick = () => {
  try {
    talk.send({ action: "call", number: "+12025550101", autocall: true });
  } catch (why) {
    note(String(why)); // nobody is logged in, the line is busy, …
  }
};
