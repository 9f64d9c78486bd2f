// Places other than a frame and the parent, each with an attack from another window.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const EVIL = "https://evil.example";

const LOGIN = { action: "login", language: "en", origin: TALK };
const SMS = { action: "sms", sms: "Hello", callId: 7 };
const HEARD = '{"action":"sms","sms":"Hello","callId":7}';
const STRANGER = "! refused, source: posted by another window";
const FOREIGN = "! refused, origin: not an origin of this protocol";

/** Opens a pop-up from a page, and waits until it is ready. */
async function popup(page, url) {
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((url) => void (window.popup = open(url)), url),
  ]);
  await popup.waitForLoadState();
  await popup.evaluate(() => ready);
  return popup;
}

/** Closes the page's pop-up, and waits until the page is told: that is another process. */
async function close(page, popup) {
  await popup.close();
  await page.waitForFunction(() => window.popup.closed);
}

/** Goes elsewhere as a page does: the browser's own navigation would part it from its opener. */
async function navigate(page, url) {
  await page.evaluate((url) => void location.assign(url), url);
  await page.waitForURL((now) => now.href.startsWith(url));
  await page.evaluate(() => ready);
}

/** Posts from one window to another, which is named as the window has it. */
const post = (from, whom, message, target) =>
  from.evaluate(`${whom}.postMessage(${JSON.stringify(message)}, ${JSON.stringify(target)})`);

test("a pop-up that the page opened", async (t) => {
  const page = await visit(t, at(CRM));
  const phone = await popup(page, at(TALK));
  const other = await popup(page, at(TALK));
  await page.evaluate(() => openRole("talk-app", popup, []));
  const app = new Part(page.mainFrame());

  // The role is about the second one.
  await post(phone, "opener", SMS, CRM);
  await post(other, "opener", LOGIN, CRM);
  await app.hears(STRANGER, JSON.stringify(LOGIN));
  await arrived(other, 2);
  await arrived(phone, 0);

  // Elsewhere it is the same window, and is refused by its origin; nothing is posted to it.
  await navigate(other, EVIL);
  await post(other, "opener", SMS, CRM);
  await app.hears(FOREIGN);
  await app.does("dial +12025550101");
  await arrived(other, 0);

  // Another document of the vendor's begins anew, by the message that begins.
  await navigate(other, TALK);
  const waiting = app.act("token within 60000");
  await arrived(other, 1);
  await post(other, "opener", LOGIN, CRM);
  assert.match(await waiting, /Reloaded/);
  await app.hears("! restarted", JSON.stringify(LOGIN));

  await close(page, other);
  await app.does("dial +12025550101");
  await app.hears("! undelivered");
});

test("a pop-up that is closed before the page connects", async (t) => {
  const page = await visit(t, at(CRM));
  await close(page, await popup(page, at(TALK)));
  const failed = page.evaluate(() => openRole("talk-app", popup, []));
  await assert.rejects(failed, /the window is closed/);
});

test("a pop-up that is still empty is connected to from its start", async (t) => {
  const page = await visit(t, at(CRM));
  await page.evaluate(async (url) => {
    await openRole("talk-app", (window.popup = open("about:blank")), []);
    popup.location = url;
  }, at(TALK));
  const app = new Part(page.mainFrame());
  assert.match(await app.act("dial +12025550101"), /out of turn/);
});

test("the opener", async (t) => {
  const vendor = await visit(t, at(TALK));
  const crm = await popup(vendor, at(CRM, { role: "talk-app", at: "opener" }));
  const app = new Part(crm.mainFrame());
  await crm.evaluate((src) => addFrame(src).loaded, at(TALK));
  await post(frames(crm)[0], "parent", SMS, CRM);
  await post(crm, "window", SMS, CRM);
  await arrived(crm, 2);
  await post(vendor, "popup", SMS, CRM);
  await app.hears(STRANGER, STRANGER, HEARD);
  await app.does("hang up");
  await arrived(vendor, 1);

  await navigate(vendor, EVIL);
  await app.does("hang up");
  await arrived(vendor, 0);
});

test("no opener", async (t) => {
  const page = await visit(t, at(CRM));
  await assert.rejects(
    page.evaluate(() => openRole("talk-app", "opener", [])),
    /this page has no opener/,
  );
  for (const place of ["top", "1", "2"]) {
    await assert.rejects(
      page.evaluate((place) => openRole("talk-app", place, []), place),
      /this page is in no frame/,
    );
  }
});

for (const place of ["top", "2"]) {
  test(`a window further up: ${place}`, async (t) => {
    const card = at(CRM, { role: "talk-app", at: place });
    const middle = at("https://portal.example", { frame: card });
    const page = await visit(t, at(TALK, { frame: middle }));
    const [between] = frames(page);
    await between.evaluate(() => ready);
    const [inner] = frames(between);
    await inner.evaluate(() => ready);
    const app = new Part(inner);
    // It is known where it is before it has said anything.
    await app.does("hang up");
    await arrived(page, 1);
    await arrived(between, 0);

    await post(between, "frames[0]", SMS, CRM);
    await arrived(inner, 1);
    await post(page, "frames[0].frames[0]", SMS, CRM);
    await app.hears(STRANGER, HEARD);
  });
}

test("too far up", async (t) => {
  const page = await visit(t, at(TALK, { frame: at(CRM) }));
  const failed = frames(page)[0].evaluate(() => openRole("talk-app", "2", []));
  await assert.rejects(failed, /this page is in no frame/);
});
