// The page of `cti replay --html`: what a reader sees of it, and what a reader can do.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blank, eventually } from "../browser.mjs";

const CTI = process.env.CTI ?? new URL("../../../target/debug/cti", import.meta.url).pathname;
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TALK = "https://login-ce2.leaddesk.com";
const PHONE = "https://phone.cloudtalk.io";
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 800 };

/** Replays to a page, and opens it. Whatever it fetches fails the test. */
async function picture(t, args, input = "", size = WIDE) {
  const folder = mkdtempSync(join(tmpdir(), "cti-picture-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "replay.html");
  spawnSync(CTI, ["replay", ...args, "--html", file], { input });
  const page = await blank(t, /^(?!file:)/, (url) => assert.fail(`fetched ${url}`));
  await page.setViewportSize(size);
  await page.goto(`file://${file}`);
  return page;
}

const bundled = (t, protocol, size) => picture(t, ["--protocol", protocol], "", size);

/** A message of a recording. */
const post = (at, data, more = {}) =>
  JSON.stringify({ at, side: "vendor", origin: TALK, data, ...more });

/** The rows that can be seen, from the top: what each says. */
const seen = (page) => page.evaluate(() => {
  const box = document.querySelector("#list").getBoundingClientRect();
  return [...document.querySelectorAll(".row")]
    .map((row) => [row, row.getBoundingClientRect()])
    .filter(([, { top, bottom }]) => bottom > box.top + 1 && top < box.bottom - 1)
    .sort(([, a], [, b]) => a.top - b.top)
    .map(([row]) => row.innerText.replace(/\s+/g, " ").trim());
});

/** The row that a text is in. */
const rowOf = (page, text) => page.locator(".row", { hasText: text }).first();

/** The middle of an element, and its edges. */
async function box(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { left: x, right: x + width, middle: x + width / 2, top: y, bottom: y + height };
}

const near = (a, b, why) => assert.ok(Math.abs(a - b) <= 4, `${why}: ${a} and ${b}`);

const chosen = (page) => page.locator('.row[aria-selected="true"]');

test("messages stand in their order between the sides that sent them", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  assert.equal(await page.locator("h1").innerText(), "leaddesk-talk");
  assert.match((await seen(page)).join("\n"), /other windows to page: refused: source.*\n.*refused: source.*\n.*refused: not ours.*\n.*login/);
  const heads = {};
  for (const side of ["page", "phone", "other windows"]) {
    heads[side] = (await box(page.locator("#heads .wire span", { hasText: side }))).middle;
  }
  assert.ok(heads.page < heads.phone && heads.phone < heads["other windows"]);
  const sent = await box(rowOf(page, "useSettings").locator(".arrow"));
  near(sent.left, heads.page, "an arrow begins at its sender");
  near(sent.right, heads.phone, "and ends at who gets it");
  assert.match(await rowOf(page, "useSettings").locator(".arrow").getAttribute("class"), /right/);
  assert.match(await rowOf(page, "login").locator(".arrow").getAttribute("class"), /left/);
  const noise = await box(rowOf(page, "refused: source").locator(".arrow"));
  near(noise.right, heads["other windows"], "what another window posted comes from there");
});

test("times count from the first line, and states last until the next", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  const login = rowOf(page, "Agent: LoggedOut → LoggedIn");
  assert.match(await login.innerText(), /^1\.200\s+\+890 ms/);
  const state = (row, machine) => row.locator(`.track i[title^="${machine}: "]`);
  assert.equal(await state(login, "Agent").getAttribute("title"), "Agent: LoggedIn");
  const before = rowOf(page, "refused: not ours");
  assert.equal(await state(before, "Agent").getAttribute("title"), "Agent: LoggedOut");
  const after = rowOf(page, "useSettings");
  assert.equal(await state(after, "Agent").getAttribute("title"), "Agent: LoggedIn");
  const colour = (locator) => locator.evaluate((bar) => getComputedStyle(bar).backgroundColor);
  assert.equal(await colour(state(after, "Agent")), await colour(state(login, "Agent")));
  assert.notEqual(await colour(state(before, "Agent")), await colour(state(login, "Agent")));
  // One bar, without a gap.
  near((await box(state(login, "Agent"))).bottom, (await box(state(after, "Agent"))).top, "the bar goes on");
  assert.match(await page.locator("#ticks").innerText(), /0 s\s+2 min\s+4 min\s+6 min/);
});

test("calls at the same time stand beside each other", async (t) => {
  const call = (at, event, uuid) => JSON.stringify({
    at, side: "vendor", origin: PHONE, data: JSON.stringify({
      event, properties: { call_uuid: `00000000-0000-4000-8000-00000000000${uuid}`,
        external_number: "+12025550101", internal_number: "+12025550102" },
    }),
  });
  const lines = [call(0, "ringing", 1), call(10, "ringing", 2), call(20, "calling", 1), call(30, "hangup", 2),
    call(40, "ended", 2), call(50, "ringing", 3), call(60, "ended", 1)];
  const page = await picture(t, ["-", "--protocol", "cloudtalk", "--synced"], lines.join("\n"));
  const titles = (index) => page.locator(`#row-${index} .track`).evaluateAll((tracks) =>
    tracks.map((track) => track.firstChild?.title.replace(/0{8}-0000-4000-8000-0{11}/, "") ?? ""));
  assert.deepEqual(await titles(0), ["Call 1: Ringing", ""]);
  assert.deepEqual(await titles(2), ["Call 1: Talking", "Call 2: Ringing"]);
  assert.deepEqual(await titles(4), ["Call 1: Talking", "Call 2: Ended"]);
  // The second is over: its column is free.
  assert.deepEqual(await titles(5), ["Call 1: Talking", "Call 3: Ringing"]);
});

test("a request is joined to its answer", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  await page.locator("#search").fill("getjwt");
  assert.equal((await seen(page)).length, 2);
  await page.locator("#search").fill("");
  await page.locator("#search").press("Escape");
  const list = page.locator("#list");
  await list.press("Home");
  for (let row = 0; row < 46 && !/getJwt/.test(await chosen(page).innerText()); row += 1) {
    await list.press("ArrowDown");
  }
  assert.match(await chosen(page).innerText(), /answered in line 31/);
  assert.match(await page.locator(".row.joined").innerText(), /jwt\s+answers line 29, after 180 ms/);
  const lanes = (row) => row.locator(".lane.busy").count();
  assert.equal(await lanes(chosen(page)), 1);
  assert.equal(await lanes(page.locator(".row.joined")), 1);
  await list.press("a");
  assert.match(await chosen(page).innerText(), /^300\.180\s.*jwt/s);
  assert.match(await chosen(page).locator(".arrow").getAttribute("class"), /answer/);
  await page.getByRole("button", { name: "To its request, line 29" }).click();
  assert.match(await chosen(page).innerText(), /getJwt/);
});

for (const [protocol, request, answer] of [
  ["desk-open-cti", /interaction\.getUserInfo\s+answered in line 11/, /interaction\.getUserInfo\s+answers line 8, after 47 ms/],
  ["ringcentral", /callLogger\/match\s+answered in line 12/, /callLogger\/match\s+answers line 9, after 300 ms/],
]) {
  test(`requests of ${protocol} are joined by their ids`, async (t) => {
    const page = await bundled(t, protocol);
    const rows = (await seen(page)).join("\n");
    assert.match(rows, request);
    assert.match(rows, answer);
  });
}

test("what was refused, has drifted or came out of turn says so, and why", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  const rows = async (kind) => {
    const button = page.getByRole("button", { name: kind });
    await button.click();
    const rows = await seen(page);
    await button.click();
    return rows.join("\n");
  };
  assert.match(await rows(/^refused: origin 5/), /not an origin of this protocol · https:\/\/login-ce2\.leaddesk\.com\.evil\.example/);
  assert.match(await rows(/^drifted 2/), /call drifted expected a whole number · at id/);
  const outOfTurn = await rows(/^out of turn 4/);
  assert.equal(outOfTurn.split("\n").length, 4);
  assert.match(outOfTurn, /useSettings out of turn/);
  // The worst is marked by more than a colour.
  await page.getByRole("button", { name: /^refused 14/ }).click();
  const sign = await page.locator(".arrow.refused").first().evaluate((arrow) => getComputedStyle(arrow, "::after").content);
  assert.equal(sign, '"✕"');
  await page.locator(".row").nth(3).click();
  assert.match(await page.locator("#details").innerText(), /gate\s+origin\s+why\s+not an origin/);
});

test("counts add up, and filters and the search leave what they say", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  const counts = Object.fromEntries((await page.locator("#kinds button").allInnerTexts())
    .map((text) => /^(.*) (\d+)$/.exec(text).slice(1)));
  const sum = ["accepted", "unknown", "drifted", "refused"].reduce((sum, kind) => sum + Number(counts[kind]), 0);
  const shown = page.locator("#shown");
  assert.equal(await shown.innerText(), `${sum} in all`);
  await page.getByRole("button", { name: /^unknown/ }).click();
  assert.equal(await shown.innerText(), `${counts.unknown} of ${sum}`);
  await page.getByRole("button", { name: /^drifted/ }).click();
  assert.equal(await shown.innerText(), `${Number(counts.unknown) + Number(counts.drifted)} of ${sum}`);
  assert.equal((await seen(page)).length, 3);
  await page.locator("#search").fill("queuestatus");
  assert.equal(await shown.innerText(), `1 of ${sum}`);
  await page.locator("#search").fill("no such thing");
  assert.equal(await page.locator("#none").isVisible(), true);
  await page.locator("#search").press("Escape");
  assert.equal(await shown.innerText(), `${sum} in all`);
  assert.equal(await page.locator('[aria-pressed="true"]').count(), 0);
});

test("the rules of the states are drawn beside what the recording has come to", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  const pane = page.locator("#details");
  assert.match(await pane.innerText(), /In all[^]*at the end\s+Agent: LoggedOut; Line: Ringing/);
  assert.deepEqual(await pane.locator("h2").allInnerTexts(), ["In all", "Rules of Agent", "Rules of Line"]);
  const rules = pane.getByRole("img", { name: /^States of Line: Idle, Ringing, Talking, AfterCall\./ });
  const { left, right } = await box(rules);
  const around = await box(pane);
  assert.ok(left >= around.left && right <= around.right && right - left > 200, `from ${left} to ${right}`);
  assert.equal(await rules.getByText("AfterCall", { exact: true }).isVisible(), true);
});

test("what a message is declared to look like is a click away", async (t) => {
  const page = await bundled(t, "leaddesk-talk", NARROW);
  await rowOf(page, "useSettings").click();
  const pane = page.locator("#details");
  const picture = pane.getByRole("img", { name: /^Shape of → useSettings\. action: "useSettings", the tag; preventManualCalling: boolean, optional$/ });
  assert.equal(await picture.count(), 0);
  await pane.getByText("As declared").click();
  assert.equal(await picture.getByText("preventManualCalling", { exact: true }).isVisible(), true);
  const { left, right } = await box(picture);
  assert.ok(left >= 0 && right <= NARROW.width, `from ${left} to ${right}`);
  await page.getByRole("button", { name: /^refused 14/ }).click();
  await page.locator(".row").first().click();
  assert.equal(await pane.getByText("As declared").count(), 0);
});

test("it can be read with the keyboard alone", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  const focused = () => page.evaluate(() => document.activeElement.id);
  for (let tabs = 0; await focused() !== "list"; tabs += 1) {
    assert.ok(tabs < 30, "the list is reached");
    await page.keyboard.press("Tab");
  }
  const active = () => page.evaluate(() => {
    const row = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
    const [inner, outer] = [row, document.activeElement].map((each) => each.getBoundingClientRect());
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1 && row.id;
  });
  for (const [key, row] of [["ArrowDown", 0], ["ArrowDown", 1], ["End", 45], ["ArrowUp", 44], ["Home", 0]]) {
    await page.keyboard.press(key);
    assert.equal(await active(), `row-${row}`, key);
  }
  await page.keyboard.press("PageDown");
  assert.notEqual(await active(), "row-0");
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  const first = await active();
  assert.match(await chosen(page).innerText(), /out of turn|drifted|unknown|refused: (size|malformed)/);
  await page.keyboard.press("n");
  assert.notEqual(await active(), first);
  await page.keyboard.press("p");
  assert.equal(await active(), first);
  await page.keyboard.press("/");
  assert.equal(await focused(), "search");
});

test("a link leads to a line", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  await rowOf(page, "useSettings").click();
  assert.match(page.url(), /#line-6$/);
  await page.reload();
  assert.match(await chosen(page).innerText(), /useSettings/);
  assert.match(await page.locator("#details").innerText(), /"preventManualCalling": true/);
});

test("ten thousand messages are as many as a few", async (t) => {
  const lines = Array.from({ length: 10_000 }, (_, index) =>
    post(index * 10, index % 2 ? { action: "logout" } : { action: "login", language: "en", origin: `${TALK}/` }));
  const page = await picture(t, ["-", "--protocol", "leaddesk-talk"], lines.join("\n"));
  const rows = () => page.locator(".row").count();
  const last = async (text) => eventually(async () => assert.match((await seen(page)).at(-1), text));
  assert.equal(await page.locator("#shown").innerText(), "10000 in all");
  assert.ok(await rows() < 60, `${await rows()} rows`);
  const list = page.locator("#list");
  for (const share of [0.25, 0.5, 0.9, 0.1]) {
    await list.evaluate((list, share) => { list.scrollTop = list.scrollHeight * share; }, share);
    await eventually(async () => assert.match((await seen(page))[0], new RegExp(`^${share * 100}\\.`)));
    assert.ok(await rows() < 60, `${await rows()} rows`);
  }
  await list.press("End");
  await last(/^99\.990 /);
  await page.locator("#search").fill("logout");
  assert.equal(await page.locator("#shown").innerText(), "5000 of 10000");
  assert.ok(await rows() < 60, `${await rows()} rows`);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [name, size] of Object.entries({ wide: WIDE, narrow: NARROW })) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async (t) => {
      const page = await bundled(t, "ringcentral", size);
      await page.emulateMedia({ colorScheme });
      const check = async () => {
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => axe.run());
        const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        assert.deepEqual(found, []);
      };
      await check();
      for (const kind of [/^unknown/, /^drifted/, /^out of turn/, /^refused: (size|malformed)/]) {
        await page.getByRole("button", { name: kind }).first().click();
      }
      await page.locator("#list").press("n");
      await page.getByText("Keys and signs").click();
      await check();
      await page.locator("#search").fill("no such thing");
      await check();
    });
  }
}

test("400 pixels are enough", async (t) => {
  const page = await bundled(t, "leaddesk-talk", NARROW);
  await rowOf(page, "useSettings").click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(width, NARROW.width);
  for (const part of ["#list", "#details", "#search", "#strip"]) {
    const { left, right, top, bottom } = await box(page.locator(part));
    assert.ok(left >= 0 && right <= NARROW.width, `${part} from ${left} to ${right}`);
    assert.ok(bottom - top >= 20, `${part} is ${bottom - top} high`);
  }
  const label = rowOf(page, "useSettings").locator(".label");
  assert.equal(await label.evaluate((label) => label.scrollWidth <= label.clientWidth), true);
  assert.ok((await seen(page)).length >= 4);
});

test("a printer gets every message, on white", async (t) => {
  const page = await bundled(t, "leaddesk-talk");
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await eventually(async () => assert.equal(await page.locator(".row").count(), 46));
  const tops = await page.locator(".row").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
  assert.deepEqual(tops, tops.toSorted((a, b) => a - b));
  assert.equal(new Set(tops).size, 46);
  assert.equal(await page.locator("#filters").isVisible(), false);
  const colours = await page.evaluate(() => ["backgroundColor", "color"].map((of) => getComputedStyle(document.body)[of]));
  assert.deepEqual(colours, ["rgb(255, 255, 255)", "rgb(27, 31, 36)"]);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  await page.emulateMedia({ media: "screen" });
  await eventually(async () => assert.ok(await page.locator(".row").count() < 40));
});

test("what a recording has of HTML stays text", async (t) => {
  const html = "</script><img src=x onerror=alert(1)>";
  const lines = [
    JSON.stringify({ cti: 1, protocol: "leaddesk-talk", note: html }),
    post(0, { action: "logout" }, { origin: html }),
    post(1, { action: html, [html]: html }),
    post(2, { action: "login", language: html, origin: html }),
  ];
  const page = await picture(t, ["-"], lines.join("\n"));
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.locator("#note").innerText(), html);
  assert.equal(await page.locator("#shown").innerText(), "3 in all");
  await page.locator("#list").press("Home");
  assert.ok((await page.locator("#details").innerText()).includes(html));
});

test("a broken recording is shown up to there", async (t) => {
  const page = await picture(t, ["-", "--protocol", "leaddesk-talk"], `${post(0, { action: "logout" })}\n{"at":`);
  assert.match((await seen(page)).join(), /logout/);
  const why = "Not read to its end: standard input, line 2, column 7: the line ends inside a value";
  assert.ok((await page.getByRole("alert").innerText()).startsWith(why));
});

test("a reader chooses among recordings", async (t) => {
  const page = await picture(t, []);
  const all = JSON.parse(execFileSync(CTI, ["list", "--json"], { encoding: "utf8" })).map(({ name }) => name);
  assert.deepEqual(await page.locator("#recording option").allInnerTexts(), all);
  await page.locator("#recording").selectOption("cloudtalk");
  assert.equal(await page.locator("h1").innerText(), "cloudtalk");
  assert.match((await seen(page)).join("\n"), /ringing/);
});

test("a simulated phone's answers stand between the lines", async (t) => {
  const page = await picture(t, ["--protocol", "leaddesk-talk", "--against", "simulator"]);
  await page.getByRole("button", { name: /^simulated/ }).click();
  assert.match((await seen(page)).join("\n"), /by the simulated phone/);
});
