/** What the core needs of the place it runs in. A test brings its own and turns the clock by hand. */
export interface Environment {
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
  /** What tabs of one browser share; missing where there is none of it, and every tab then works alone. */
  tabs?: Tabs | undefined
}

/** What tabs of one browser share. */
export interface Tabs {
  /**
   * Queues for a lock that one tab holds at a time. Returns what gives it back, or leaves the queue.
   *
   * @param onHeld `false` where the browser refuses locks to this page
   */
  lock(name: string, onHeld: (isGranted: boolean) => void): () => void
  /** Opens a line to the other tabs, which hear what this one posts. */
  openChannel(name: string, onMessage: (message: unknown) => void): Channel
}

/** A line to the other tabs. */
export interface Channel {
  /** Tells the other tabs; a structured clone of the message arrives. */
  post(message: unknown): void
  /** Ends the line. */
  close(): void
}

const browserTabs: Tabs = {
  lock(name, onHeld) {
    const leaving = new AbortController()
    let isOver = false
    let giveBack = (): void => {}
    const held = new Promise<void>((resolve) => {
      giveBack = resolve
    })
    navigator.locks
      .request(name, { signal: leaving.signal }, () => {
        if (isOver) return undefined
        onHeld(true)
        return held
      })
      .catch(() => {
        if (!isOver) onHeld(false)
      })
    return () => {
      isOver = true
      giveBack()
      leaving.abort()
    }
  },
  openChannel(name, onMessage) {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', ({ data }) => onMessage(data))
    return { post: channel.postMessage.bind(channel), close: () => channel.close() }
  },
}

const connectionEvents = ['online', 'offline', 'pageshow'] as const

/** The browser's own, or, where there is no document, a place that is always visible and online. */
export const browserEnvironment: Environment = {
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
  get tabs() {
    const isPage = globalThis.document !== undefined && typeof BroadcastChannel === 'function'
    return isPage && globalThis.navigator?.locks ? browserTabs : undefined
  },
}
