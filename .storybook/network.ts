/** Simulates going offline or online: sets `navigator.onLine` and dispatches the event. */
export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true })
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

/** A `beforeEach` for stories: its cleanup restores `navigator.onLine` and goes back online. */
export const restoreNetwork = () => () => {
  // Deletes the property defined by setOnline, which shadows the browser's own.
  Reflect.deleteProperty(navigator, 'onLine')
  dispatchEvent(new Event('online'))
}
