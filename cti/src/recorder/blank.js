// Blanks what is secret in a message, and gives what is personal, and the ids of calls, other letters and
// digits: the same for the same value, so that a recording still replays.

const KEY = "jwt|token|passw|pwd|secret|authori[sz]ation|authentication|api[-_]?key|credential" +
  "|cookie|csrf|\\botp\\b|^auth$";
const SECRET = new RegExp(KEY, "i");
/** A session's secret, or the id by which calls are told apart. */
const SESSION = /session[-_]?id/i;
const BLANK = "[blanked]";
// Wherever a text has one: JSON Web Tokens, `Authorization` values, members of what only looks like JSON,
// parameters of a URL.
const PATTERNS = [
  [/eyJ[\w-]{4,}(?:\.[\w-]*){2,4}/g, BLANK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${BLANK}`],
  [new RegExp(`("[^"]{0,40}(?:${KEY})[^"]{0,40}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|-?\\d[\\d.eE+-]*)`, "gi"),
    `$1"${BLANK}"`],
  [new RegExp(`([?&#;]|^)([^=&#;\\s"]{0,40}(?:${KEY})[^=&#;\\s"]{0,40}=)[^&#;\\s"]+`, "gi"),
    `$1$2${BLANK}`],
];
/** Shorter values may be the same by chance: they are replaced only where they are declared. */
const TELLING = 6;

const pick = (from) => from[crypto.getRandomValues(new Uint32Array(1))[0] % from.length];

/** Another character of the same kind; hexadecimal digits stay such. */
function other(char) {
  const lower = char.toLowerCase();
  if (/\d/.test(char)) return pick("0123456789");
  if (/[a-f]/.test(lower)) return char === lower ? pick("abcdef") : pick("ABCDEF");
  if (/[g-z]/.test(lower)) return char === lower ? pick("ghijklmnopqrstuvwxyz") : pick("GHIJKLMNOPQRSTUVWXYZ");
  return /\p{L}/u.test(char) ? pick("äöüéèñøåæ") : char;
}

/** A number keeps its length, its first digit and its places. */
const reshapedNumber = (text) => text.replace(/\d/g, (digit, index) => (index < text.search(/\d/) + 1 ? digit : other(digit)));

/** A text of the same shape. A date stays one, and so does the scheme of a URL. */
function reshaped(text) {
  const kept = /^(?:[a-z][a-z0-9+.-]*:\/\/|\d{4}-\d\d-\d\d)?/.exec(text)[0];
  if (/^[1-9]\d*$/.test(text)) return reshapedNumber(text);
  const start = /^\d/.test(kept) ? "2026-01-31" : kept;
  return start + Array.from(text.slice(kept.length), other).join("");
}

const whole = (value) => keep(value, { left: Infinity });

class Blanker {
  #replaced = new Map();
  #given = new Set();
  #tags;

  constructor(table) {
    this.schemas = table?.schemas ?? {};
    const messages = (table?.families ?? []).flatMap(({ messages }) => messages);
    this.#tags = new Set(messages.flatMap(({ tags }) => tags));
  }

  /** The JSON text of a message without what marks say, and without what sounds like a secret. */
  json(json, marks) {
    const value = parsed(json);
    if (value === undefined) return quoted(BLANK);
    const text = typeof value === "string" ? parsed(value) : undefined;
    // It stays as it was, to the byte, unless something in it must go.
    const isBroken = typeof value === "string" && this.#tags.size > 0 && text === undefined && /^\s*[[{]/.test(value);
    if (isBroken || (isObject(text) && repeats(value))) return quoted(this.#tokens(value));
    if (isObject(text)) {
      const blanked = this.#blanked(text, marks);
      return blanked === undefined ? json : quoted(blanked);
    }
    return this.#blanked(value, marks) ?? json;
  }

  /** A text that isn't JSON, or of which no object could say as much: all values but tags are replaced. */
  #tokens(text) {
    const other = (value) => this.#disguise(value, reshaped, () => true);
    return text.replace(/"(?:[^"\\]|\\.)*(?:"(?!\s*:)|$)|\b\d{2,}\b(?=[^"]*(?:"|$))/g, (token) => {
      const [, inside] = /^"?(.*?)"?$/s.exec(token);
      return this.#tags.has(inside) ? token : token.replace(inside, () => other(inside));
    });
  }

  /** Its JSON, if something had to go. */
  #blanked(value, marks) {
    const blanked = whole(this.#value(value, marks, [], undefined));
    return blanked === whole(value) ? undefined : blanked;
  }

  #value(value, marks, path, around) {
    const here = place(path);
    const how = around === "secret" ? around : marks.hidden.get(here) ?? around;
    if (Array.isArray(value)) return value.map((item, index) => this.#value(item, marks, [...path, index], how));
    if (isObject(value)) {
      const members = Object.entries(value).map(([key, member]) => {
        const inside = [...path, key];
        const hidden = this.#sounds(key, marks, inside, how);
        return [this.#key(key, marks, inside, how), this.#value(member, marks, inside, hidden)];
      });
      return Object.fromEntries(members);
    }
    const fits = (other) => (marks.schemas.get(here) ?? []).every((schema) =>
      fault(this.schemas, schema, value, [], new Marks()) || !fault(this.schemas, schema, other, [], new Marks()));
    return this.#scalar(value, how, fits, marks.fixed.has(here), marks.tail?.path === here && marks.tail);
  }

  /** How a member is hidden. What is declared, sounds like a secret and isn't said to be one keeps its shape. */
  #sounds(key, marks, path, around) {
    if (around === "secret" || !(SECRET.test(key) || SESSION.test(key))) return around;
    return marks.schemas.has(place(path)) || !SECRET.test(key) ? "disguised" : "secret";
  }

  /** Keys that the declaration doesn't list may be data. Those that it names stay, whatever data is alike. */
  #key(key, marks, path, how) {
    if (marks.named.has(place(path))) return key;
    const known = this.#replaced.get(key);
    if (known !== undefined && key.length >= TELLING) return known;
    const listed = marks.schemas.has(place(path));
    return how && !listed ? this.#disguise(key, reshaped, () => true) : this.#text(key);
  }

  #scalar(value, how, fits, fixed, tail) {
    if (typeof value === "string") {
      // What JSON can't hold is named, and no data.
      if (value.startsWith("\udc00") || (fixed && how !== "secret")) return value;
      if (how === "secret") return BLANK;
      if (tail) {
        const data = this.#disguise(value.slice(tail.from, tail.to), reshaped, () => true);
        return value.slice(0, tail.from) + data + value.slice(tail.to);
      }
      if (how || (value.length >= TELLING && this.#replaced.has(value))) return this.#disguise(value, reshaped, fits);
      return this.#text(value);
    }
    if (typeof value !== "number" && typeof value !== "bigint") return value;
    if (how === "secret") return 0;
    const text = String(value);
    if (fixed || !(how || (text.length >= TELLING && this.#replaced.has(text)))) return value;
    const number = (text) => (typeof value === "bigint" ? BigInt(text) : Number(text));
    const isNumber = (text) => /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/.test(text) && Number.isFinite(Number(text));
    return number(this.#disguise(text, reshapedNumber, (text) => isNumber(text) && fits(number(text))));
  }

  #disguise(text, reshape, fits) {
    const known = this.#replaced.get(text);
    if (known !== undefined && fits(known)) return known;
    let given = text;
    for (let tries = 0; tries < 200; tries += 1) {
      given = reshape(text);
      if (!this.#given.has(given) && fits(given)) break;
    }
    if (!fits(given)) return text;
    this.#given.add(given);
    if (known === undefined) this.#replaced.set(text, given);
    return given;
  }

  /** A text without what looks like a secret, whatever it is. */
  #text(text) {
    let kept = text;
    const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (value !== undefined) kept = this.#blanked(value, new Marks()) ?? text;
    return PATTERNS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), kept);
  }
}

/** The members of a recording's line on a signal, with what must go blanked. */
function signalLine(signal, blanker, marks) {
  const { key, json } = carried(signal);
  const pad = signal.pad ? { pad: quoted(signal.pad) } : {};
  const blanked = blanker.json(json, marks);
  const named = Object.entries({ id: signal.id, name: signal.kind === "reply" ? undefined : signal.name })
    .filter(([, value]) => value !== undefined).map(([key, value]) => `${quoted(key)}:${quoted(value)}`);
  const rest = (key ? object({ [key]: blanked }) : blanked).slice(1, -1);
  return { ...pad, [signal.kind]: `{${[...named, rest].filter((part) => part).join(",")}}` };
}
