import { sandboxModels } from '@dailies/sandbox/models'
import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { openaiUpstream } from '@dailies/server/openai'
import { after } from 'next/server'
import { archive, store } from './storage'
import { ownerOfRequest } from './visitor'

/** A serverless platform uses a cron instead of a long-running process; the cron sends this secret. */
export const cronSecret = process.env['CRON_SECRET']

/** Vercel accepts bodies of 4.5 MB; the difference is for the form around the image. */
const maxReferenceImageBytes = 4 * 1024 * 1024

const makeVideos = (): VideoServer =>
  createVideoServer({
    upstream: openaiUpstream({
      baseURL: process.env['VIDEOS_BASE_URL'],
      apiKey: process.env['VIDEOS_API_KEY'],
      // For another server, list its models.
      models: sandboxModels,
    }),
    authorize: (request) => {
      const owner = ownerOfRequest(request)
      return owner === null ? null : { owner }
    },
    store: store(),
    archive: archive(),
    // The grid of the sandbox, which a small sheet leaves ambiguous. For another server, set its own or none.
    spritesheet: { columns: 5, rows: 5 },
    basePath: '/api',
    maxReferenceImageBytes,
    // `after` works only inside a request; the poller runs outside of one and does not need it.
    ...(cronSecret !== undefined && { waitUntil: (work) => after(work) }),
  })

// Next bundles pages, routes and instrumentation.ts separately, and again after every change during development: a module variable
// would create one server per bundle.
const shared = globalThis as typeof globalThis & { dailiesVideos?: VideoServer }

/** The video server singleton of this process, created on first use: importing this file reads no key and opens nothing. */
export const videos = (): VideoServer => (shared.dailiesVideos ??= makeVideos())
