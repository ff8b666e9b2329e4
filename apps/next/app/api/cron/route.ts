import { timingSafeEqual } from 'node:crypto'
import { cronSecret, videos } from '../../../lib/videos'

/** Polls every due job. Call it every minute with `Authorization: Bearer $CRON_SECRET`, as Vercel's cron does. */
export async function GET(request: Request): Promise<Response> {
  if (!isCron(request.headers.get('authorization'))) return new Response(null, { status: 404 })
  return Response.json({ jobs: await videos().tick() })
}

function isCron(authorization: string | null): boolean {
  if (!cronSecret || authorization === null) return false
  const given = Buffer.from(authorization)
  const expected = Buffer.from(`Bearer ${cronSecret}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
