// A call per protocol, between two windows of different origins.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, loopback, visit } from "../browser.mjs";

const CRM = "https://crm.example";

/** Has the time of a document's sessions stand still, so that a call takes none. */
const stopTime = () => void (performance.now = () => 0);

/** An application's page around a phone: `[app, phone]`. */
async function around(test, name, vendor, page = CRM, simulated = {}) {
  const phone = at(vendor, { role: `${name}-phone`, origin: page });
  const crm = await visit(test, at(page, { role: `${name}-app`, frame: phone, ...simulated }), stopTime);
  return [new Part(crm.mainFrame()), new Part(frames(crm)[0])];
}

async function talkCall(app, phone) {
  await phone.does("log in");
  await app.hears(
    '{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}',
    '{"action":"jwt","jwt":"simulated-token-1"}',
  );
  await phone.hears('{"action":"useSettings","preventManualCalling":true}', '{"action":"getJwt"}');

  // Inbound; the demo application answers at once.
  await phone.does("ring +12025550101");
  await app.hears(
    '{"action":"call","id":1,"number":"+12025550101","direction":"in","ringStart":"TIME"}',
    '{"action":"connected","callStart":"TIME"}',
  );
  await phone.hears('{"action":"answer"}');
  await phone.does("caller hangs up");
  await phone.does("complete");
  const recording = '"recordUrl":"https://recordings.example/1.mp3"';
  await app.hears(
    `{"action":"disconnected","callEnd":"TIME",${recording}}`,
    '{"action":"completed","call":{"id":1,"direction":"in","to":null,"from":"+12025550101",' +
      '"answered":true,"callStart":"TIME","talkStart":"TIME","callEnd":"TIME","duration":0,' +
      `"comment":null,${recording},"reason":null}}`,
  );

  // Outbound.
  await app.does("dial +442079460101");
  await phone.hears('{"action":"call","number":"+442079460101","autocall":true}');
  await app.hears(
    '{"action":"call","id":2,"number":"+442079460101","direction":"out","ringStart":"TIME"}',
    '{"action":"connected","callStart":"TIME"}',
  );
  assert.equal(await app.act("token"), "simulated-token-2");
  await phone.hears('{"action":"getJwt"}');
  await app.hears('{"action":"jwt","jwt":"simulated-token-2"}');
}

test("LeadDesk Talk, at its real origin", async (t) => {
  await talkCall(...(await around(t, "talk", "https://login-ce2.leaddesk.com")));
});

test("LeadDesk Talk, simulated between two loopback ports", async (t) => {
  const [page, phone] = [await loopback(t), await loopback(t)];
  await talkCall(...(await around(t, "talk", phone, page, { origin: phone })));
});

test("Talkdesk Embedded, at its real origin", async (t) => {
  const [app, phone] = await around(t, "talkdesk", "https://prd-cdn-talkdesk.talkdesk.com");
  await app.does("open");
  await phone.hears(
    '{"action":"init_td_embedded","data":{"url":"https://crm.example",' +
      '"int":"custom-integration","env":"prd-eu","aid":"agent-17","view":"headless",' +
      '"app":"conversation"}}',
  );
  await app.hears(
    '{"action":"login"}',
    '{"action":"agentStatusChanged","data":{"status":"available"}}',
  );
  await app.does("dial +351123456789");
  await phone.hears('{"action":"clickToCall","data":{"to":"+351123456789","contactId":"crm-7"}}');
  await app.hears(
    '{"action":"popover"}',
    '{"action":"show"}',
    '{"action":"openContact","data":{"externalId":"crm-7"}}',
  );
  await phone.does("answer");
  await phone.does("end");
  await app.hears(
    '{"action":"agentStatusChanged","data":{"status":"on a call"}}',
    '{"action":"agentStatusChanged","data":{"status":"available"}}',
    '{"action":"hide"}',
  );
  await app.does("lunch");
  await phone.hears('{"action":"integrationStatusChanged","status":"away_lunch"}');
  await app.hears('{"action":"agentStatusChanged","data":{"status":"away_lunch"}}');
});

test("CloudTalk Phone, at its real origin", async (t) => {
  const [app, phone] = await around(t, "cloudtalk", "https://phone.cloudtalk.io");
  const event = (name, id, number, contact = "") =>
    `{"event":"${name}","properties":{"call_uuid":"00000000-0000-4000-8000-00000000000${id}",` +
    `"external_number":"${number}","internal_number":"+1 202 555 0100"${contact}}}`;
  const ada =
    ',"contact":{"id":7,"name":"Ada","contact_emails":[],"contact_numbers":[],' +
    '"external_urls":[],"tags":[]}';
  await phone.does("ring +12025550101");
  await phone.does("contact Ada");
  await phone.does("answer");
  await phone.does("hang up");
  await app.hears(
    event("ringing", 1, "+12025550101"),
    event("contact_info", 1, "+12025550101", ada),
    event("calling", 1, "+12025550101", ada),
    event("hangup", 1, "+12025550101", ada),
    event("ended", 1, "+12025550101", ada),
  );
  await phone.does("dial +442079460101");
  await phone.does("caller hangs up");
  await app.hears(event("dialing", 2, "+442079460101"), event("ended", 2, "+442079460101"));
});

test("LeadDesk Contact Card, in a frame of LeadDesk at its real origin", async (t) => {
  const card = at(CRM, { role: "card-app" });
  const page = await visit(
    t,
    at("https://acme.leaddesk.com", { role: "card-phone", frame: card, origin: CRM }),
  );
  const [phone, app] = [new Part(page.mainFrame()), new Part(frames(page)[0])];
  await phone.does("start");
  await phone.does("ring");
  await app.hears(
    '{"type":"callLineIdle","data":{}}',
    '{"type":"callLineRinging","data":{"call_log_id":1}}',
  );
  await phone.hears('{"action":"request_full_window"}');
  await phone.does("answer");
  await phone.does("caller hangs up");
  await app.hears(
    '{"type":"callLineOn","data":{"call_log_id":1}}',
    '{"type":"callLineIdle","data":{"call_log_id":1}}',
  );
  await app.does("dial +358401234567");
  await phone.hears(
    '{"action":"call","params":{"phone_number":"+358401234567","auto_call":true}}',
    '{"action":"request_full_window"}',
  );
  await app.hears(
    '{"type":"callLineRinging","data":{"call_log_id":2}}',
    '{"type":"callLineOn","data":{"call_log_id":2}}',
  );
  await app.does("hang up");
  await phone.hears('{"action":"hangup"}');
  await app.hears('{"type":"callLineIdle","data":{"call_log_id":2}}');
});

test("Desk Open CTI, an adapter and the library in one page", async (t) => {
  const page = await visit(t, at("https://acme.desk.com", { role: "desk-phone" }));
  await page.evaluate(() => openRole("desk-app", undefined, []));
  const [desk, app] = [new Part(page.mainFrame(), 0), new Part(page.mainFrame(), 1)];
  await desk.does("load");
  await app.hears("ready []");
  await desk.hears(
    "interaction.cti.setSoftphoneHeight [300]",
    "interaction.cti.setSoftphoneWidth [420]",
    "interaction.cti.enableClickToDial []",
  );
  assert.equal(await app.act("who"), "Sam Example");
  await desk.hears("interaction.getUserInfo []");
  await desk.does("click +12025550101 4");
  await app.hears(
    'interaction.cti.onClickToDial {"result":{"number":"+12025550101","objectId":"4","object":"customer"}}',
    'interaction.onFocus {"result":{"url":"https://acme.desk.example/agent/customer/4","objectId":"4",' +
      '"object":"customer","objectName":"Ada Example"}}',
  );
  await desk.hears('interaction.screenPop ["4","object=customer"]');
  assert.equal(await app.act("page"), "Ada Example");
  assert.equal(await app.act("hide"), "true");
  assert.equal(await app.act("visible"), "false");
  await desk.does("click +12025550101 9");
  await app.hears('interaction.cti.onClickToDial {"result":null,"error":"Resource Object does not exist."}');
});
