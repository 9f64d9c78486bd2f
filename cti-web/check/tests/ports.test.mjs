// Ports that carry a conversation: whose they are, and how long.
import { test } from "node:test";
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Part, arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const ACME = "https://phone.acme.example";

const HELLO = '{"type":"hello"}';
const incoming = (number) => `{"type":"incoming","from":"${number}"}`;

/**
 * The application's page around a phone that the check plays, after its hello with a port. The phone
 * keeps its end as `mine`: `[page, app, phone]`.
 */
async function greeted(t) {
  const page = await visit(t, at(CRM, { role: "handshake-app", frame: at(ACME) }));
  const app = new Part(page.mainFrame());
  const [phone] = frames(page);
  await greet(phone);
  await app.hears(HELLO);
  return [page, app, phone];
}

const greet = (phone) =>
  phone.evaluate((crm) => {
    const { port1, port2 } = new MessageChannel();
    const ports = (window.ports ??= []);
    ports.push({ mine: port1 });
    parent.postMessage({ type: "hello" }, crm, [port2]);
  }, CRM);

/** The phone says something through one of its ports. */
const say = (phone, port, number) =>
  phone.evaluate(
    ([port, from]) => ports[port].mine.postMessage({ type: "incoming", from }),
    [port, number],
  );

/** The page's end of the first port is closed: nothing arrives there that this sends. */
async function isClosed(page, send) {
  await page.evaluate(() => {
    const [port] = arrived[0].ports;
    port.onmessage = () => (window.stillOpen = true);
  });
  await send();
  await sleep(200);
  assert.equal(await page.evaluate(() => window.stillOpen), undefined, "the port is closed");
}

test("an event that a script made at a port", async (t) => {
  const [page, app, phone] = await greeted(t);
  await page.evaluate(() => {
    const [port] = arrived[0].ports;
    const data = { type: "incoming", from: "+12025550199" };
    port.dispatchEvent(new MessageEvent("message", { data }));
  });
  await say(phone, 0, "+12025550101");
  await app.hears("! refused, source: an event that a script made", incoming("+12025550101"));
});

test("a port goes with its document, wherever its other end is", async (t) => {
  const [page, app, phone] = await greeted(t);
  await say(phone, 0, "+12025550101");
  await app.hears(incoming("+12025550101"));
  // The other end is handed on to the page, which outlives the phone's document.
  await phone.evaluate((crm) => {
    const { mine } = ports[0];
    mine.onmessage = null;
    parent.postMessage({ keep: true }, crm, [mine]);
  }, CRM);
  await arrived(page, 2);
  await page.evaluate(() => {
    window.kept = arrived[1].ports[0];
  });
  await phone.goto(at(ACME, { again: "" }));
  await page.evaluate(() => kept.postMessage({ type: "incoming", from: "+12025550199" }));
  // The window is listened to again, and the port is closed.
  await frames(page)[0].evaluate(
    ([message, crm]) => parent.postMessage(message, crm),
    [{ type: "incoming", from: "+12025550102" }, CRM],
  );
  await eventually(async () => {
    assert.equal((await app.seen()).at(-1), incoming("+12025550102"));
  });
  assert.doesNotMatch((await app.seen()).join(), /550199/);
  await isClosed(page, () => page.evaluate(() => kept.postMessage({ type: "hello" })));
});

test("an old port doesn't speak for the new one, and is closed", async (t) => {
  const [page, app, phone] = await greeted(t);
  // The phone says hello again, through the port, with another one.
  await phone.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    const [first] = ports;
    ports.push({ mine: port1 });
    first.mine.postMessage({ type: "hello" }, [port2]);
    // Sent before the page can have closed its end: it is on its way.
    first.mine.postMessage({ type: "incoming", from: "+12025550199" });
  });
  await app.hears(HELLO);
  await say(phone, 1, "+12025550101");
  await eventually(async () => {
    assert.equal((await app.seen()).at(-1), incoming("+12025550101"));
  });
  assert.doesNotMatch((await app.seen()).join(), /550199/);
  await isClosed(page, () => say(phone, 0, "+12025550199"));
  await say(phone, 1, "+12025550102");
  await eventually(async () => {
    assert.equal((await app.seen()).at(-1), incoming("+12025550102"));
  });
});

test("a closed connection leaves no port open", async (t) => {
  const [page, app, phone] = await greeted(t);
  await app.close();
  await isClosed(page, () => say(phone, 0, "+12025550101"));
  await app.hears();
});

test("a port is handed over once", async (t) => {
  const phone = at(ACME, { role: "handshake-phone", origin: CRM });
  const page = await visit(t, at(CRM, { role: "handshake-app", frame: phone }));
  const [app, acme] = [new Part(page.mainFrame()), new Part(frames(page)[0])];
  await acme.does("hello");
  await app.hears(HELLO);
  assert.equal(await acme.act("hello"), "no port can be handed over here");
  await acme.does("ring +12025550101");
  await app.hears(incoming("+12025550101"));
  await acme.hears('{"type":"answer"}');
  assert.equal(await page.evaluate(() => count), 1, "nothing more was posted to the window");
});
