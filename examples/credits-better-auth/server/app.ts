import type { VideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import express from 'express'
import type { Express } from 'express'
import { auth, ledger, migrate, userIdOf } from './auth'
import { openVideos } from './videos'

/** Sign-in at `/api/auth`, the balance at `/api/credits`, the videos at `/api/videos`. Call `videos.start()` once it listens. */
export async function createApp(): Promise<{ app: Express; videos: VideoServer }> {
  await migrate()
  const videos = await openVideos()
  const app = express()
  app.disable('x-powered-by')
  app.all('/api/auth/*path', toNodeHandler(auth))
  app.get('/api/credits', async (request, response) => {
    const owner = await userIdOf(fromNodeHeaders(request.headers))
    if (owner === null) response.sendStatus(401)
    else response.set('Cache-Control', 'no-store').json({ credits: ledger.balance(owner) })
  })
  app.use('/api', toExpress(videos))
  return { app, videos }
}
