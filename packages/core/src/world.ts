/** What the core needs of the place it runs in. A test brings its own and turns the clock by hand. */
export interface World {
  /** Unix time in milliseconds. */
  now(): number
  /** A number from 0 to 1. */
  random(): number
  /** Runs once, after a wait in milliseconds; returns its cancellation. */
  after(wait: number, run: () => void): () => void
  /** The page can be seen. */
  isVisible(): boolean
  /** The browser believes that it has a network. */
  isOnline(): boolean
  /** Tells when `isVisible` or `isOnline` may have changed; returns its end. */
  onChange(listener: () => void): () => void
}

/** The browser's own, or, where there is no document, a place that is always visible and online. */
export const hereAndNow: World = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(wait, run) {
    const timer = setTimeout(run, wait)
    return () => clearTimeout(timer)
  },
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  isOnline: () => globalThis.navigator?.onLine !== false,
  onChange(listener) {
    const { document, window } = globalThis
    if (!document || !window) return () => {}
    document.addEventListener('visibilitychange', listener)
    // A page that comes back from the back-forward cache gets pageshow, without a change of visibility.
    for (const event of connectionEvents) window.addEventListener(event, listener)
    return () => {
      document.removeEventListener('visibilitychange', listener)
      for (const event of connectionEvents) window.removeEventListener(event, listener)
    }
  },
}

const connectionEvents = ['online', 'offline', 'pageshow'] as const
