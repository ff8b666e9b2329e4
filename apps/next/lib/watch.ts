import { cronSecret, videos } from './videos'

/** Watches the jobs for as long as this process lives; where a cron does that instead, there is nothing to start. */
export function watch(): void {
  if (cronSecret) return
  videos().start()
  // Next waits for open answers before it ends, and a stream of events is open for a quarter of an hour.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void videos().close())
}
