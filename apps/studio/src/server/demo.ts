import { once } from 'node:events'
import type { ListeningServer } from './listen'
import { describeProviders } from './providers'
import { startSandbox } from './sandbox'
import { readSettings } from './settings'
import type { UpstreamSettings } from './settings'
import { startStudio } from './studio'

/** Starts the studio, and the sandbox unless an upstream is configured; prints the URL, and stops both on SIGINT or SIGTERM. */
export async function startDemo(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const startedServers: ListeningServer[] = []
  // Registered before the URL is printed: a caller may send a signal as soon as it reads it.
  const stopSignal = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const stop = async () => {
    for (const server of startedServers.toReversed()) await server.close()
  }
  try {
    const { port, sandboxPort, jobSeconds, dataDir, sandboxKey, upstream, providers } = readSettings(env)
    const startSandboxUpstream = async (): Promise<UpstreamSettings> => {
      const sandbox = await startSandbox(sandboxPort, { jobSeconds, apiKey: sandboxKey })
      startedServers.push(sandbox)
      return sandbox.upstream
    }
    const studio = await startStudio(port, {
      dataDir,
      upstream: upstream ?? (await startSandboxUpstream()),
      providers,
      sandbox: upstream ? undefined : providers ? 'beside' : 'only',
    })
    startedServers.push(studio)
    if (providers) console.log(describeProviders(providers))
    console.log(`Dailies studio: http://localhost:${studio.port}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    return stop()
  }
  await stopSignal
  await stop()
}
