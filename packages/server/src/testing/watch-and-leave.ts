import { sqliteStore } from '../sqlite'
import { createVideoServer } from '../video-server'
import { scriptedUpstream } from './scripted-upstream'

// Starts a server, makes a job that will run for long, and has nothing more to do: the process should end by itself.
const [, , file = ''] = process.argv
const videos = createVideoServer({
  upstream: scriptedUpstream(),
  authorize: () => ({ owner: 'ada' }),
  store: sqliteStore({ file }),
})
videos.start()
const body = JSON.stringify({ prompt: 'A lamp.' })
const headers = { 'Content-Type': 'application/json' }
const made = await videos.fetch(new Request('http://app.test/videos', { method: 'POST', headers, body }))
if (made.status !== 200) throw new Error(`The create was answered with ${made.status}.`)
