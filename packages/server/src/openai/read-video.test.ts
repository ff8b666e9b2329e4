import { describe, expect, it } from 'vitest'
import { readVideo } from './read-video'

describe('readVideo', () => {
  it.each([
    [
      'OpenAI',
      {
        id: 'video_1',
        object: 'video',
        model: 'sora-2',
        status: 'in_progress',
        progress: 33,
        prompt: 'A lamp',
        created_at: 1_790_000_000,
        size: '1280x720',
        seconds: '8',
        remixed_from_video_id: 'video_0',
        error: null,
      },
      'video_1',
      {
        status: 'in_progress',
        progress: 33,
        model: 'sora-2',
        prompt: 'A lamp',
        created_at: 1_790_000_000,
        size: '1280x720',
        seconds: '8',
      },
    ],
    ['a bare server', { id: 'a', status: 'queued' }, 'a', { status: 'queued' }],
    ['a server that returns only an id', { task_id: 'a' }, 'a', { status: 'queued' }],
    [
      'vLLM-Omni',
      { id: 'a', status: 'failed', size: null, progress: 12.7, error: { code: 500, message: 'CUDA out of memory' } },
      'a',
      { status: 'failed', progress: 12, error: { code: 'generation_failed', message: 'CUDA out of memory' } },
    ],
    [
      'SGLang',
      { id: 'a', status: 'deleted', seconds: 4, error: null },
      'a',
      {
        status: 'failed',
        seconds: '4',
        error: { code: 'deleted', message: 'The video service ended this job as "deleted" and gave no reason.' },
      },
    ],
    [
      'TensorRT-LLM',
      { id: 'a', status: 'failed', progress: null, duration: 4.5, error: 'Not enough memory' },
      'a',
      { status: 'failed', seconds: '4.5', error: { code: 'generation_failed', message: 'Not enough memory' } },
    ],
    [
      'NVIDIA Dynamo',
      { id: 'a', status: 'completed', created: 1_790_000_000, data: [{ url: 'https://cdn.test/a.mp4' }] },
      'a',
      { status: 'completed', created_at: 1_790_000_000 },
    ],
    [
      'new-api',
      { code: 'success', data: { task_id: 'a', status: 'NOT_START', progress: '42%', fail_reason: '' } },
      'a',
      { status: 'queued', progress: 42 },
    ],
    ['AISIX', { id: 'a', status: 'running', created_at: 0 }, 'a', { status: 'in_progress' }],
    [
      'qvac',
      { id: 'a', status: 'completed', created_at: 1_790_000_000, expires_at: 253_402_300_799, progress: 99 },
      'a',
      { status: 'completed', created_at: 1_790_000_000, progress: 99 },
    ],
    [
      'a relay',
      { request_id: 7, status: 'NSFW', progress: 0.42, size: '1280:720', message: 'Flagged' },
      '7',
      { status: 'failed', progress: 42, size: '1280x720', error: { code: 'nsfw', message: 'Flagged' } },
    ],
  ])('reads a response of %s', (_, raw, id, update) => {
    expect(readVideo(raw)).toEqual({ id, update })
  })
})

it.each([null, undefined, 'ok', 42, [], {}])('reads no id from %s', (raw) => {
  expect(readVideo(raw).id).toBeUndefined()
})

it("omits the upstream's id of the remixed video", () => {
  expect(
    JSON.stringify(readVideo({ id: 'b', status: 'queued', remixed_from_video_id: 'video_secret' }).update),
  ).not.toContain('video_secret')
})
