// Wraps the functions of a library, so that what crosses its edge is told.

/** A value under a key of a signal's members. */
function under(key, value) {
  try {
    return { members: { [key]: keep(value) } };
  } catch {
    return { members: { [key]: key === "args" ? "[]" : "null" }, pad: LARGEST };
  }
}

/** What a callback was given. */
function outcome(given) {
  try {
    if (given === undefined || given === null) return { members: {} };
    if (isObject(given) && ("result" in given || "error" in given)) {
      const there = ["result", "error"].filter((key) => given[key] !== undefined);
      return { members: Object.fromEntries(there.map((key) => [key, keep(given[key])])) };
    }
  } catch {
    // It is too large, or throws when it is looked at: that is told below.
  }
  return under("body", given);
}

class Wrapper {
  #shape;
  #tell;
  #wrapped = new Map();
  #calls = 0;

  /** `shape` has the `objects`, the `subscriptions` and the `families` of a library. */
  constructor(shape, tell) {
    this.#shape = shape;
    this.#tell = (signal) => {
      try {
        tell(signal);
      } catch {
        // The library goes on.
      }
    };
  }

  /** Wraps what is there of a library and isn't wrapped yet; says whether each of its objects is there. */
  wrap(library) {
    return this.#shape.objects.map((path) => {
      const names = path.split(".").filter((name) => name);
      const object = names.reduce((object, name) => object?.[name], library);
      if (object === undefined || object === null) return false;
      for (const key in object) this.#replace(library, object, key, [...names, key].join("."));
      return true;
    }).every((there) => there);
  }

  #replace(library, object, key, name) {
    const original = object[key];
    if (typeof original !== "function" || this.#wrapped.has(original)) return;
    const wrapped = this.#subscribes(library, name)?.(original) ?? this.#called(original, name);
    try {
      object[key] = wrapped;
    } catch {
      return;
    }
    this.#wrapped.set(wrapped, () => { object[key] = original; });
  }

  /** How a function is wrapped that subscribes a listener, its last argument; of others nothing. */
  #subscribes(library, path) {
    const events = this.#shape.families.flatMap(({ messages }) => messages).filter(({ by }) => by === path);
    if (!events.length && !this.#shape.subscriptions.includes(path)) return undefined;
    const tell = this.#tell;
    // The name of an event that was subscribed to through a function for all of them.
    const name = (given) => {
      const names = events[0]?.names?.split(".").reduce((object, name) => object?.[name], library) ?? {};
      return Object.keys(names).find((name) => names[name] === given) ?? String(given);
    };
    return (original) => function subscribe(...args) {
      const listened = args.map((arg) => typeof arg !== "function" ? arg : function listener(...given) {
        tell({ kind: "fire", name: events.length ? name(args[0]) : path, ...outcome(given[0]) });
        return arg.apply(this, given);
      });
      return original.apply(this, listened);
    };
  }

  #called(original, name) {
    const wrapper = this;
    const { answer } = this.#shape.families.flatMap(({ messages }) => messages)
      .find(({ tags }) => tags.includes(name)) ?? {};
    const [done, failed] = answer?.keys ?? ["callback"];
    return function call(...args) {
      wrapper.#calls += 1;
      const id = wrapper.#calls;
      const tell = (carried) => wrapper.#tell({ kind: "reply", id, name, ...carried });
      const data = args.filter((arg) => typeof arg !== "function").map((arg) => withoutCallbacks(arg, [done, failed]));
      wrapper.#tell({ kind: "call", id, name, ...under("args", answer?.object ? data[0] ?? {} : data) });
      const back = (callback, isFailure) => function answered(...given) {
        tell(isFailure ? under("rejected", given[0]) : outcome(given[0]));
        return callback.apply(this, given);
      };
      const functions = args.filter((arg) => typeof arg === "function");
      // A callback is an argument, or a member of the last one.
      const passed = args.map((arg) => {
        if (typeof arg === "function") return back(arg, functions.indexOf(arg) > 0);
        if (arg !== args.at(-1) || typeof arg !== "object" || arg === null) return arg;
        const there = callbacks(arg, [done, failed]);
        const backs = there.map((key) => [key, back(arg[key], key === failed)]);
        return there.length ? { ...arg, ...Object.fromEntries(backs) } : arg;
      });
      const returned = original.apply(this, passed);
      const answers = answer?.by === "promise" || (!answer && typeof returned?.then === "function");
      if (answers) {
        Promise.resolve(returned).then(
          (value) => tell(under("body", value)),
          (error) => tell(under("rejected", error instanceof Error ? error.message : error)),
        );
      }
      return returned;
    };
  }

  /** Puts the library's own functions back. */
  stop() {
    for (const restore of this.#wrapped.values()) restore();
    this.#wrapped.clear();
  }
}

/** The keys of these under which an argument has a callback. */
function callbacks(arg, keys) {
  try {
    return keys.filter((key) => typeof arg[key] === "function");
  } catch {
    return [];
  }
}

/** An argument without the callbacks under these keys, which are no data. */
function withoutCallbacks(arg, keys) {
  if (!isObject(arg)) return arg;
  const there = callbacks(arg, keys);
  return there.length ? Object.fromEntries(Object.entries(arg).filter(([key]) => !there.includes(key))) : arg;
}
