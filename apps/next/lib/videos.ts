import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { openaiUpstream } from '@dailies/server/openai'
import { after } from 'next/server'
import { models, spritesheet } from './models'
import { archive, store } from './storage'
import { ownerOfRequest } from './visitor'

/** A platform without a process that stays has a cron instead, which needs this secret. */
export const cronSecret = process.env['CRON_SECRET']

/** Vercel takes bodies of 4.5 MB; the rest is for the form around the picture. */
const maxReferenceImageBytes = 4 * 1024 * 1024

const makeVideos = (): VideoServer =>
  createVideoServer({
    upstream: openaiUpstream({
      baseURL: process.env['VIDEOS_BASE_URL'],
      apiKey: process.env['VIDEOS_API_KEY'],
      models,
    }),
    authorize: (request) => {
      const owner = ownerOfRequest(request)
      return owner === null ? null : { owner }
    },
    store: store(),
    archive: archive(),
    spritesheet,
    basePath: '/api',
    maxReferenceImageBytes,
    // `after` knows the request it is called in, and only there; a watcher works in none and needs none.
    ...(cronSecret !== undefined && { waitUntil: (work) => after(work) }),
  })

// Next bundles pages, routes and instrumentation.ts apart, and anew after every change while developing: a variable of this
// module would be a server for each of them.
const shared = globalThis as typeof globalThis & { dailiesVideos?: VideoServer }

/** The one video server of this process, made when it is first wanted: importing this file asks for no key and opens nothing. */
export const videos = (): VideoServer => (shared.dailiesVideos ??= makeVideos())
