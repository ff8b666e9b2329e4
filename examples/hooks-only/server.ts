import { randomInt } from 'node:crypto'
import { createSandbox } from '@dailies/sandbox'
import { sandboxModels } from '@dailies/sandbox/models'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { createVideoServer } from '@dailies/server'
import { diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { sqliteStore } from '@dailies/server/sqlite'

const sandbox = createSandbox({
  renderer: videoRenderer(),
  jobDurationMs: 1_000 * Number(process.env['SANDBOX_JOB_SECONDS'] || 8),
  concurrency: 4,
  // Its ids are derived from the seed, and those of an earlier start are in the database.
  seed: randomInt(2 ** 31),
})

export const videos = createVideoServer({
  upstream: openaiUpstream({
    baseURL: 'http://sandbox/v1',
    apiKey: 'none',
    models: sandboxModels,
    fetch: (request, init) => sandbox.fetch(request, init),
  }),
  authorize: () => ({ owner: 'me' }), // for this machine only, the only one that Vite listens to
  store: sqliteStore({ file: 'data/videos.db' }),
  archive: diskArchive({ directory: 'data/videos' }),
  basePath: '/api',
})
