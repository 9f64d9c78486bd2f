// Pages that connect to a phone which has long been there, as after a change of a router's page.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";

/** For each protocol: where its phone is, what the page says at once, and what it hears. */
const PHONES = {
  ringcentral: {
    origin: "https://apps.ringcentral.com",
    acts: {
      "dial +12025550101": {
        type: "rc-adapter-new-call",
        phoneNumber: "+12025550101",
        toCall: true,
      },
      "text +12025550101": { type: "rc-adapter-new-sms", phoneNumber: "+12025550101" },
      register: { type: "rc-adapter-register-third-party-service", service: { name: "CRM" } },
    },
    event: { type: "rc-dialer-status-notify", ready: true },
  },
  aircall: {
    origin: "https://workspace.aircall.io",
    acts: {
      "dial +12025550101": {
        name: "apm_app_dial_number",
        value: { phone_number: "+12025550101" },
      },
    },
    event: { name: "apm_phone_call_ended", value: { duration: 20, call_id: 12345 } },
  },
  justcall: {
    origin: "https://app.justcall.io",
    acts: { "dial +12025550101": { type: "dial-number", phoneNumber: "+12025550101" } },
    event: {
      name: "call-ended",
      data: { call_sid: "CA1", direction: "inbound", duration: 120 },
    },
  },
  dialpad: {
    origin: "https://dialpad.com",
    acts: {
      "dial +12025550101": {
        api: "opencti_dialpad",
        version: "1.0",
        method: "initiate_call",
        payload: { phone_number: "+12025550101", enable_current_tab: true },
      },
    },
    event: {
      api: "opencti_dialpad",
      version: "1.0",
      method: "user_authentication",
      payload: { user_authenticated: false },
    },
  },
  talk: {
    origin: "https://login-ce2.leaddesk.com",
    acts: {
      "dial +12025550101": { action: "call", number: "+12025550101", autocall: true },
    },
    event: { action: "sms", sms: "Hello", callId: 7 },
  },
  cloudtalk: {
    origin: "https://phone.cloudtalk.io",
    acts: {},
    event: JSON.stringify({
      event: "ended",
      properties: {
        call_uuid: "12345678-1234-1234-123a-012345a6789b",
        external_number: "+442079460101",
        internal_number: "+12025550101",
      },
    }),
  },
};

for (const [name, { origin, acts, event }] of Object.entries(PHONES)) {
  test(`${name}: a page that connects late works at once`, async (t) => {
    const page = await visit(t, at(CRM, { frame: at(origin) }));
    await page.evaluate(
      (name) => openRole(`${name}-app`, document.querySelector("iframe"), []),
      name,
    );
    const app = new Part(page.mainFrame());
    const phone = frames(page)[0];
    for (const act of Object.keys(acts)) await app.does(act);
    await arrived(phone, Object.keys(acts).length);
    const posted = await phone.evaluate(() => arrived.map((event) => event.data));
    assert.deepEqual(posted, Object.values(acts));

    await phone.evaluate(([event, crm]) => parent.postMessage(event, crm), [event, CRM]);
    await eventually(async () => {
      const heard = (await app.seen()).map((line) => (line[0] === "{" ? JSON.parse(line) : line));
      assert.deepEqual(heard, [typeof event === "string" ? JSON.parse(event) : event]);
    });
  });
}

test("a page that connects first is held to the protocol's order", async (t) => {
  for (const name of ["ringcentral", "aircall"]) {
    const role = `${name}-app`;
    const page = await visit(t, at(CRM, { role, frame: at(PHONES[name].origin) }));
    assert.match(await new Part(page.mainFrame()).act("dial +12025550101"), /^out of turn/);
  }
});

test("a frame that shows nothing yet has loaded nothing", async (t) => {
  const page = await visit(t, at(CRM));
  const says = { action: "login", language: "en", origin: PHONES.talk.origin };
  const src = at(PHONES.talk.origin, { says: JSON.stringify(says), origin: CRM });
  // The page is complete, and the frame's document is the empty one that it begins with.
  const loaded = page.evaluate(async (src) => {
    await loadRoles();
    const { frame, loaded } = addFrame(src);
    await openRole("talk-app", frame, []);
    await loaded;
  }, src);
  const app = new Part(page.mainFrame());
  await app.next();
  const waiting = app.act("token within 1500");
  await loaded;
  assert.match(await waiting, /Deadline/, "its first load ends nothing");
});
