import { sqliteStore } from '../sqlite'
import { createVideoServer } from '../video-server'
import { fakeUpstream } from './fake-upstream'

// Starts a server and creates a job that keeps running. The process should exit although the poller is started.
const [, , file = ''] = process.argv
const videos = createVideoServer({
  upstream: fakeUpstream(),
  authorize: () => ({ owner: 'ada' }),
  store: sqliteStore({ file }),
})
videos.start()
const body = JSON.stringify({ prompt: 'A lamp.' })
const headers = { 'Content-Type': 'application/json' }
const created = await videos.fetch(new Request('http://app.test/videos', { method: 'POST', headers, body }))
if (created.status !== 200) throw new Error(`The create returned ${created.status}.`)
