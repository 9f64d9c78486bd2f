// The guard in the TypeScript, run by Node against the runtime's own verdicts.
import { readFile } from "node:fs/promises";

const tables = JSON.parse(await readFile(new URL("build/origins.json", import.meta.url), "utf8"));
let origins = 0;
let messages = 0;
const wrong = [];
const expect = (what, is, should) => {
  if (is !== should) {
    wrong.push(`${what}: ${is}, the runtime says ${should}`);
  }
};

/** A message with something else where some keys lead, or without what is there. */
const instead = (message, [key, ...further], value) => {
  if (further.length > 0) {
    return { ...message, [key]: instead(message[key], further, value) };
  }
  const { [key]: _, ...without } = message;
  return value === undefined ? without : { ...without, [key]: value };
};

for (const { name, origin, rows, families } of tables) {
  const guard = await import(`./build/js/${name}.js`);
  const admits = (text) => guard.ORIGINS.some((pattern) => guard.admits(pattern, text));
  for (const [text, admitted] of rows) {
    expect(`${name} ${JSON.stringify(text.slice(0, 80))}`, admits(text), admitted);
    origins += 1;
  }
  for (const family of families) {
    if (family.empty) {
      continue;
    }
    const read = guard[`read${family.name}`];
    const pages = ["https://crm.example"];
    const from = family.fromVendor ? origin : pages[0];
    for (const sample of family.samples) {
      const text = JSON.stringify(sample);
      const taken = (data, source = from) => read({ origin: source, data }, pages) !== undefined;
      const what = `${name} ${family.name} ${text.slice(0, 60)}`;
      expect(`${what} as an object`, taken(sample), family.encoding !== "Text");
      expect(`${what} as text`, taken(text), family.encoding !== "Object");
      const posted = family.encoding.startsWith("Text") ? text : sample;
      expect(`${what} from elsewhere`, taken(posted, "https://evil.example"), false);
      expect(`${what} from null`, taken(posted, "null"), false);
      const other = instead(sample, family.tag, "no such tag");
      expect(`${what} with another tag`, taken(posted === text ? JSON.stringify(other) : other), false);
      const without = instead(sample, family.tag);
      expect(`${what} without its tag`, taken(posted === text ? JSON.stringify(without) : without), false);
      const any = family.joint ? guard[`read${family.joint}`] : read;
      expect(`${what} of any family`, any({ origin: from, data: posted }, pages) !== undefined, true);
      for (const key of family.constants) {
        const value = key.reduce((object, key) => object[key], sample);
        for (const other of [undefined, "another", [value]]) {
          const strange = instead(sample, key, other);
          const data = posted === text ? JSON.stringify(strange) : strange;
          expect(`${what} without its ${key.join(".")}`, taken(data), false);
        }
      }
      expect(`${what} in a list`, taken(posted === text ? `[${text}]` : [sample]), false);
      messages += 1;
    }
    for (const data of [null, undefined, 1, true, "", "{", "null", [], {}, Symbol.iterator, () => {}]) {
      expect(`${name} ${String(data)}`, read({ origin: from, data }, pages), undefined);
    }
  }
}

if (wrong.length > 0) {
  console.error(wrong.slice(0, 20).join("\n"));
  console.error(`${wrong.length} differences between the guard and the runtime`);
  process.exit(1);
}
console.log(`guard: ${origins} origins and ${messages} samples, judged as the runtime does`);
