/**
 * Where undici, and `fetch` with it, stores a global dispatcher such as a proxy agent: up to version 7, and from 8 on, which Node.js
 * 26 has.
 */
const globalDispatchers = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]

/** The default of Node.js, and the form in which undici 8 shows it to older versions. */
const defaults = new Set(['Agent', 'Dispatcher1Wrapper'])

/** Whether `fetch` connects directly, so that `node:http` may take its place. */
export const hasDefaultDispatcher = (): boolean =>
  globalDispatchers.every((name) => {
    const dispatcher: unknown = Reflect.get(globalThis, name)
    return typeof dispatcher !== 'object' || dispatcher === null || defaults.has(dispatcher.constructor.name)
  })
