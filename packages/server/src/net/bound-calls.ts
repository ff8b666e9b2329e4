/** Sends one call of a method on: adds a signal, a timer, or both. */
export type SendCall<T> = (name: keyof T & string, call: (...args: unknown[]) => unknown, args: unknown[]) => unknown

/**
 * Wraps an object so that every call of its methods passes through `send`, also of methods that are added to its
 * interface later. Other properties, and methods that the object does not have at the moment, are read from it as they
 * are.
 */
export function boundCalls<T extends object>(target: T, send: SendCall<T>): T {
  // Not the object itself: a proxy of a frozen object may not replace its methods.
  return new Proxy(Object.create(target) as T, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function' || typeof name !== 'string') return value
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args)
      return (...args: unknown[]): unknown => send(name as keyof T & string, call, args)
    },
  })
}
