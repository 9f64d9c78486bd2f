// What a declaration says of a message: whether it knows it, whether its fields fit, and which of them are
// personal or secret. Looks at one message at a time: order rules are for `cti replay`.

/** How many levels of a message a session reads. */
const SESSION_LEVELS = 64;
/** The size of a message that a session takes, in bytes. */
const SESSION_SIZE = 256 << 10;

/** Whether an origin is one that a pattern stands for, as in the guard of `cti export --format typescript`. */
function admits(pattern, origin) {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern !== "null" && origin === pattern;
  const before = pattern.slice(0, star);
  const behind = pattern.slice(star + 1);
  const length = origin.length - before.length - behind.length;
  if (length < 1 || !origin.startsWith(before) || !origin.endsWith(behind)) return false;
  if (!/^[a-z0-9-]+$/.test(origin.slice(star, star + length))) return false;
  const host = origin.slice(origin.indexOf("://") + 3).split(":")[0];
  const label = host.split(".")[0];
  return host.length <= 253 && label.length <= 63 && !label.startsWith("-") && !label.endsWith("-");
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands where these keys lead. */
const at = (value, path) =>
  path.reduce((found, key) => (isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined), value);

/** JSON text as a value, whole numbers to the digit; `undefined` if it is none. */
function parsed(text) {
  try {
    return JSON.parse(text, (_, value, context) =>
      typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
        ? BigInt(context.source) : value);
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** Whether a key stands twice in an object of a JSON text. */
function repeats(text) {
  const open = [];
  let before;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key = JSON.parse(before);
      if (open.at(-1).has(key)) return true;
      open.at(-1).add(key);
    }
    before = token;
  }
  return false;
}

const levels = (value) => (typeof value !== "object" || value === null ? 0
  : 1 + Object.values(value).reduce((most, member) => Math.max(most, levels(member)), 0));

/** A place in a message. */
const place = (path) => path.join("\0");

const types = (schema) => [schema.type ?? []].flat();

/** What schemas say of the values in a message, by their places. */
class Marks {
  hidden = new Map();
  fixed = new Set();
  /** Members whose keys are the declaration's. */
  named = new Set();
  schemas = new Map();

  add(path, schema) {
    const key = place(path);
    if (schema["x-personal"] || schema["x-secret"]) {
      const isText = types(schema).length > 0 && types(schema).every((type) => type === "string" || type === "null");
      const whole = schema["x-secret"] && isText && !schema.pattern;
      this.hide(path, whole ? "secret" : "disguised");
    }
    if (!this.schemas.has(key)) this.schemas.set(key, []);
    this.schemas.get(key).push(schema);
  }

  hide(path, how) {
    const key = place(path);
    if (this.hidden.get(key) !== "secret") this.hidden.set(key, how);
  }
}

const TYPES = {
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: (value) => typeof value === "bigint" || Number.isInteger(value),
  null: (value) => value === null,
  number: (value) => typeof value === "bigint" || typeof value === "number",
  object: isObject,
  string: (value) => typeof value === "string" && value.isWellFormed?.() !== false,
};

const deepest = (faults) => faults.reduce((one, other) => (other.path.length > one.path.length ? other : one));

/**
 * Why a value isn't as a schema says: `{ path, why }`; `undefined` if it is. Schemas are those that
 * `cti export --format json-schema` writes.
 */
function fault(schemas, schema, value, path, marks) {
  if (schema === false) return { path, why: "too many" };
  if (Object.keys(schema).length) marks.add(path, schema);
  const faults = [];
  const fail = (why) => faults.push({ path, why });
  const inside = (schema, value, key) => {
    const found = fault(schemas, schema, value, [...path, key], marks);
    if (found) faults.push(found);
  };
  const same = (schema) => fault(schemas, schema, value, path, marks);
  const also = (found) => found && faults.push(found);

  if (schema.$ref !== undefined) also(same(schemas[schema.$ref.split("/").pop()] ?? {}));
  const expected = types(schema);
  if (expected.length && !expected.some((type) => TYPES[type](value))) fail(`expected ${expected.join(" or ")}`);
  for (const listed of [schema.enum, schema.const === undefined ? undefined : [schema.const]]) {
    if (!listed) continue;
    if (listed.includes(value)) marks.fixed.add(place(path));
    else fail("another value was declared");
  }
  if (typeof value === "string" && schema.pattern && !new RegExp(schema.pattern).test(value)) {
    fail("of another form than declared");
  }
  if (typeof value === "number" || typeof value === "bigint") {
    if (value < schema.minimum || value > schema.maximum) fail("out of range");
  }
  if (isObject(value)) {
    for (const key of schema.required ?? []) if (!Object.hasOwn(value, key)) fail(`${key} is missing`);
    const properties = schema.properties ?? {};
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(properties, key)) {
        marks.named.add(place([...path, key]));
        inside(properties[key], member, key);
      } else {
        const patterns = Object.entries(schema.patternProperties ?? {});
        const [, of] = patterns.find(([pattern]) => new RegExp(pattern).test(key)) ?? [];
        const rest = of ?? schema.additionalProperties;
        if (rest !== undefined) inside(rest, member, key);
      }
    }
  }
  if (Array.isArray(value)) {
    const first = schema.prefixItems ?? [];
    value.forEach((item, index) => {
      const of = index < first.length ? first[index] : schema.items;
      if (of !== undefined) inside(of, item, index);
    });
    if (value.length < schema.minItems || value.length > schema.maxItems) fail("of another length than declared");
  }
  for (const of of schema.allOf ?? []) also(same(of));
  if (schema.anyOf) {
    // Each is looked at, also for what is personal.
    const ways = schema.anyOf.map(same);
    if (ways.every((found) => found)) also(deepest(ways));
  }
  if (schema.not && !fault(schemas, schema.not, value, path, new Marks())) fail("declared not to be this");
  return faults.length ? deepest(faults) : undefined;
}

/** What stands before and behind the data in the tag of a message. */
const around = ({ tags: [tag] }) => {
  const [begins, ends = ""] = tag.split("…");
  return [begins, ends];
};

/** Of the messages with data in their tags, the one that has this tag. */
const open = (messages, tag) => {
  const has = (message) => {
    const [begins, ends] = around(message);
    return tag.length >= begins.length + ends.length && tag.startsWith(begins) && tag.endsWith(ends);
  };
  const lengths = (message) => around(message).map(({ length }) => length);
  const longest = (one, other) => {
    const [[begins, ends], [begun, ended]] = [lengths(one), lengths(other)];
    return begun - begins || ended - ends;
  };
  return messages.filter((message) => message.prefix && has(message)).toSorted(longest)[0];
};

/** Whether it is a string, or an object, that only a codec reads. */
const isCoded = ({ encoding, beside }, value) =>
  typeof value === "string" ? encoding === "codec" && !(beside && isJson(value)) : encoding === "object codec";

const refused = (gate, why) => ({ verdict: "refused", gate, why, marks: new Marks() });

/** Whether a string begins as an object of JSON. */
const isJson = (text) => /^\s*\{/.test(text);

/** Whether a string, or an object, is what a family posts: a codec's string, or what is posted beside such. */
function fits({ encoding, beside }, value) {
  const json = beside ?? encoding;
  if (typeof value !== "string") return ["object", "both", "object codec"].includes(json);
  if (encoding === "bare") return !isJson(value);
  return !["object", "object codec"].includes(json) || (encoding === "codec" && !isJson(value));
}

/** Judges the messages of a conversation by a declaration; without one, knows nothing. */
class Judge {
  #table;
  #requests = { vendor: new Map(), app: new Map() };
  #calls = new Map();

  constructor(table) {
    this.#table = table;
  }

  /** Whether the phone may be at an origin. */
  knows(origin) {
    return (this.#table?.origins ?? []).some((pattern) => admits(pattern, origin));
  }

  /** The verdict on a line that was posted, whose data is JSON text. */
  posted({ side, origin, source = 1, data, pad = 0 }) {
    if (!this.#table) return { verdict: "", marks: new Marks() };
    if (side === "vendor" && source !== 1) return refused("source", "posted by another window");
    if (side === "vendor" && !this.knows(origin)) return refused("origin", "not an origin of this protocol");
    const value = parsed(data);
    const families = this.#table.families.filter(({ encoding }) => encoding);
    const own = families.filter((family) => family.side === side)
      .toSorted((one, other) => other.constants.length - one.constants.length);
    const answering = families.filter((family) => family.side !== side && family.answer);
    if (![...own, ...answering].some((family) => fits(family, value))) {
      return refused("not ours", typeof value === "string" ? "a string, and no object" : "an object, and no string");
    }
    const bytes = () => new TextEncoder().encode(typeof value === "string" ? value : data).length;
    if (typeof value !== "string" && !isObject(value)) return refused("not ours", "neither object nor string");
    if (Math.max(pad, data.length / 3 > SESSION_SIZE ? data.length : bytes()) > SESSION_SIZE) {
      return refused("size", "larger than 256 KiB");
    }
    const body = typeof value === "string" ? parsed(value) : value;
    const twice = typeof value === "string" && isObject(body) && repeats(value);
    if (typeof value === "string" && this.#breaksOff(own, value)) return refused("malformed", "not JSON");
    const judged = this.#answer(answering, value) ?? this.#tagged(own, value) ??
      refused("not ours", "no message of this protocol");
    if (judged.verdict === "refused") return judged;
    if (twice) return refused("malformed", "a key stands twice");
    return levels(body) > SESSION_LEVELS ? refused("malformed", `deeper than ${SESSION_LEVELS} levels`) : judged;
  }

  /** Whether a text has a tag of a family, and is no JSON. */
  #breaksOff(families, text) {
    const known = ({ encoding, tag, messages }) => ["text", "both"].includes(encoding) && tag.every((key) => text.includes(quoted(key))) &&
      messages.some(({ tags }) => tags.some((tag) => text.includes(quoted(tag))));
    return isJson(text) && parsed(text) === undefined && families.some(known);
  }

  /** The object of a message in a family's encoding. */
  #body(family, value) {
    if (!fits(family, value) || isCoded(family, value)) return undefined;
    const body = typeof value === "string" ? parsed(value) : value;
    return isObject(body) ? body : undefined;
  }

  #tagged(families, value) {
    if (families.some((family) => isCoded(family, value))) {
      return { verdict: "not read", why: "of a form that only Rust reads", marks: new Marks() };
    }
    let unknown;
    for (const family of families) {
      const bare = family.encoding === "bare";
      if (bare && !fits(family, value)) continue;
      const body = bare ? value : this.#body(family, value);
      const tag = bare ? value : at(body, family.tag);
      const ours = family.constants.every(({ path, value }) => at(body, path) === value);
      if (typeof tag !== "string" || !ours) continue;
      const message = family.messages.find(({ tags, prefix }) => !prefix && tags.includes(tag)) ??
        open(family.messages, tag);
      if (!message) {
        unknown ??= { verdict: "unknown", name: tag, marks: new Marks() };
        continue;
      }
      if (family.answer) {
        const id = at(body, family.answer.request);
        if (id !== undefined) this.#requests[family.side].set(String(id), { message, family });
      }
      return this.#fields(message, message.schema, body, bare ? [] : family.tag, tag);
    }
    return unknown;
  }

  #answer(families, value) {
    for (const family of families) {
      const body = this.#body(family, value);
      const id = at(body, family.answer.id);
      const ours = family.answer.constants.every(({ path, value }) => at(body, path) === value);
      if (id === undefined || !ours) continue;
      const asked = this.#requests[family.side].get(String(id));
      if (asked?.family !== family) {
        if (family.answer.constants.length) return refused("not ours", "answers no request that waits");
        continue;
      }
      this.#requests[family.side].delete(String(id));
      return this.#fields(asked.message, `${asked.message.schema}Answer`, body);
    }
    return undefined;
  }

  #fields(message, schema, body, where, tag) {
    const marks = new Marks();
    const found = fault(this.#table.schemas, this.#table.schemas[schema] ?? {}, body, [], marks);
    for (const path of message.ids ?? []) marks.hide(path, "disguised");
    if (message.prefix && message.hidden) {
      marks.fixed.delete(place(where));
      const [begins, ends] = around(message);
      marks.tail = { path: place(where), from: begins.length, to: tag.length - ends.length };
    }
    const name = message.tags[0];
    if (!found) return { verdict: "accepted", name, marks };
    return { verdict: "drifted", name, why: found.why, path: found.path.join("."), marks };
  }

  /** The verdict on what crossed the edge of a library: see `carried`. */
  signalled(signal) {
    const { kind, id, name } = signal;
    const { key, json } = carried(signal);
    const kinds = kind === "fire" ? "subscriptions" : "methods";
    const declared = this.#table?.families.filter((family) => family.kind === kinds)
      .flatMap(({ messages }) => messages).find(({ tags }) => tags.includes(name));
    const known = kind === "reply" ? this.#calls.get(id) : declared;
    if (!this.#table) return { verdict: "", name, marks: new Marks() };
    if (signal.pad > SESSION_SIZE) return refused("size", "larger than 256 KiB");
    if (kind === "reply" && !this.#calls.has(id)) return refused("not ours", "answers no call that waits");
    if (kind === "call") this.#calls.set(id, known);
    if (kind === "reply") this.#calls.delete(id);
    if (!known) return { verdict: "unknown", name, marks: new Marks() };
    const schema = known.schema + (kind === "reply" ? (key === "rejected" ? "Failure" : "Outcome") : "");
    return this.#fields(known, schema, parsed(json));
  }
}

/**
 * What a signal of a library carries: `{ kind, id, name, members }`, where `kind` is `call`, `reply` or `fire`
 * and members are JSON texts: `args` of a call, and else `result` and `error`, or `body`, or `rejected`. `pad`
 * is the length of what is too large to be kept.
 */
function carried({ members }) {
  const key = ["args", "body", "rejected"].find((key) => key in members);
  return { key, json: key ? members[key] : object(members) };
}
