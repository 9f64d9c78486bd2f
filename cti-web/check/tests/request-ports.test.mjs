// Requests that are posted with a port each: what comes over it answers that request, and it is closed then.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const ACME = "https://phone.acme.example";

/** In each document: how many of its ports were closed. */
function count() {
  window.closes = 0;
  const { close } = MessagePort.prototype;
  MessagePort.prototype.close = function () {
    window.closes += 1;
    close.call(this);
  };
}

/** The application's page around a phone that the check plays. */
async function page(t) {
  const page = await visit(t, at(CRM, { role: "heron-app", frame: at(ACME) }), count);
  const [phone] = frames(page);
  return { page, phone, app: new Part(page.mainFrame()) };
}

/** Waits until so many ports were closed in a document. */
const closed = (frame, ports) =>
  eventually(async () => {
    assert.equal(await frame.evaluate(() => closes), ports, "closed ports");
  });

/** The phone answers over the ports of what has arrived there: `[which, message]` each, in this order. */
const answer = (phone, ...answers) =>
  phone.evaluate((answers) => {
    for (const [which, message] of answers) arrived[which].ports[0].postMessage(message);
  }, answers);

const found = (name) => ({ data: { name } });

test("alike requests are answered in the other order, each over its port", async (t) => {
  const { page: crm, app, phone } = await page(t);
  const asked = [app.act("find +1"), app.act("find +1")];
  await arrived(phone, 2);
  assert.deepEqual(
    await phone.evaluate(() => arrived.map(({ data }) => JSON.stringify(data))),
    Array(2).fill(
      '{"payload":{"type":"command","command":"find","args":{"number":"+1"}},"id":"p-1"}',
    ),
  );
  await answer(phone, [1, found("Bob")]);
  assert.equal(await asked[1], "Bob");
  await closed(crm, 1);
  await answer(phone, [0, { error: "lost", data: {} }]);
  assert.equal(await asked[0], 'Answer(Refused("lost"))');
  await closed(crm, 2);
});

test("a port that never answers is closed at the deadline", async (t) => {
  const { page: crm, app, phone } = await page(t);
  const held = app.act("hold");
  await arrived(phone, 1);
  assert.equal(await held, "Answer(Deadline)");
  await closed(crm, 1);
  await answer(phone, [0, { data: null }]);
  await app.hears();
});

test("a second answer is heard by nobody, and none comes over the window", async (t) => {
  const { app, phone } = await page(t);
  const asked = [app.act("find +1"), app.act("find +2")];
  await arrived(phone, 2);
  await answer(phone, [0, found("Ada")], [0, found("Eve")], [0, { type: "ringing", id: 1 }]);
  assert.equal(await asked[0], "Ada");
  await app.hears("null");
  await phone.evaluate(([crm, message]) => parent.postMessage(message, crm), [CRM, found("Eve")]);
  await app.hears("! refused, not ours: no tag of this protocol");
  await answer(phone, [1, "no object"]);
  await app.hears("! refused, not ours: a string where objects are posted");
  await answer(phone, [1, found("Bob")]);
  assert.equal(await asked[1], "Bob");
});

test("a new document, and a closed connection, leave no port open", async (t) => {
  const { page: crm, app, phone } = await page(t);
  const asked = app.act("find +1");
  await arrived(phone, 1);
  await phone.goto(at(ACME, { again: "" }));
  assert.equal(await asked, "Answer(Reloaded)");
  await closed(crm, 1);

  const [again] = frames(crm);
  const last = app.act("find +1");
  await arrived(again, 1);
  await app.close();
  assert.equal(await last, "Closed");
  await closed(crm, 2);
});

test("the page answers over the port that came with a question, and says so if none did", async (t) => {
  const { page: crm, app, phone } = await page(t);
  const asked = (withPort) =>
    phone.evaluate(
      async ([crm, withPort]) => {
        const { port1, port2 } = new MessageChannel();
        const heard = new Promise((heard) => (port1.onmessage = ({ data }) => heard(data)));
        const question = { question: "contact", number: "+1" };
        parent.postMessage(question, crm, withPort ? [port2] : []);
        return withPort ? JSON.stringify(await heard) : undefined;
      },
      [CRM, withPort],
    );
  assert.equal(await asked(true), '{"type":"answer","success":true,"name":"+1"}');
  await app.hears('{"question":"contact","number":"+1"}');
  await closed(crm, 1);
  await asked(false);
  await app.hears("! NoPort", '{"question":"contact","number":"+1"}', "! undelivered");
  assert.equal(await phone.evaluate(() => window.count), 0, "nothing was posted to the window");
});

test("both sides ask and answer, and a stream goes on over its port until it is given up", async (t) => {
  const phone = at(ACME, { role: "heron-phone", origin: CRM });
  const crm = await visit(t, at(CRM, { role: "heron-app", frame: phone }), count);
  const [frame] = frames(crm);
  const [app, heron] = [new Part(crm.mainFrame()), new Part(frame)];
  assert.equal(await app.act("find +1"), "p-1");
  await closed(crm, 1);
  await closed(frame, 1);
  assert.deepEqual(
    await Promise.all(["+1", "+2"].map((number) => heron.act(`contact ${number}`))),
    ["+1", "+2"],
  );
  await closed(crm, 3);
  await app.does("listen");
  await arrived(frame, 2);
  await heron.does("level -7");
  assert.equal(await app.act("next"), "-7");
  await closed(crm, 4);
});
