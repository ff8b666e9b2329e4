import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import express from 'express'
import { eventLine } from './event-line'
import { listen } from './listen'
import type { ListeningServer } from './listen'
import { openStore } from './open-store'
import { servePage } from './page'
import { securityHeaders } from './security-headers'
import type { UpstreamSettings } from './settings'
import { createTelemetry } from './telemetry'
import { visitorSecret } from './visitor-secret'
import { createVisitors } from './visitors'

const pageDirectory = fileURLToPath(new URL('../page', import.meta.url))

/** Options of the studio. */
export interface StudioOptions {
  dataDir: string
  upstream: UpstreamSettings
}

/** Starts the studio: the server adapter at `/api`, the page at `/`. @throws Error if the port or the database is unavailable */
export async function startStudio(port: number, { dataDir, upstream }: StudioOptions): Promise<ListeningServer> {
  const { spritesheet, ...server } = upstream
  const visitors = createVisitors(await visitorSecret(dataDir))
  const recordTelemetry = createTelemetry()
  const store = await openStore(dataDir)
  const videos = createVideoServer({
    upstream: openaiUpstream(server),
    authorize: (request) => {
      const owner = visitors.nameOf(request)
      return owner === null ? null : { owner }
    },
    store,
    archive: diskArchive({ directory: path.join(dataDir, 'videos') }),
    ...(spritesheet && { spritesheet }),
    onEvent: (event) => {
      console.log(eventLine(event))
      recordTelemetry(event)
    },
  })

  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(() => randomBytes(16).toString('base64')))
  app.use('/api', toExpress(videos))
  app.use(await servePage(pageDirectory, visitors))

  const listening = await listen(app, port, 'PORT')
  videos.start()
  return {
    port: listening.port,
    close: async () => {
      await videos.close()
      await listening.close()
    },
  }
}
