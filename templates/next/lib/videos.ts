import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { diskArchive } from '@dailies/server/node'
import { sqliteStore } from '@dailies/server/sqlite'
import { dataFile, settings } from './settings'
import { openUpstream } from './upstream'
import { ownerOf } from './visitor'

const create = async (): Promise<VideoServer> => {
  const { upstream, totalLimits, dataName } = await openUpstream()
  return createVideoServer({
    upstream,
    totalLimits,
    authorize: ({ headers }) => {
      const owner = ownerOf(headers.get('cookie'))
      return owner === null ? null : { owner }
    },
    store: sqliteStore({ file: dataFile(`${dataName}.db`) }),
    archive: diskArchive({ directory: dataFile(dataName) }),
    limits: { activeJobs: 4, requestsPerMinute: 12 },
    basePath: '/api',
    ...settings.origin,
  })
}

// Next bundles pages, routes and instrumentation.ts separately, so a module variable would be one server for each of them.
const shared = globalThis as typeof globalThis & { videos?: Promise<VideoServer> }

/** The video server of this process, created on first use: importing this file opens nothing, also during the build. */
export const videos = (): Promise<VideoServer> => (shared.videos ??= create())
