import assert from 'node:assert/strict'
import { createVideosClient } from '@dailies/core'

// The URL of a sandbox that was started with --renderer.
const client = createVideosClient({ baseURL: process.env.RENDERED_BASE_URL })
// No sample has this size and length.
const fields = { model: 'mini', size: '192x320', seconds: '2' }
let video = await client.create({ prompt: 'A brass lamp on a desk', ...fields })
while (video.status === 'queued' || video.status === 'in_progress') {
  await new Promise((resolve) => setTimeout(resolve, 200))
  video = await client.retrieve(video.id)
}
assert.deepEqual(
  { status: video.status, size: video.size, seconds: video.seconds },
  { status: 'completed', size: fields.size, seconds: fields.seconds },
)
console.log('rendered a video')
