// What Amazon publishes for pages around Amazon Connect's CCP, with our CCP in Chromium: every method and event that
// goes between the windows. Chats, tasks, Voice ID, screens, video and metrics of calls are left out, as in the
// declaration. A real CCP talks to Amazon through a shared worker, which no page sees; `@amazon-connect/core`, which
// the package has in it, talks through a port that only a real CCP hands over.
import { test } from "node:test";
import assert from "node:assert/strict";
import { eventually, frames } from "../browser.mjs";
import {
  CCP,
  CRM,
  arrivedNames,
  countOurs,
  countTheirs,
  declared,
  inner,
  inside,
  load,
  open,
  table,
  tells,
  versioned,
} from "../published.mjs";

const STREAMS = "amazon-connect-streams";
const NUMBER = "+12025550101";
const COLLEAGUE = { type: "phone_number", phoneNumber: "+12025550102" };
const AVAILABLE = { name: "Available", type: "routable", agentStateARN: "arn:state-1" };
const OFFLINE = { name: "Offline", type: "offline", agentStateARN: "arn:state-2" };
const INVALID = JSON.stringify({ type: "InvalidStateException" });

/** The package in the CRM's page; the CCP, which isn't there yet. */
async function streams(t) {
  const page = await open(t, CRM);
  await load(page, "/connect.js");
  await page.evaluate((ccpUrl) => {
    document.body.append(Object.assign(document.createElement("div"), { id: "ccp" }));
    try {
      connect.core.getClient();
    } catch (error) {
      window.early = error.message;
    }
    // No window is opened to log in.
    const params = { ccpUrl, loginPopup: false, softphone: { allowFramedSoftphone: true } };
    connect.core.initCCP(document.querySelector("#ccp"), params);
    connect.agent((agent) => tell("agent")(agent.getName()));
    connect.contact((contact) => tell("contact")(contact.getContactId()));
    Object.assign(window, {
      // What listeners are given is all that the package knows.
      listen: (to, names) => names.forEach((name) => to[name](() => tell(name)())),
      answered: (name) => ({ success: tell(`${name} succeeds`), failure: tell(`${name} fails`) }),
      agent: () => new connect.Agent(),
      contact: () => agent().getContacts()[0],
      party: () => contact().getConnections()[0],
    });
  }, `${CCP}/ccp-v2/`);
  return [page, await inner(page)];
}

/** The same, with an agent who is logged in, and available. */
async function loggedIn(t) {
  const [page, frame] = await streams(t);
  const ccp = await inside(frame, "connect-phone", CRM);
  await ccp.does("log in");
  await tells(page, ["agent", "Jo Example"]);
  await asks(page, "agent", "setState", AVAILABLE);
  await settles(page, "setState", null);
  return [page, frame, ccp];
}

/** Calls a method of the agent, of the first contact, or of its first party, whose answer is told. */
const asks = (page, who, method, ...given) =>
  page.evaluate(
    ([who, method, given]) => {
      told.length = 0;
      window[who]()[method](...given, answered(method));
    },
    [who, method, given],
  );

/** Waits for an answer: a result, or a failure. */
async function settles(page, method, result, failure) {
  const expected = failure ? [`${method} fails`, failure, null] : [`${method} succeeds`, result];
  const find = (method) => told.find(([name]) => name.startsWith(`${method} `));
  await eventually(async () => assert.deepEqual(await page.evaluate(find, method), expected));
}

/** A call rings. */
async function rings(page, ccp, id) {
  await page.evaluate(() => void (told.length = 0));
  await ccp.does(`ring ${NUMBER}`);
  await eventually(async () => assert.equal(await page.evaluate(() => contact()?.getContactId()), id));
}

/** How many messages of a name have gone to the CCP. */
const posted = (frame, event) =>
  frame.evaluate((event) => arrived.filter(({ data }) => data.event === event).length, event);

/** What the page's listeners were told of, by name. */
const listeners = (page) => page.evaluate(() => told.map(([name]) => name));

/** Waits until a listener is told. */
const isTold = (page, name) => eventually(async () => assert.ok((await listeners(page)).includes(name), name));

/**
 * What is requested while a call is on and after it: of whom, by which method, with what; and the failure, which is
 * `{}` for what our CCP doesn't do.
 */
const ON_A_CALL = [
  ["contact", "accept", []],
  ["party", "hold", []],
  ["party", "resume", []],
  ["party", "sendDigits", ["17#"]],
  ["party", "muteParticipant", [], "{}"],
  ["party", "unmuteParticipant", [], "{}"],
  ["contact", "notifyIssue", ["1", "One-way audio"], "{}"],
  ["contact", "addConnection", [COLLEAGUE], "{}"],
  ["contact", "toggleActiveConnections", [], "{}"],
  ["contact", "conferenceConnections", [], "{}"],
  ["contact", "updateMonitorParticipantState", ["BARGE"], "{}"],
  ["contact", "pause", [], "{}"],
  ["contact", "resume", [], "{}"],
  ["contact", "addParticipant", [COLLEAGUE], "{}"],
  ["contact", "transfer", [COLLEAGUE], "{}"],
  ["contact", "reject", [], INVALID],
  ["agent", "setConfiguration", [{ softphoneEnabled: false }]],
  ["party", "destroy", []],
  ["contact", "clear", []],
];

/** What is broadcast: of whom, by which method, with what. */
const BROADCAST = [
  ["agent", "mute"],
  ["agent", "unmute"],
  ["agent", "setSpeakerDevice", "d-1"],
  ["agent", "setMicrophoneDevice", "d-2"],
  ["agent", "setRingerDevice", "d-3"],
  ["agent", "setCameraDevice", "d-4"],
  ["agent", "setBackgroundBlur", true],
  ["core", "viewContact", "c-1"],
  ["core", "activateChannelWithViewType", "number_pad", "softphone"],
];

/** What sends by other names, or of calls whose audio is the page's own. */
const NOT_CALLED = [
  ...["setStatus", "getAddresses"],
  ...["sendSoftphoneMetrics", "sendSoftphoneReport", "getVideoConnectionInfo"],
];

/** What is listened to: of the agent, of a contact and of the package. */
const LISTENED = {
  agent: [
    ...["onRefresh", "onRoutable", "onNotRoutable", "onOffline", "onStateChange", "onMuteToggle", "onSoftphoneError"],
    ...["onSpeakerDeviceChanged", "onMicrophoneDeviceChanged", "onRingerDeviceChanged"],
    ...["onWebSocketConnectionLost", "onWebSocketConnectionGained"],
  ],
  contact: ["onRefresh", "onConnecting", "onAccepted", "onConnected", "onEnded", "onACW", "onDestroy"],
  core: ["onViewContact", "onAuthFail", "onAuthorizeSuccess", "onAccessDenied"],
};

/** Of what our side declares: what the CCP says that nobody's act says. */
const SAID = [
  { event: "request_configure" },
  { event: "update_connected_ccps", data: { length: 2 } },
  { event: "agent::websocket_connection_lost" },
  { event: "agent::websocket_connection_gained" },
  {
    event: "agent::softphone_error",
    data: { errorType: "microphone_not_shared", errorMessage: "Denied.", endPointUrl: null },
  },
  { event: "log", data: { text: "Hello", level: "INFO", component: "ccp", loggerId: "l-1" } },
  { event: "access_denied" },
  { event: "authorize_success" },
  { event: "auth_fail", data: { authorize: true } },
];

/** What it broadcasts that isn't declared: what it notes by itself, and two things for video. */
const UNKNOWN = [
  "click_stream_data",
  "client_metric",
  "configuration::background_blur_changed",
  "configuration::camera_device_changed",
  "log",
  "server_bound_internal_log",
];
/** What it takes without a listener's being told: it configures the CCP, counts CCPs and keeps logs. */
const TAKEN = ["acknowledge", "request_configure", "update_connected_ccps", "log", "media_device_response"];

test(`${STREAMS}: all that it can`, async (t) => {
  const [page, frame, ccp] = await loggedIn(t);
  await page.evaluate((listened) => {
    listen(agent(), listened.agent);
    listen(connect.core, listened.core);
    connect.contact((contact) => listen(contact, listened.contact));
    for (const name of ["MUTE", "TERMINATED"]) {
      connect.core.getEventBus().subscribe(connect.EventType[name], () => tell(name)());
    }
  }, LISTENED);
  const heard = [];
  for (const state of [OFFLINE, AVAILABLE]) {
    await asks(page, "agent", "setState", state);
    await settles(page, "setState", null);
    heard.push(...(await listeners(page)));
  }
  const note = async () => heard.push(...(await listeners(page)));
  await rings(page, ccp, "c-1");
  await note();
  const kinds = await page.evaluate(() => [party().getMediaType(), contact().isInbound(), contact().getQueue().name]);
  assert.deepEqual(kinds, ["softphone", true, "Sales"]);
  // Times are objects, as the package has them to be.
  await page.clock.fastForward(500);
  assert.deepEqual(await page.evaluate(() => [agent().getStateDuration(), contact().getStateDuration()]), [500, 500]);
  for (const [who, method, given, failure] of ON_A_CALL) {
    await asks(page, who, method, ...given);
    await settles(page, method, null, failure);
    if (method === "accept") {
      await isTold(page, "onAccepted");
      for (const [who, method, ...given] of BROADCAST) {
        await page.evaluate(
          ([who, method, given]) => (who === "core" ? connect.core : window[who]())[method](...given),
          [who, method, given],
        );
      }
      await isTold(page, "onViewContact");
    }
    await note();
  }
  await asks(page, "agent", "connect", COLLEAGUE);
  await eventually(async () => assert.equal(await page.evaluate(() => contact()?.getContactId()), "c-2"));
  await ccp.does("party answers");
  await asks(page, "contact", "complete");
  await settles(page, "complete", null);
  await asks(page, "agent", "getEndpoints", "arn:queue-1");
  const lee = { type: "agent", name: "Lee Example", endpointARN: null, endpointId: null, phoneNumber: null };
  const endpoints = [{ ...lee, agentLogin: null, queue: null }];
  await settles(page, "getEndpoints", { endpoints, addresses: endpoints });
  const lunch = { name: "Lunch", type: "not_routable", agentStateARN: "arn:state-3" };
  await asks(page, "agent", "setState", lunch);
  await settles(page, "setState", null);
  await note();
  const devices = await page.evaluate(() => connect.core.getFrameMediaDevices());
  assert.deepEqual(devices, [{ deviceId: "d-1", kind: "audioinput", label: "Headset" }]);
  await page.evaluate(() => {
    connect.becomeMaster("connect::softphone", tell("becomeMaster"));
    connect.ifMaster("connect::softphone", tell("ifMaster"));
  });
  await isTold(page, "ifMaster");
  await isTold(page, "becomeMaster");

  for (const said of SAID) await ccp.does(`send ${JSON.stringify(said)}`);
  // After 10 s it says how its frame is shown.
  await page.clock.fastForward(10_000);
  await eventually(async () => assert.equal(await posted(frame, "iframe_style"), 1));
  await ccp.does("log out");
  await isTold(page, "TERMINATED");
  await note();
  assert.equal(await page.evaluate(() => connect.numberOfConnectedCCPs), 2);
  const everyone = [...Object.values(LISTENED).flat(), "MUTE", "TERMINATED"];
  assert.deepEqual(everyone.filter((name) => !heard.includes(name)), []);

  // No method that sends is forgotten.
  const sending = await page.evaluate(() => {
    const types = [connect.Agent, connect.Contact, connect.BaseConnection, connect.VoiceConnection];
    const sends = (method) => /\.call\(connect|sendUpstream\(/.test(`${method}`);
    return types.flatMap(({ prototype }) => Object.keys(prototype).filter((name) => sends(prototype[name])));
  });
  const called = [...ON_A_CALL, ...BROADCAST].map(([, method]) => method);
  const rest = ["connect", "complete", "getEndpoints", "setState"];
  assert.deepEqual([...new Set(sending)].filter((name) => ![...called, ...rest, ...NOT_CALLED].includes(name)), []);

  const { sends, receives } = await declared(ccp);
  const said = await arrivedNames(page);
  assert.deepEqual(Object.keys(sends).filter((tag) => !said.includes(tag)), []);
  const arrived = await arrivedNames(frame);
  assert.deepEqual(receives.filter((tag) => !arrived.includes(tag)), []);
  assert.deepEqual(arrived.filter((name) => !receives.includes(name)), UNKNOWN);
  const label = await versioned(STREAMS);
  await countOurs(`${label}, to the CCP`, ccp);
  await countTheirs(`${label}, to the page`, page, TAKEN);
});

test(`${STREAMS}: two requests at once, and an answer that never comes`, async (t) => {
  const [page, frame, ccp] = await loggedIn(t);
  assert.equal(await page.evaluate(() => early), "The connect core has not been initialized!");
  await page.evaluate((available) => {
    told.length = 0;
    agent().setState({ ...available, name: "Nowhere" }, answered("first"));
    agent().setState(available, answered("second"));
  }, AVAILABLE);
  await tells(page, ["first fails", INVALID, null], ["second succeeds", null]);

  await ccp.close();
  await page.evaluate((available) => {
    agent().setState(available, answered("setState"));
    agent().connect({ type: "phone_number", phoneNumber: "+12025550102" }, { timeout: 2_000, ...answered("connect") });
  }, AVAILABLE);
  await page.clock.runFor(1_900);
  await tells(page);
  await page.clock.runFor(200);
  await eventually(async () => assert.deepEqual(await listeners(page), ["connect fails"]));
  await page.evaluate(() => void (told.length = 0));
  // Only that one method can be given a time: the other request waits for ever.
  await page.clock.fastForward(600_000);
  await tells(page);
  assert.equal(await posted(frame, "api_request"), 5);
});

test(`${STREAMS}: a CCP that loads again`, async (t) => {
  const [page, frame, ccp] = await loggedIn(t);
  assert.equal(await posted(frame, "configure"), 1);
  await ccp.close();
  await asks(page, "agent", "setState", AVAILABLE);
  await frame.goto(`${CCP}/ccp-v2/`);
  // What is requested before the new document listens is lost, too.
  await page.evaluate((available) => agent().setState(available, answered("early")), AVAILABLE);
  const again = await inside(await inner(page), "connect-phone", CRM);
  // It goes on to ask whether the CCP is there, and is answered when an agent is.
  await page.clock.fastForward(1_000);
  await again.endsWith('{"event":"synchronize"}');
  await again.does("log in");
  await page.evaluate((available) => agent().setState(available, answered("late")), AVAILABLE);
  await tells(page, ["late succeeds", null]);
  // It configures the new document only when it is asked to, which a real CCP does after a second.
  assert.equal(await posted(frame, "configure"), 0);
  await again.does('send {"event":"request_configure"}');
  await eventually(async () => assert.equal(await posted(frame, "configure"), 1));
  assert.match(await again.counted(), / 0 drifted$/);
});

test(`${STREAMS}: an acknowledgement without an id is none`, async (t) => {
  const [page, frame] = await streams(t);
  const acknowledge = (data) =>
    frame.evaluate(([data, crm]) => parent.postMessage({ event: "acknowledge", ...data }, crm), [data, CRM]);
  await acknowledge({});
  await eventually(async () => assert.equal(await page.evaluate(() => count), 1));
  assert.equal(await page.evaluate(() => Boolean(connect.core.initialized)), false);
  await acknowledge({ data: { id: "port-1" } });
  await eventually(async () => assert.equal(await page.evaluate(() => connect.core.initialized), true));
});

test(`${STREAMS}: an agent who logs out, and in again`, async (t) => {
  const [page, frame, ccp] = await loggedIn(t);
  await ccp.does("log out");
  await eventually(async () => assert.ok((await arrivedNames(page)).includes("terminated")));
  // The package knows no better than before that the agent is available.
  assert.equal(await page.evaluate(() => agent().getState().name), "Available");
  // After 3 s it begins to make a new frame every 5 s, until the CCP acknowledges.
  await page.clock.runFor(3_000);
  await page.clock.runFor(5_000);
  const next = await eventually(() => {
    const [found, ...more] = frames(page);
    assert.ok(found && found !== frame && more.length === 0, "there is no new frame");
    return found;
  });
  await next.waitForURL(/^https:/);
  await next.evaluate(() => ready);
  const again = await inside(next, "connect-phone", CRM);
  await again.does("log in");
  await eventually(async () => assert.equal(await page.evaluate(() => agent().getState().name), "Offline"));
  await page.evaluate((available) => agent().setState(available, answered("setState")), AVAILABLE);
  await settles(page, "setState", null);
  assert.equal(await posted(next, "configure"), 0);
});

/**
 * All that went, once for each message, however often it was sent. What the page isn't told is that some contact was
 * accepted: it is told which, by the next message.
 */
const COUNTED = `
                                            messages  accepted  unknown  drifted  refused  out of turn
amazon-connect-streams 2.28.2, to the CCP         45        39        6        0        0            0
amazon-connect-streams 2.28.2, to the page        23        22        1
`;

test("what was counted", (t) => {
  for (const row of table()) t.diagnostic(row);
  assert.deepEqual(table(), COUNTED.split("\n").slice(1, -1));
});
