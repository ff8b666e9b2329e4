import { createServer } from 'node:http'
import { openaiUpstream } from '../openai'
import { postgresStore } from '../postgres'
import { sqliteStore } from '../sqlite'
import { diskArchive, toNode } from '../node'
import { createVideoServer } from '../video-server'
import { authorizeByName, testModels } from './fixtures'

// One instance of an app in its own process, so that a test can kill it.
const { STORE = '', UPSTREAM = '', ARCHIVE, CLOCK_AHEAD = '0', WEBHOOK_SECRET, ADOPT_ORPHANS } = process.env

const now = (): number => Date.now() + Number(CLOCK_AHEAD)
const videos = createVideoServer({
  upstream: openaiUpstream({
    baseURL: UPSTREAM,
    apiKey: 'key',
    models: testModels,
    now,
    ...(WEBHOOK_SECRET !== undefined && { webhookSecret: WEBHOOK_SECRET }),
  }),
  authorize: authorizeByName,
  ...(ARCHIVE !== undefined && { archive: diskArchive({ directory: ARCHIVE }) }),
  store: STORE.startsWith('postgres:') ? postgresStore({ connectionString: STORE }) : sqliteStore({ file: STORE }),
  adoptOrphans: ADOPT_ORPHANS === '1',
  now,
})
const server = createServer(toNode(videos))
server.listen(0, '127.0.0.1', () => {
  videos.start()
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})
