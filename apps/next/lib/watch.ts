import { cronSecret, videos } from './videos'

/** Starts the poller for the lifetime of this process; with a cron there is nothing to start. */
export function watch(): void {
  if (cronSecret) return
  videos().start()
  // Next waits for open responses before it exits, and an event stream is open for 15 minutes.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void videos().close())
}
