// A test of a page of one's own, the plain one beside this folder, with a simulated LeadDesk Talk.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const FAKE = "https://login-ce2.leaddesk.com.evil.example";

let browser;
before(async () => (browser = await chromium.launch({ executablePath: process.env.CHROMIUM })));
after(() => browser.close());

/** Opens a page. Nothing is asked of the network: the simulated phone is where the vendor's is. */
async function open(t, url) {
  const context = await browser.newContext();
  t.after(() => context.close());
  await context.route("**", (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (pathname.startsWith("/node_modules/")) return route.fulfill({ path: `.${pathname}` });
    if (origin === TALK || origin === FAKE) return route.fulfill({ path: "test/phone.html" });
    if (origin !== CRM) return route.fulfill({ contentType: "text/html", body: hostile });
    return route.fulfill({ path: pathname === "/" ? "plain/index.html" : `compiled/plain${pathname}` });
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The phone in the page's frame, once it is there. */
async function phoneIn(page) {
  const element = await page.locator("iframe").elementHandle();
  const frame = await element.contentFrame();
  await frame.waitForFunction(() => window.talk);
  return frame;
}

/** Waits until the page's log ends with this line. */
const logs = (page, line) => page.locator("#log li:last-child", { hasText: line }).waitFor();

test("an inbound call is shown, and the button dials", async (t) => {
  const page = await open(t, CRM);
  const phone = await phoneIn(page);
  await phone.evaluate(() => talk.agentLogsIn());
  await logs(page, "An agent has logged in, with language en.");
  await phone.evaluate(() => talk.ring("+12025550123"));
  await logs(page, "+12025550123 calls.");
  await phone.evaluate(() => (talk.agentAnswers(), talk.callerHangsUp(), talk.agentCompletes()));
  await logs(page, "Call 1 took 0 seconds.");

  await page.getByRole("button", { name: "Call" }).click();
  await logs(page, "+12025550101 is called.");
  const received = await phone.evaluate(() => talk.received);
  assert.deepEqual(received, [{ action: "call", number: "+12025550101", autocall: true }]);

  // What the vendor's document forbids, the phone doesn't do.
  await assert.rejects(phone.evaluate(() => talk.agentLogsOut()), /a call is on/);
  await assert.rejects(phone.evaluate(() => talk.ring(true)), /number: expected a phone number/);
});

test("a phone at another origin isn't believed", async (t) => {
  const page = await open(t, CRM);
  await phoneIn(page).then((phone) => phone.goto(FAKE));
  const phone = await phoneIn(page);
  await phone.evaluate(() => talk.agentLogsIn());
  await logs(page, "refused: origin");
  assert.equal(await page.locator("#log li", { hasText: "has logged in" }).count(), 0);
});

const hostile = `<!doctype html><title>Hostile</title><iframe src="${TALK}/"></iframe><script>
  window.heard = [];
  addEventListener("message", ({ data }) => heard.push(data));
</script>`;

test("a hostile page gets nothing from the phone, and can't tell it anything", async (t) => {
  const page = await open(t, "https://crm.example.evil.example/");
  const phone = await phoneIn(page);
  await phone.evaluate(() => (talk.agentLogsIn(), talk.ring("+12025550123")));
  await page.evaluate(() => frames[0].postMessage({ action: "hangup" }, "*"));
  await phone.waitForFunction(() => refused.length > 0);
  assert.match(await phone.evaluate(() => refused[0]), /^origin/);
  assert.deepEqual(await phone.evaluate(() => talk.received), []);
  assert.deepEqual(await page.evaluate(() => heard), []);
});
