import { isFields } from '../body'
import { bytesOfBase64 } from '../bytes-of-base64'
import { readImageHeader } from '../image-header'
import type { CreateRequest, Job } from '../job'
import { moderate } from '../moderation'
import { nativeSize } from '../native-size'
import { WireError } from '../wire-error'
import { invalidArgument } from './gemini-error'
import { shortId } from './veo-operation'

/** Lengths in seconds by model: `@google/genai` 3.3.0 lists the models, Vercel's changelog the lengths of 1.2. */
const longest: Readonly<Record<string, number>> = { 'gemini-omni-1.1-flash': 10, 'gemini-omni-1.2-flash': 15 }
const shortest = 3
const ratios: readonly unknown[] = ['16:9', '9:16']
const tiers: readonly unknown[] = ['720p', '360p', '1080p', '4k']

/** Whether the sandbox serves this model by the Interactions API. */
export const isOmniModel = (model: unknown): model is string =>
  typeof model === 'string' && Object.hasOwn(longest, model)

/**
 * Reads the body of an interaction that makes a video, by the types of `@google/genai` 3.3.0. Only what a video from a text,
 * or from a text and a first frame, needs is served, and only in the background.
 * @throws WireError 400
 */
export function readOmniRequest(body: Record<string, unknown>, model: string): CreateRequest {
  const { input, background, response_format: format = {} } = body
  if (background !== true) throw invalidArgument('The sandbox serves interactions with `background: true` only.')
  if (!isFields(format) || format['type'] !== 'video') throw invalidArgument('`response_format.type` must be video.')
  if (format['delivery'] !== 'uri') throw invalidArgument('The sandbox serves `delivery: uri` only.')
  const aspectRatio = readChoice(format, 'aspect_ratio', ratios)
  const resolution = readChoice(format, 'resolution', tiers)
  const { prompt, image } = readInput(input)
  return {
    model,
    prompts: [prompt],
    size: nativeSize(aspectRatio, resolution),
    seconds: readSeconds(format['duration'], longest[model] ?? shortest),
    aspectRatio,
    resolution,
    generateAudio: true,
    ...(image ? { referenceImage: image } : {}),
  }
}

function readInput(input: unknown): { prompt: string; image?: Uint8Array } {
  const parts = typeof input === 'string' ? [{ type: 'text', text: input }] : input
  if (!Array.isArray(parts) || !parts.every(isFields)) throw invalidArgument('`input` must be a text or a list.')
  const texts = parts.flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : []))
  const prompt = texts.join(' ')
  if (prompt === '') throw invalidArgument('`input` must have a text.')
  if (moderate(prompt) === 'reject') throw invalidArgument('The prompt was blocked by moderation.')
  const images = parts.filter(({ type }) => type === 'image').map(readImage)
  if (images.length > 1) throw invalidArgument('The sandbox serves one image in `input`.')
  return { prompt, ...(images[0] ? { image: images[0] } : {}) }
}

function readImage({ data, mime_type: type }: Record<string, unknown>): Uint8Array {
  const bytes = typeof data === 'string' ? bytesOfBase64(data) : undefined
  const header = bytes && readImageHeader(bytes)
  if (bytes && header && header.type === type) return bytes
  throw invalidArgument('An image needs the base64 of a JPEG, PNG or WebP as `data`, and its `mime_type`.')
}

function readChoice(format: Record<string, unknown>, name: string, allowed: readonly unknown[]): string {
  const value = format[name] ?? allowed[0]
  if (typeof value === 'string' && allowed.includes(value)) return value
  throw invalidArgument(`\`response_format.${name}\` must be one of ${allowed.join(', ')}.`)
}

// A duration of Protocol Buffers; a number alone was rejected in 2026.
function readSeconds(duration: unknown, most: number): string {
  const [, seconds] = /^(\d+)s$/.exec(typeof duration === 'string' ? duration : '8s') ?? []
  const length = typeof duration === 'number' ? Number.NaN : Number(seconds)
  if (length >= shortest && length <= most) return String(length)
  throw invalidArgument(`\`response_format.duration\` must be from ${shortest}s to ${most}s, as a text such as "8s".`)
}

/**
 * A job as an interaction. A blocked prompt is a success whose only output is a text, as observed in 2026.
 * @param uri of the file, which is served with the key only
 */
export function interactionOf(job: Job, uri: string): unknown {
  const { state, request } = job
  const common = { id: shortId(job), object: 'interaction', model: request.model }
  const output = (content: object) => ({ steps: [{ type: 'model_output', content: [content] }] })
  if (state.status === 'completed') {
    return { ...common, status: 'completed', ...output({ type: 'video', mime_type: 'video/mp4', uri }) }
  }
  if (state.status !== 'failed') return { ...common, status: 'in_progress' }
  const { code, message } = state.failure
  if (code === 'cancelled') return { ...common, status: 'cancelled' }
  if (code === 'moderation_blocked') {
    return { ...common, status: 'completed', ...output({ type: 'text', text: 'I cannot make this video.' }) }
  }
  return { ...common, status: 'failed', errors: [{ code: 'internal', message }] }
}

/** An unknown interaction is 400, as observed in 2026. */
export const interactionNotFound = () => new WireError(400, 'Invalid interaction name.')
