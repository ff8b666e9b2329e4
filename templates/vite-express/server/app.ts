import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { diskArchive } from '@dailies/server/node'
import { sqliteStore } from '@dailies/server/sqlite'
import express from 'express'
import type { Express } from 'express'
import { dataFile, settings } from './settings'
import { openUpstream } from './upstream'
import { newCookie, ownerOf } from './visitor'

/** The API below `/api`, for the videos of the visitor who asks. Call `videos.start()` once it listens. */
export async function createApp(): Promise<{ app: Express; videos: VideoServer }> {
  const { upstream, totalLimits, dataName } = await openUpstream()
  const videos = createVideoServer({
    upstream,
    totalLimits,
    authorize: ({ headers }) => {
      const owner = ownerOf(headers.get('cookie'))
      return owner === null ? null : { owner }
    },
    store: sqliteStore({ file: dataFile(`${dataName}.db`) }),
    archive: diskArchive({ directory: dataFile(dataName) }),
    limits: { activeJobs: 4, requestsPerMinute: 12 },
    ...settings.origin,
  })

  const app = express()
  app.disable('x-powered-by')
  app.use('/api', toExpress(videos))
  // The page itself is served by Vite in development, and by main.ts in production.
  app.get('/', ({ headers }, response, next) => {
    if (ownerOf(headers.cookie) === null) response.append('Set-Cookie', newCookie())
    next()
  })
  return { app, videos }
}
