import { randomInt } from 'node:crypto'
import { createSandbox, listen } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { sandboxModels, withSampleImages } from '@dailies/sandbox/models'
import { modelSamplesPath } from '../model-samples-path'
import type { ListeningServer } from './listen'
import { portError } from './port-error'
import type { UpstreamSettings } from './settings'

/** A listening sandbox, and how the studio connects to it. */
export interface StartedSandbox extends ListeningServer {
  upstream: UpstreamSettings
}

/** Starts the sandbox on the system clock. @throws Error if the port is unavailable */
export async function startSandbox(
  port: number,
  { jobSeconds, apiKey }: { jobSeconds: number; apiKey: string },
): Promise<StartedSandbox> {
  // Ids are derived from the seed. Those of an earlier start are in the database and must not repeat.
  const sandbox = createSandbox({
    renderer: videoRenderer(),
    jobDurationMs: jobSeconds * 1_000,
    apiKey,
    // Four takes of a prompt develop side by side; the renderer still draws one video after the other.
    concurrency: 4,
    seed: randomInt(2 ** 31),
  })
  try {
    const listening = await listen(sandbox, { port })
    return {
      port: listening.port,
      upstream: {
        baseURL: listening.baseURL,
        apiKey,
        models: withSampleImages(sandboxModels, modelSamplesPath),
        spritesheet: { columns: 5, rows: 5 },
      },
      close: async () => {
        await listening.close()
        await sandbox.close()
      },
    }
  } catch (error) {
    await sandbox.close()
    throw portError(error, port, 'SANDBOX_PORT')
  }
}
