// LeadDesk Talk in a page without a framework.
import { LeaddeskTalk, type Handlers } from "cti-softphones/leaddesk-talk";

/** An element of the page. */
const element = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
};

const note = (text: string): void => {
  const line = document.createElement("li");
  line.textContent = text; // text, whatever a phone says
  element("#log").append(line);
};

const handlers: Handlers = {
  login: ({ language }) => note(`An agent has logged in, with language ${language}.`),
  call: ({ number, direction }) =>
    note(direction === "in" ? `${number} calls.` : `${number} is called.`),
  completed: ({ call }) => note(`Call ${call.id} took ${call.duration ?? 0} seconds.`),
};

const frame = element<HTMLIFrameElement>("#phone");
const connecting = LeaddeskTalk.connect(frame, handlers, {
  // What other windows post is turned away as well, which is routine.
  notice: ({ kind, text }) => text.startsWith("source:") || note(`${kind}: ${text}`),
});
// Its document loads from here on: nothing that it says is missed.
frame.src = "https://login-ce2.leaddesk.com/"; // yours: https://login-….leaddesk.com/

/** Does something with the phone, and says what forbids it. */
const attempt = async (act: (talk: LeaddeskTalk) => unknown): Promise<void> => {
  try {
    await act(await connecting);
  } catch (why) {
    note(String(why));
  }
};

element<HTMLFormElement>("#dial").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = element<HTMLInputElement>("[name=number]").value;
  void attempt((talk) => talk.send({ action: "call", number, autocall: true }));
});

element("#token").addEventListener("click", () => {
  // A token is for a server, never for a log: its length will do here.
  void attempt(async (talk) => {
    const { jwt } = await talk.request({ action: "getJwt" });
    note(`A token of ${jwt.length} characters.`);
  });
});
