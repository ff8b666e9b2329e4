import type { AiSdkModelOption, AiSdkVideoModel } from '@dailies/server/ai-sdk'
import { loadPublished } from './published-packages'

/** The key of every vendor, which must not appear anywhere. */
export const vendorKey = 'vk-1234567890-very-secret'
/** Where every vendor says that its file is. */
export const fileURL = 'http://files.test/video.mp4'
const vendorURL = 'http://vendor.test'

type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>
type Answer = unknown | (() => Response)

/** One package, and the shapes of its vendor's API, which the package parses. */
export interface Vendor {
  load(fetch: Fetch): Promise<AiSdkVideoModel>
  /** Options of the model beside the usual ones. */
  option?: Partial<AiSdkModelOption>
  /** The request for a new job. */
  isStart(path: string): boolean
  started: unknown
  /** What it sends for a video of 16:9, 720p and 8 s with the seed 0 and sound. */
  sends: object
  /** Its answers to a poll. */
  running: Answer
  completed: Answer
  failed: Answer
  moderated: Answer
  /** What the vendor billed, in dollars, where its package tells it. */
  cost?: number
}

const id = 'job-at-the-vendor-1'
const settings = (fetch: Fetch) => ({ apiKey: vendorKey, fetch })
const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init)

const prediction = (status: string, fields = {}) => ({
  id,
  status,
  urls: { get: `${vendorURL}/v1/predictions/${id}` },
  ...fields,
})
const task = (status: string, fields = {}) => ({ task: { id, status, ...fields } })
const wan = (task_status: string, fields = {}) => ({ output: { task_id: id, task_status, ...fields }, request_id: 'r' })

export const vendors: Record<string, Vendor> = {
  xai: {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/xai'))
        .createXai({ ...settings(fetch), baseURL: `${vendorURL}/v1` })
        .video('grok-imagine-video'),
    option: { cost: ({ xai }) => Number(xai?.['costInUsdTicks']) / 1e10 },
    isStart: (path) => path === '/v1/videos/generations',
    started: { request_id: id },
    sends: { aspect_ratio: '16:9', resolution: '720p', duration: 8, generate_audio: true },
    running: json({ status: 'pending', progress: 40 }, { status: 202 }),
    completed: {
      status: 'done',
      video: { url: fileURL, respect_moderation: true },
      usage: { cost_in_usd_ticks: 4_000_000_000 },
    },
    failed: { status: 'failed', error: { code: 'internal', message: 'No GPU is free.' } },
    moderated: { status: 'done', video: { url: fileURL, respect_moderation: false } },
    cost: 0.4,
  },
  replicate: {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/replicate'))
        .createReplicate({ apiToken: vendorKey, fetch, baseURL: `${vendorURL}/v1` })
        .video('owner/name'),
    isStart: (path) => path === '/v1/models/owner/name/predictions',
    started: prediction('starting'),
    sends: { input: { aspect_ratio: '16:9', size: '1280x720', duration: 8 } },
    running: prediction('processing'),
    completed: prediction('succeeded', { output: fileURL }),
    failed: prediction('failed', { error: 'No GPU is free.' }),
    moderated: prediction('failed', { error: 'The input or output was flagged as sensitive.' }),
  },
  minimax: {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/minimax'))
        .createMiniMax({ ...settings(fetch), videoBaseURL: vendorURL })
        .video('MiniMax-H3'),
    // It knows no 1280x720, and would make its dearest tier.
    option: { callOptions: () => ({ providerOptions: { minimax: { resolution: '768P' } }, resolution: undefined }) },
    isStart: (path) => path === '/v2/video_generation',
    started: { task_id: id },
    sends: { model: 'MiniMax-H3', resolution: '768P', duration: 8, ratio: '16:9' },
    running: task('running'),
    completed: task('succeeded', { content: { url: fileURL } }),
    failed: task('failed', { error: { code: 1000, message: 'No GPU is free.' } }),
    moderated: task('failed', { error: { code: 1026, message: 'The prompt is sensitive.' } }),
  },
  alibaba: {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/alibaba'))
        .createAlibaba({ ...settings(fetch), videoBaseURL: vendorURL })
        .video('wan3.0-video'),
    isStart: (path) => path === '/api/v1/services/aigc/video-generation/video-synthesis',
    started: wan('PENDING'),
    sends: { parameters: { resolution: '720P', ratio: '16:9', duration: 8, seed: 0, audio: true } },
    running: wan('RUNNING'),
    completed: wan('SUCCEEDED', { video_url: fileURL }),
    failed: wan('FAILED', { code: 'InternalError.Algo', message: 'No GPU is free.' }),
    moderated: wan('FAILED', { code: 'DataInspectionFailed', message: 'The content policy was violated.' }),
  },
  'black-forest-labs': {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/black-forest-labs'))
        .createBlackForestLabs({ ...settings(fetch), baseURL: `${vendorURL}/v1` })
        .video('flux-3-video'),
    isStart: (path) => path === '/v1/flux-3-video',
    started: { id, polling_url: `${vendorURL}/v1/get_result?id=${id}`, cost: 40 },
    sends: { resolution: 'hd', aspect_ratio: '16:9', duration: 8 },
    // A credit is a cent.
    option: {
      cost: ({ blackForestLabs }) =>
        Number((blackForestLabs?.['videos'] as { cost: number }[] | undefined)?.[0]?.cost) / 100,
    },
    running: { status: 'Pending', progress: 0.4 },
    completed: { status: 'Ready', result: { sample: fileURL } },
    failed: { status: 'Error', details: 'No GPU is free.' },
    moderated: { status: 'Content Moderated', details: { reasons: ['violence'] } },
    cost: 0.4,
  },
  gateway: {
    load: async (fetch) =>
      (await loadPublished('@ai-sdk/gateway'))
        .createGateway({ ...settings(fetch), baseURL: `${vendorURL}/v4/ai` })
        .video('vendor/model'),
    isStart: (path) => path === '/v4/ai/video-model/start',
    started: { operation: { id, vendor: 'vendor' } },
    sends: { aspectRatio: '16:9', resolution: '1280x720', duration: 8, seed: 0, generateAudio: true, n: 1 },
    running: { status: 'pending' },
    completed: { status: 'completed', videos: [{ type: 'url', url: fileURL, mediaType: 'video/mp4' }] },
    failed: { status: 'error', error: 'No GPU is free.' },
    moderated: { status: 'error', error: 'The prompt was rejected by content moderation.' },
  },
}
