/**
 * The clock, timers, randomness, page visibility and network status that the core uses. Replace it in tests to control
 * the clock.
 */
export interface Environment {
  /** Current Unix time in milliseconds. */
  now(): number
  /** A random number from 0 to 1, for jitter. */
  random(): number
  /** Timer, like `setTimeout`: calls `run` once after a delay in milliseconds; returns a function that cancels it. */
  setTimer(delayMs: number, run: () => void): () => void
  /** Whether the page is visible. */
  isVisible(): boolean
  /** Whether the browser reports a network connection. */
  isOnline(): boolean
  /** Calls the listener when `isVisible` or `isOnline` may have changed; returns an unsubscribe function. */
  onChange(listener: () => void): () => void
  /** Cross-tab locks and channels. If missing, every tab makes its own requests. */
  tabs?: Tabs | undefined
}

/** Cross-tab coordination within one browser: locks for leader election and channels for messages. */
export interface Tabs {
  /**
   * Requests an exclusive lock, as the Web Locks API does. Returns a function that releases the lock or cancels the
   * request.
   *
   * @param onResult called with `true` once the lock is granted, or with `false` if the browser denies locks to this
   * page
   */
  lock(name: string, onResult: (isGranted: boolean) => void): () => void
  /** Opens a message channel to the other tabs, as `BroadcastChannel` does. */
  openChannel(name: string, onMessage: (message: unknown) => void): Channel
}

/** A message channel to the other tabs, like `BroadcastChannel`. */
export interface Channel {
  /** Posts a message to the other tabs; they receive a structured clone. */
  post(message: unknown): void
  /** Closes the channel. */
  close(): void
}

const browserTabs: Tabs = {
  lock(name, onResult) {
    const controller = new AbortController()
    let isReleased = false
    let release = (): void => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    navigator.locks
      .request(name, { signal: controller.signal }, () => {
        if (isReleased) return undefined
        onResult(true)
        return released
      })
      .catch(() => {
        if (!isReleased) onResult(false)
      })
    return () => {
      isReleased = true
      release()
      controller.abort()
    }
  },
  openChannel(name, onMessage) {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', ({ data }) => onMessage(data))
    return { post: channel.postMessage.bind(channel), close: () => channel.close() }
  },
}

const connectionEvents = ['online', 'offline', 'pageshow'] as const

/**
 * The default environment: the browser's clock, timers, visibility and network status. Without a document it is always
 * visible and online.
 */
export const browserEnvironment: Environment = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  isOnline: () => globalThis.navigator?.onLine !== false,
  onChange(listener) {
    const { document, window } = globalThis
    if (!document || !window) return () => {}
    document.addEventListener('visibilitychange', listener)
    // A page restored from the back-forward cache fires pageshow without a visibility change.
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
