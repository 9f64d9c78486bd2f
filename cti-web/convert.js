// Parts of a message that are posted as objects of JavaScript which JSON doesn't have. What is given is
// a value that `JSON.parse` has made: looking at it runs no code of others.

/// The value, in which a `Map` or a `Date` stands wherever the path leads. A step of it is a key, `true`
/// for each item of a list (what is no list is an item itself), `false` for each value of an object, or a
/// pair of a key and what has to stand there.
export function convert(value, path, toMap) {
  if (path.length === 0) return toMap ? map(value) : date(value);
  const [step, ...rest] = path;
  const inner = (value) => convert(value, rest, toMap);
  if (step === true && !Array.isArray(value)) return inner(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(step)) {
    const [key, wanted] = step;
    return Object.hasOwn(value, key) && value[key] === wanted ? inner(value) : value;
  }
  const keys = typeof step === "string" ? [step] : Object.keys(value);
  for (const key of keys.filter((key) => Object.hasOwn(value, key))) {
    // Its own, so that `__proto__` is a key like any other.
    value[key] = inner(value[key]);
  }
  return value;
}

/// A text that is no time stays a text, which the other side may know to read.
function date(value) {
  if (typeof value !== "string") return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
}

function map(value) {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value);
  return plain ? new Map(Object.entries(value)) : value;
}
