import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { diskArchive } from '@dailies/server/node'
import { sqliteStore } from '@dailies/server/sqlite'
import { ledger, userIdOf } from './auth'
import { dataFile, settings } from './settings'
import { openUpstream } from './upstream'

export async function openVideos(): Promise<VideoServer> {
  const { upstream, totalLimits, dataName } = await openUpstream()
  const videos = createVideoServer({
    upstream,
    totalLimits,
    authorize: async ({ headers }) => {
      const owner = await userIdOf(headers)
      return owner === null ? null : { owner }
    },
    store: sqliteStore({ file: dataFile(`${dataName}.db`) }),
    archive: diskArchive({ directory: dataFile(dataName) }),
    credits: {
      debit: ledger.debit,
      refund: ledger.refund,
      // A failure that may have been billed is refunded after two days.
      refundProvisionalAfterMs: 172_800_000,
    },
    // What failed for good is refunded at once, at our expense if the provider billed it. Without this, only if it cost nothing.
    onSettled: async ({ id, status }, { final }) => {
      if (final && status === 'failed') await videos.refund(id)
    },
    limits: { activeJobs: 4, requestsPerMinute: 12 },
    basePath: '/api',
    publicOrigin: settings.origin,
  })
  return videos
}
