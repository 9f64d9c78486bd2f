// The JSON of values as a page has them. What JSON can't hold stands in it as a string that begins with
// half of a surrogate pair and goes on with what it is: `Unholdable` of `cti_runtime::codec`.
//
// Looking at a value may run code of others: a proxy's, a getter, `Symbol.toStringTag`. What throws
// there is caught where it is looked at.

const { stringify } = JSON;
const { entries } = Object;
const { call } = Function.prototype;
const brand = call.bind(Object.prototype.toString);
const iso = call.bind(Date.prototype.toISOString);
const pairs = call.bind(Map.prototype.entries);

const CYCLE = "an object inside of itself";
const HOLES = "an array with holes or members";
const INVALID_DATE = "an invalid Date";
const NOT_PLAIN = "an object that is more than its members";
const THROWS = "a value that throws";

/// What a string of JSON can't hold as it is. Most strings have none of it, and are quoted in half the time.
const ESCAPED = /["\\\0-\x1f\ud800-\udfff]/;
const quoted = (text) => (ESCAPED.test(text) ? stringify(text) : `"${text}"`);

const unholdable = (what) => `"\\udc00${what}"`;

/// The JSON of a value, `null` for `undefined`; nothing if it has more than so many units. Arrays and
/// objects that are nested deeper than `nesting` stand in it as empty ones, which are nested too deep.
/// Of an object that lacks a member that it has to have, nothing else is looked at: it is `{}`. A `Map` may have
/// it as an entry.
export function json(value, units, nesting, member) {
  const copy = new Copy(units, nesting);
  try {
    const lacks = member !== undefined && value[member] === undefined;
    if (lacks && brand(value) !== "[object Map]") return "{}";
    return copy.value(value);
  } catch (thrown) {
    return thrown === copy ? undefined : unholdable(THROWS);
  }
}

class Copy {
  constructor(units, nesting) {
    this.left = units;
    this.nesting = nesting;
    /// The arrays and objects around the value that is looked at.
    this.around = [];
  }

  /// Makes room for so much, before it is made. Throws itself if there is none.
  room(units) {
    this.left -= units;
    if (this.left < 0) throw this;
  }

  /// A value other than a string is short.
  value(value) {
    switch (typeof value) {
      case "string":
        this.room(value.length + 2);
        return quoted(value);
      case "object":
        return value === null ? "null" : this.object(value);
      case "number":
        if (Number.isFinite(value)) return String(value);
        return unholdable(value === value ? "an infinite number" : "NaN");
      case "undefined":
        return "null";
      case "function":
      case "symbol":
        return unholdable(`a ${typeof value}`);
      default:
        return String(value);
    }
  }

  object(object) {
    if (this.around.includes(object)) return unholdable(CYCLE);
    const looked = this.look(object);
    if (typeof looked === "string") return looked;
    const { members, list } = looked;
    const [open, close] = list ? "[]" : "{}";
    if (this.around.length >= this.nesting) return open + close;
    this.around.push(object);
    let json = open;
    for (const [key, value] of members) {
      if (!list && value === undefined) continue;
      this.room(1);
      if (json !== open) json += ",";
      if (!list) json += `${this.value(key)}:`;
      json += this.value(value);
    }
    this.around.pop();
    return json + close;
  }

  /// What an object has inside, as pairs of keys and values; or its JSON, if it has nothing.
  look(object) {
    let kind;
    try {
      kind = brand(object);
    } catch {
      return unholdable(THROWS);
    }
    switch (kind) {
      case "[object Date]":
        return date(object);
      case "[object Map]":
        return map(object);
      case "[object Array]":
      case "[object Object]":
        break;
      default:
        return unholdable(NOT_PLAIN);
    }
    const list = kind === "[object Array]";
    let length, members;
    try {
      if (typeof object.toJSON === "function") return unholdable(NOT_PLAIN);
      length = list ? object.length : 0;
      if (typeof length !== "number") return unholdable(NOT_PLAIN);
      if (length <= this.left) members = entries(object);
    } catch {
      return unholdable(THROWS);
    }
    // An array that is too long isn't gone through.
    if (!members) throw this;
    if (list) {
      // As many entries as items may be a hole and a member beside them.
      const last = members.length - 1;
      const whole = members.length === length && (last < 0 || members[last][0] === String(last));
      if (!whole) return unholdable(HOLES);
    }
    return { members, list };
  }
}

function date(date) {
  try {
    return stringify(iso(date));
  } catch {
    return unholdable(INVALID_DATE);
  }
}

/// A `Map` is an object if its keys are strings.
function map(map) {
  try {
    const members = [...pairs(map)];
    const plain = members.every(([key]) => typeof key === "string");
    return plain ? { members, list: false } : unholdable(NOT_PLAIN);
  } catch {
    return unholdable(THROWS);
  }
}
