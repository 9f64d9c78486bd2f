// Values of JavaScript as JSON text, as a session sees them.

const quoted = (text) => JSON.stringify(text);

/** An object of members that are JSON texts. */
const object = (members) =>
  `{${Object.entries(members).map(([key, json]) => `${quoted(key)}:${json}`).join(",")}}`;

// What JSON can't hold is marked by a text that JSON can't hold either: half of a surrogate pair, and what
// it is.
const mark = (what) => quoted(`\udc00${what}`);

/** What is kept of a message, in characters of JSON. */
const LARGEST = 1 << 20;
/** How deep a message is looked at; no session looks as deep. */
const DEEPEST = 100;
/** The longest text that a recording may ask for. */
const LONGEST_PAD = 64 << 20;

// The members of an object as pairs, or the items of an array; a text if it is a date, and what it is if
// JSON can't hold it.
function look(object) {
  const brand = Object.prototype.toString.call(object);
  if (brand === "[object Date]") {
    try {
      return { text: Date.prototype.toISOString.call(object) };
    } catch {
      return { met: "an invalid Date" };
    }
  }
  const plain = "an object that is more than its members";
  if (brand === "[object Map]") {
    const entries = Array.from(Map.prototype.entries.call(object));
    const isObject = entries.every(([key]) => typeof key === "string");
    return isObject ? { entries } : { met: plain };
  }
  const isList = brand === "[object Array]";
  if (!isList && brand !== "[object Object]") return { met: plain };
  if (typeof object.toJSON === "function") return { met: plain };
  const length = isList && object.length;
  if (isList && typeof length !== "number") return { met: plain };
  const entries = Object.entries(object);
  const isWhole = !isList ||
    (length === entries.length && (!length || entries[length - 1][0] === String(length - 1)));
  return isWhole ? { isList, entries } : { met: "an array with holes or members" };
}

const scalar = (value) => {
  switch (typeof value) {
    case "string": return quoted(value);
    case "number":
      if (Number.isNaN(value)) return mark("NaN");
      return Number.isFinite(value) ? quoted(value) : mark("an infinite number");
    case "boolean":
    case "bigint": return String(value);
    case "function": return mark("a function");
    case "symbol": return mark("a symbol");
    default: return "null";
  }
};

/** A value as JSON text. Throws what is larger than this room. */
function keep(value, room = { left: LARGEST }, around = []) {
  const spend = (json) => {
    room.left -= json.length;
    if (room.left < 0) throw new RangeError("too large");
    return json;
  };
  if (value === null || (typeof value !== "object")) return spend(scalar(value));
  if (around.includes(value)) return spend(mark("an object inside of itself"));
  if (around.length === DEEPEST) return spend("null");
  let looked;
  try {
    looked = look(value);
  } catch {
    return spend(mark("a value that throws"));
  }
  const { met, text, isList, entries } = looked;
  if (met !== undefined) return spend(mark(met));
  if (text !== undefined) return spend(quoted(text));
  const inside = [...around, value];
  if (isList) return `[${entries.map(([, item]) => keep(item, room, inside) + spend("")).join(",")}]`;
  const members = entries.filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${spend(quoted(key))}:${keep(item, room, inside)}`);
  return `{${members.join(",")}}`;
}

/**
 * What was posted, as JSON: a string, or an object, or `null` for what is neither. Of what is larger than a
 * session takes, the length is kept.
 */
function posted(data) {
  if (typeof data === "string" && data.length > LARGEST) {
    return { data: '""', pad: Math.min(data.length, LONGEST_PAD) };
  }
  try {
    const json = keep(data);
    return { data: typeof data === "string" || json.startsWith("{") ? json : "null" };
  } catch {
    return { data: Array.isArray(data) ? "null" : "{}", pad: LARGEST };
  }
}
