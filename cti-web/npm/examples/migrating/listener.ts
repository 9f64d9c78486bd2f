// Where one begins: a listener as vendors' samples have it. It believes any window.
import { dial, frame, note } from "./page.js";

addEventListener("message", ({ data }) => {
  if (data.action === "call") note(`${data.number} calls`);
});

dial.onclick = () => {
  frame.contentWindow?.postMessage({ action: "call", number: "+12025550101", autocall: true }, "*");
};
