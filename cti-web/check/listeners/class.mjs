// The module behind a class of the npm package.
import { note, noteCall } from "./page.mjs";

const events = {
  sms: ({ sms, callId }) => note(`sms ${sms} ${callId ?? ""}`),
  contact_info: ({ properties }) => noteCall(properties),
};

export async function start(frame, _, __, name) {
  const { default: init, Phone } = await import(`/build/${name}/npm_phone.js`);
  await init(`/build/${name}/module.opt.wasm`);
  window.phone = new Phone(frame, events);
}
