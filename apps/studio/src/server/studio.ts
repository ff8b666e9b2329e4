import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVideoServer, routeUpstreams } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import express from 'express'
import { eventLine } from './event-line'
import { listen } from './listen'
import type { ListeningServer } from './listen'
import { openStore } from './open-store'
import { servePage } from './page'
import type { PageFacts } from './page'
import { securityHeaders } from './security-headers'
import type { ProviderSettings } from './providers'
import type { UpstreamSettings } from './settings'
import { createTelemetry } from './telemetry'
import { visitorSecret } from './visitor-secret'
import { createVisitors } from './visitors'

const pageDirectory = fileURLToPath(new URL('../page', import.meta.url))

/** Options of the studio. */
export interface StudioOptions extends PageFacts {
  dataDir: string
  upstream: UpstreamSettings
  /** Paid providers beside it. */
  providers?: ProviderSettings | undefined
}

/** Starts the studio: the server adapter at `/api`, the page at `/`. @throws Error if the port or the database is unavailable */
export async function startStudio(
  port: number,
  { dataDir, upstream, providers, sandbox }: StudioOptions,
): Promise<ListeningServer> {
  const { spritesheet, ...server } = upstream
  const visitors = createVisitors(await visitorSecret(dataDir))
  const recordTelemetry = createTelemetry()
  const store = await openStore(dataDir)
  const videos = createVideoServer({
    // The key is the id that its videos have had before.
    upstream: providers
      ? routeUpstreams({ openai: openaiUpstream(free(server)), ...providers.upstreams })
      : openaiUpstream(server),
    ...(providers && { totalLimits: { spendPerDay: providers.spendPerDay } }),
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
  app.use(await servePage(pageDirectory, visitors, { sandbox }))

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

/** The sandbox bills nothing, so its videos take nothing from the budget. */
function free({ models, ...settings }: Omit<UpstreamSettings, 'spritesheet'>): Omit<UpstreamSettings, 'spritesheet'> {
  if (!models) return settings
  const prices = (sizes: readonly string[]) => Object.fromEntries(sizes.map((size) => [size, 0]))
  return { ...settings, models: models.map((model) => ({ ...model, prices: prices(model.sizes ?? []) })) }
}
