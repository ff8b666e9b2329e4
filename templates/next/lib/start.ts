import { videos } from './videos'

/** Starts the poller. At shutdown Next waits for open responses, such as event streams, which `close` ends. */
export async function start(): Promise<void> {
  const server = await videos()
  server.start()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}
