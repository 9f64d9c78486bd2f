// What functions of a library are given, return and fail with. Looking at a value may run code of others:
// a proxy's, a getter. What throws there is caught where it is looked at.

const brand = Function.prototype.call.bind(Object.prototype.toString);

/// Calls back with what a function has returned, once it is there if it is a promise.
export function settle(returned, done, failed) {
  Promise.resolve(returned).then(done, failed);
}

/// What a function has failed with: of an `Error` its message, or a plain object with its name, its message
/// and its members.
export function failure(thrown, text) {
  try {
    if (!(thrown instanceof Error)) return thrown;
    const { name, message } = thrown;
    return text ? message : { ...thrown, name, message };
  } catch {
    return thrown;
  }
}

/// An object without some of its members.
export function without(object, keys) {
  try {
    if (brand(object) !== "[object Object]") return object;
    const others = { ...object };
    for (const key of keys) delete others[key];
    return others;
  } catch {
    return object;
  }
}
