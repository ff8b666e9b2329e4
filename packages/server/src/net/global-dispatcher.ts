/**
 * Where undici, and `fetch` with it, stores a global dispatcher such as a proxy agent. The default of Node.js is an
 * Agent.
 */
const globalDispatcher = Symbol.for('undici.globalDispatcher.1')

/** Whether `fetch` connects directly, so that `node:http` may take its place. */
export const hasDefaultDispatcher = (): boolean => {
  const dispatcher: unknown = Reflect.get(globalThis, globalDispatcher)
  return typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name === 'Agent'
}
