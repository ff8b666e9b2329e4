import { createVideoServer } from '@dailies/server'
import { openaiUpstream } from '@dailies/server/openai'
import { sqliteStore } from '@dailies/server/sqlite'

export const videos = createVideoServer({
  upstream: openaiUpstream({
    baseURL: process.env.VIDEOS_BASE_URL,
    apiKey: process.env.VIDEOS_API_KEY,
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1', '2'] }],
  }),
  authorize: () => ({ owner: 'ada' }),
  store: sqliteStore({ file: 'data/videos.db' }),
})
