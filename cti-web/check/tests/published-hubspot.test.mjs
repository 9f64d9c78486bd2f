// HubSpot's package with our other side in Chromium: as the calling app in HubSpot's page, and in HubSpot's place, since
// it has both. Every method, and every message that it names.
import { test } from "node:test";
import assert from "node:assert/strict";
import { eventually } from "../browser.mjs";
import {
  APP,
  HUBSPOT,
  around,
  arrivedNames,
  callingApp,
  countOurs,
  countTheirs,
  declared,
  inner,
  inside,
  load,
  methods,
  open,
  sendRest,
  table,
  tells,
  versioned,
} from "../published.mjs";

const CALLING = "@hubspot/calling-extensions-sdk";
const NUMBER = "+12025550101";
const CALL = { externalCallId: "call-1" };
const LINE = "+12025550100";

/** What each method of a calling app says, and what it is called with. */
const METHODS = {
  initialized: [
    "INITIALIZED",
    { isLoggedIn: true, engagementId: 0, isAvailable: true, sizeInfo: { width: 400, height: 650 } },
  ],
  userAvailable: ["USER_AVAILABLE"],
  userUnavailable: ["USER_UNAVAILABLE"],
  userLoggedIn: ["LOGGED_IN"],
  userLoggedOut: ["LOGGED_OUT"],
  incomingCall: [
    "INCOMING_CALL",
    { ...CALL, fromNumber: NUMBER, toNumber: LINE, callStartTime: 1769850010000, createEngagement: true },
  ],
  outgoingCall: ["OUTGOING_CALL_STARTED", { externalCallId: "call-2", fromNumber: LINE, toNumber: NUMBER }],
  callAnswered: ["CALL_ANSWERED", CALL],
  callTransferred: ["CALL_TRANSFERRED", CALL],
  navigateToRecord: [
    "NAVIGATE_TO_RECORD",
    {
      engagementId: 1,
      objectCoordinates: { portalId: 62515, objectId: 51, objectTypeId: "0-1" },
      openIn: "NEW_TAB",
    },
  ],
  callData: ["CALL_DATA", { ...CALL, anything: [7] }],
  callEnded: ["CALL_ENDED", { ...CALL, engagementId: 1, callEndStatus: "COMPLETED" }],
  callCompleted: [
    "CALL_COMPLETED",
    {
      ...CALL,
      engagementId: "1",
      hideWidget: false,
      engagementProperties: { hs_timestamp: 1769850010000, hs_call_body: "Quote" },
    },
  ],
  sendError: ["ERROR", { message: "No microphone." }],
  resizeWidget: ["RESIZE_WIDGET", { width: 400, height: 650 }],
  publishToChannel: ["PUBLISH_TO_CHANNEL", { externalCallId: "call-2", engagementId: 2 }],
  finalizeEngagement: ["FINALIZE_ENGAGEMENT", { externalCallId: "call-2", engagementId: 2 }],
  setWidgetUrl: ["SET_WIDGET_URL", { iFrameUrl: "https://phone.example/eu" }],
};
/** Those that say what they are given, to HubSpot, to the console or to the app's own handlers. */
const GENERAL = ["sendMessage", "logDebugMessage", "onMessageHandler"];

/** HubSpot's page of ours, around the package. */
async function hubspot(t) {
  const page = await open(t, HUBSPOT);
  await page.evaluate((src) => addFrame(src).loaded, APP);
  const frame = await inner(page);
  const handled = await callingApp(frame);
  return [page, frame, await around(page, "hubspot-phone", APP), handled];
}

/** Has HubSpot synchronise with the package, which acknowledges and says so to its app. */
async function synchronised(phone, frame) {
  await phone.does("frame loads");
  await eventually(async () => assert.match((await phone.seen()).at(-1), /"SYNC_ACK"/));
  const context = { portalId: 62515, userId: 7, ownerId: 9, iframeLocation: "widget", usesCallingWindow: false };
  await tells(frame, ["READY", { ...context, hostUrl: HUBSPOT }]);
}

test(`${CALLING}: the calling app, all that it can`, async (t) => {
  const [page, frame, phone, handled] = await hubspot(t);
  assert.deepEqual((await methods(frame, "HubSpot.default")).sort(), [...Object.keys(METHODS), ...GENERAL].sort());
  // Before HubSpot synchronises, nothing leaves.
  await frame.evaluate(() => app.userAvailable());
  await synchronised(phone, frame);
  assert.deepEqual(await arrivedNames(page), ["SYNC_ACK"]);

  for (const [method, [, given]] of Object.entries(METHODS)) {
    await frame.evaluate(([method, given]) => app[method](given), [method, given]);
  }
  await frame.evaluate(() => app.sendMessage({ type: "PAUSE" }));
  await sendRest(phone, (tags) => tags.filter((tag) => tag !== "SYNC"));
  const { sends, receives } = await declared(phone);
  const posted = Object.values(METHODS).map(([type]) => type);
  assert.deepEqual([...posted, "SYNC_ACK"].sort(), receives.toSorted());
  await eventually(async () => assert.deepEqual(await arrivedNames(page), [...receives, "PAUSE"].sort()));
  await eventually(async () => assert.deepEqual(await arrivedNames(frame), Object.keys(sends).sort()));
  // `READY` and `FAILED` are the package's own; it never calls `onFailed`, which it looks for by another name.
  const own = ["READY", "FAILED"];
  const known = handled.filter((type) => !own.includes(type));
  assert.deepEqual([...known, "SYNC"].sort(), Object.keys(sends).sort());
  const told = await frame.evaluate(() => [...new Set(told.map(([type]) => type))]);
  assert.deepEqual(told.sort(), known.sort());
  const label = `${await versioned(CALLING)}, an app,`;
  await countOurs(`${label} to HubSpot`, phone);
  await countTheirs(`${label} from HubSpot`, frame, []);
});

test(`${CALLING}: the calling app, with two calls, failures, and a frame that loads again`, async (t) => {
  const [page, frame, phone] = await hubspot(t);
  await synchronised(phone, frame);
  const rings = (...ids) =>
    frame.evaluate(
      ([ids, fromNumber]) => {
        const call = { fromNumber, toNumber: "+12025550100", createEngagement: true };
        for (const externalCallId of ids) app.incomingCall({ externalCallId, ...call });
      },
      [ids, "+12025550199"],
    );
  await rings("call-1", "call-2");
  const found = (externalCallId) => ["CALLER_ID_MATCH_SUCCEEDED", { callerIdMatches: [], externalCallId }];
  await tells(
    frame,
    ["CREATE_ENGAGEMENT_SUCCEEDED", { engagementId: 1, externalCallId: "call-1" }],
    found("call-1"),
    ["CREATE_ENGAGEMENT_SUCCEEDED", { engagementId: 2, externalCallId: "call-2" }],
    found("call-2"),
  );
  // The package's ids are times: two messages of a millisecond have one. Nothing is found by them.
  const ids = await page.evaluate(() => arrived.slice(-2).map(({ data }) => data.messageId));
  assert.equal(ids[0], ids[1]);

  await phone.does("fail");
  await rings("call-3");
  const failure = { message: "Not now." };
  await tells(frame, ["CREATE_ENGAGEMENT_FAILED", failure], ["CALLER_ID_MATCH_FAILED", failure]);
  await frame.evaluate(() => app.userLoggedOut());
  await eventually(async () => assert.match((await phone.seen()).at(-1), /"LOGGED_OUT"/));

  await frame.goto(APP);
  await callingApp(await inner(page));
  await frame.evaluate(() => app.userAvailable());
  await synchronised(phone, frame);
  await frame.evaluate(() => app.userAvailable());
  await eventually(async () => assert.match((await phone.seen()).at(-1), /"USER_AVAILABLE"/));
  assert.equal(await phone.counted(), "7 accepted, 0 drifted");
});

/** HubSpot's package in HubSpot's place, around an app of ours that isn't there yet. */
async function host(t) {
  const page = await open(t, HUBSPOT);
  await load(page);
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement("div"), { id: "app" }));
    const iFrameOptions = { src, width: "400px", height: "650px", hostElementSelector: "#app" };
    const onMessageHandler = ({ type, data }) => tell(type)(data);
    window.host = new packages.HubSpot.IFrameManager({ iFrameOptions, debugMode: false, onMessageHandler });
  }, APP);
  return [page, await inner(page)];
}

/** What HubSpot says that is no empty object: with what is required in it, or nothing. */
const SAID = {
  END_CALL: undefined,
  DIAL_NUMBER: { phoneNumber: NUMBER },
  CREATE_ENGAGEMENT_SUCCEEDED: { engagementId: 1 },
  ENGAGEMENT_CREATED: { engagementId: 1 },
  UPDATE_ENGAGEMENT_SUCCEEDED: { engagementId: 1 },
  CALLER_ID_MATCH_SUCCEEDED: { callerIdMatches: [] },
};

test(`${CALLING}: in HubSpot's place, all that it can`, async (t) => {
  const [page, frame] = await host(t);
  await page.evaluate(() => host.sendMessage({ type: "END_CALL" }));
  const app = await inside(frame, "hubspot-app", []);
  // It synchronises every 100 ms until it is acknowledged.
  await page.clock.runFor(100);
  await eventually(async () => assert.deepEqual(await page.evaluate(() => told[0]), ["READY", {}]));
  const { sends, receives } = await declared(app);
  assert.deepEqual(await arrivedNames(frame), ["SYNC"]);
  for (const [type, data] of Object.values(METHODS)) {
    await app.does(`send ${JSON.stringify({ type, messageId: "1", data })}`);
  }
  await page.evaluate(
    ([types, said]) => types.forEach((type) => host.sendMessage({ type, data: type in said ? said[type] : {} })),
    [receives.filter((type) => type !== "SYNC"), SAID],
  );
  await eventually(async () => assert.deepEqual(await arrivedNames(frame), receives.toSorted()));
  await eventually(async () => assert.deepEqual(await arrivedNames(page), Object.keys(sends).sort()));
  const label = `${await versioned(CALLING)}, HubSpot,`;
  await countOurs(`${label} to an app`, app);
  await countTheirs(`${label} from an app`, page, ["SYNC_ACK"]);
});

test(`${CALLING}: an app that never acknowledges is given up after 30 s, by the package and by ours`, async (t) => {
  const [page] = await host(t);
  await page.clock.runFor(31_000);
  await tells(page, ["SYNC_ACK_FAILED", null]);

  const other = await open(t, HUBSPOT);
  await other.evaluate((src) => addFrame(src).loaded, APP);
  const phone = await around(other, "hubspot-phone", APP);
  await phone.does("frame loads");
  await other.clock.runFor(31_000);
  await phone.hears('! HandshakeGivenUp { begin: "SYNC", until: "SYNC_ACK" }');
});

/**
 * All that went, once for each message, however often it was sent. Unknown is `PAUSE`: the package sends whatever it is
 * given.
 */
const COUNTED = `
                                                             messages  accepted  unknown  drifted  refused  out of turn
@hubspot/calling-extensions-sdk 0.9.7, an app, to HubSpot          20        19        1        0        0            0
@hubspot/calling-extensions-sdk 0.9.7, an app, from HubSpot        20        20        0
@hubspot/calling-extensions-sdk 0.9.7, HubSpot, to an app          20        20        0        0        0            0
@hubspot/calling-extensions-sdk 0.9.7, HubSpot, from an app        19        19        0
`;

test("what was counted", (t) => {
  for (const row of table()) t.diagnostic(row);
  assert.deepEqual(table(), COUNTED.split("\n").slice(1, -1));
});
