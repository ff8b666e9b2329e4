import { once } from 'node:events'
import type { Listening } from './listen'
import { startSandbox } from './sandbox'
import { readSettings } from './settings'
import type { UpstreamSettings } from './settings'
import { startStudio } from './studio'

/** Starts the sandbox, unless another server is named, and the studio; says where it is, and ends both when asked to stop. */
export async function startDemo(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const started: Listening[] = []
  // Before the address is printed: whoever reads it may ask to stop at once.
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const stop = async () => {
    for (const each of started.toReversed()) await each.close()
  }
  try {
    const { port, sandboxPort, pace, dataDir, sandboxKey, upstream } = readSettings(env)
    const startOwn = async (): Promise<UpstreamSettings> => {
      const sandbox = await startSandbox(sandboxPort, { pace, apiKey: sandboxKey })
      started.push(sandbox)
      return sandbox.upstream
    }
    const studio = await startStudio(port, { dataDir, upstream: upstream ?? (await startOwn()) })
    started.push(studio)
    console.log(`Dailies studio: http://localhost:${studio.port}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    return stop()
  }
  await asked
  await stop()
}
