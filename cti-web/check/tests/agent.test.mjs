// An agent's window whose messages have values of JavaScript in them, and what can't be said to it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const AGENT = "https://agent.acme.example";

/** A page that listens to an agent's window: `[page, window]`. */
async function agent(t) {
  const page = await visit(t, at(CRM, { frame: at(AGENT) }));
  await page.evaluate(async () => {
    const { default: init, AgentWindow } = await import("/build/check_pages.js");
    await init();
    window.heard = [];
    window.notices = [];
    const events = { "agent::update": (event) => heard.push(event) };
    const notice = (notice) => notices.push(notice.text);
    window.agent = new AgentWindow(document.querySelector("iframe"), events, notice);
  });
  return [page, frames(page)[0]];
}

const state = { name: "Available", startTimestamp: "1970-01-01T00:00:00.000Z" };

test("an update with dates arrives", async (t) => {
  const [page, window] = await agent(t);
  await window.evaluate((page) => {
    const attributes = new Map([["since", new Date(0)], ["calls", 7n]]);
    const state = { name: "Available", startTimestamp: new Date(0) };
    parent.postMessage({ event: "agent::update", data: { state, attributes } }, page);
    state.startTimestamp = new Date(NaN);
    parent.postMessage({ event: "agent::update", data: { state } }, page);
    state.startTimestamp = new Date(0);
    parent.postMessage({ event: "agent::update", data: { state, snapshot: new Set() } }, page);
  }, CRM);
  const attributes = { since: "1970-01-01T00:00:00.000Z", calls: 7 };
  const expected = [{ state, attributes }, { state }];
  await eventually(async () =>
    assert.deepEqual(
      await page.evaluate(() => heard.map((event) => event.data)),
      expected,
    ),
  );
  const notices = await page.evaluate(() => notices);
  assert.deepEqual(notices, [
    "agent::update: JSON can't hold an invalid Date, at data.state.startTimestamp",
  ]);
});

test("what can't be said exactly isn't sent", async (t) => {
  const [page, window] = await agent(t);
  const rate = (...given) =>
    page.evaluate(`(() => {
      try { agent.rate(${given}); return "sent"; } catch (error) { return error.message; }
    })()`);
  await window.evaluate((page) => {
    const state = { name: "Available", startTimestamp: new Date(0) };
    parent.postMessage({ event: "agent::update", data: { state } }, page);
  }, CRM);
  await eventually(async () => assert.equal(await page.evaluate(() => heard.length), 1));
  assert.equal(
    await rate("2n ** 53n + 1n", "1"),
    "a whole number beyond 2^53 can't be sent, at data.contact",
  );
  for (const score of ["NaN", "Infinity", "-Infinity"]) {
    assert.equal(
      await rate("1n", score),
      "a number that isn't finite can't be sent, at data.score",
    );
  }
  assert.equal(await rate("2n ** 53n", "1e300"), "sent");
  await arrived(window, 1);
  const [only] = await window.evaluate(() => window.arrived.map((event) => event.data));
  assert.deepEqual(only, { event: "rate", data: { contact: 2 ** 53, score: 1e300 } });
});
