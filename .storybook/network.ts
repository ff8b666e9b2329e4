/** Makes the browser believe that it has no network, or that it has one again. */
export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true })
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

/** A story's `beforeEach` that gives the network back once the story is left. */
export const backOnline = () => () => {
  // What was defined on the object itself hid the browser's own.
  Reflect.deleteProperty(navigator, 'onLine')
  dispatchEvent(new Event('online'))
}
