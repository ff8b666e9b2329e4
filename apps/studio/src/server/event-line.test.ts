import type { ServerEvent } from '@dailies/server'
import { expect, it } from 'vitest'
import { eventLine } from './event-line'

const videoId = 'video_1'
const owner = 'demo-ada'
const model = 'lamp-1'

it.each<[ServerEvent, string]>([
  [
    { type: 'created', videoId, owner, operation: 'create', model, durationMs: 12.4 },
    'created   video_1 by lamp-1, create for demo-ada (12 ms)',
  ],
  [
    { type: 'polled', videoId, owner, model, status: 'in_progress', durationMs: 3 },
    'polled    video_1 in_progress (3 ms)',
  ],
  [
    { type: 'polled', videoId, owner, model, status: 'queued', durationMs: 30_000, code: 'upstream_timeout' },
    'polled    video_1 upstream_timeout (30.0 s)',
  ],
  [{ type: 'completed', videoId, owner, model, durationMs: 8_250 }, 'completed video_1 by lamp-1 (8.3 s)'],
  [
    { type: 'failed', videoId, owner, model, code: 'lost', isFinal: false, durationMs: 61_000 },
    'failed    video_1 lost, not final (61.0 s)',
  ],
  [
    { type: 'archived', videoId, owner, model, variant: 'video', bytes: 1_024, durationMs: 8 },
    'archived  video_1 video, 1024 bytes (8 ms)',
  ],
  [
    {
      type: 'archiving_failed',
      videoId,
      owner,
      model,
      operation: 'copy',
      variant: 'video',
      code: 'overloaded',
      reason: 'ENOSPC: no space left on device',
      durationMs: 8,
    },
    'archiving_failed video_1 copy of video, overloaded: ENOSPC: no space left on device (8 ms)',
  ],
  [
    {
      type: 'rejected',
      method: 'GET',
      path: '/api/videos',
      route: 'list',
      status: 401,
      code: 'unauthorized',
      durationMs: 1,
    },
    'rejected  GET /api/videos with 401 unauthorized (1 ms)',
  ],
  [{ type: 'callback', isIgnored: false, durationMs: 2 }, 'callback  of a provider: its job is polled now (2 ms)'],
  [
    { type: 'webhook', eventType: 'video.completed', isRepeat: true, durationMs: 2 },
    'webhook   video.completed, again (2 ms)',
  ],
])('%o is one line', (event, line) => {
  expect(eventLine(event)).toBe(line)
})
