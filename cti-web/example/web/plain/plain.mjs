// @ts-check
// A page without Rust: LeadDesk Talk by the compiled module, like any other library.
import init, { TalkPhone } from "./example_talk_js.js";

await init();

/** @param {string} text */
const note = (text) => {
  const line = document.createElement("li");
  line.textContent = text; // text, whatever a phone says
  document.querySelector("#log")?.append(line);
};

const frame = document.createElement("iframe");
frame.title = "LeadDesk Talk";
frame.allow = "microphone *";
frame.src = "http://localhost:8081/talk.html"; // yours: https://login-….leaddesk.com/

const talk = new TalkPhone(
  frame,
  {
    login: ({ language }) => note(`An agent has logged in, with language ${language}.`),
    logout: () => note("The agent has logged out."),
    call: ({ number, direction }) =>
      note(direction === "in" ? `${number} calls.` : `${number} is called.`),
    connected: () => note("The call was answered."),
    disconnected: () => note("The call is over."),
    completed: ({ call }) => note(`Call ${call.id} took ${call.duration ?? 0} seconds.`),
  },
  // What other windows post is turned away as well, which is routine.
  ({ kind, text }) => text.startsWith("source:") || note(`${kind}: ${text}`),
);

// Its document loads from here on: nothing that it says is missed.
document.querySelector("#phone")?.append(frame);

/** Does something, and says what forbids it. @param {() => unknown} act */
const attempt = async (act) => {
  try {
    await act();
  } catch (why) {
    note(String(why));
  }
};

document.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const number = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("number");
  attempt(() => talk.dial(String(number)));
});

document.querySelector("#hang-up")?.addEventListener("click", () => {
  attempt(() => talk.send({ action: "hangup" }));
});

document.querySelector("#token")?.addEventListener("click", () => {
  // A token is for a server, never for a log: its length will do here.
  attempt(async () => note(`A token of ${(await talk.getJwt()).length} characters.`));
});
