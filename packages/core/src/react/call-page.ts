/**
 * Calls a callback of the page. An exception in it is the page's own: it is reported as uncaught, and disturbs neither a
 * result nor the stream of events.
 */
export function callPage(callback: () => void): void {
  try {
    callback()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
