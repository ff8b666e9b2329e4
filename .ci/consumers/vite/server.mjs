import { createVideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { sqliteStore } from '@dailies/server/sqlite'
import express from 'express'

const videos = createVideoServer({
  upstream: openaiUpstream({
    baseURL: process.env.VIDEOS_BASE_URL,
    apiKey: process.env.VIDEOS_API_KEY,
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1', '2'] }],
  }),
  authorize: () => ({ owner: 'ada' }),
  store: sqliteStore({ file: 'data/videos.db' }),
  archive: diskArchive({ directory: 'data/videos' }),
})

const app = express()
app.use('/api', toExpress(videos))
app.use(express.static('dist'))
const server = app.listen(0, '127.0.0.1', () => {
  videos.start()
  console.log(`http://127.0.0.1:${server.address().port}`)
})
