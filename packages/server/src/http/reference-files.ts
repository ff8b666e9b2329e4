import { VideoError } from '@dailies/core'
import { readBase64 } from '../net/read-base64'
import { readImageHeader } from '../net/image-header'
import { sniffAudio } from '../net/sniff-audio'
import { sniff } from '../net/sniff'

/** More than any model accepts. */
const maxReferences = 16
/** The types of references besides images, by their first bytes. */
const videoTypes = new Set(['video/mp4', 'video/webm', 'video/quicktime'])

interface FileRules {
  maxReferenceImageBytes: number
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/** The error of files that are too large, in bytes. */
export const filesTooLarge = (param: string, bytes: number, maxBytes: number): VideoError =>
  new VideoError(
    `The reference files have ${bytes} bytes, but the limit is ${maxBytes} together. Shrink or recompress them.`,
    { code: 'too_large', param },
  )

/**
 * Reads and validates an image: its type by the first bytes.
 *
 * @throws VideoError with the name of the field as `param`
 */
export async function readImage(field: unknown, rules: FileRules, param: string): Promise<Blob | undefined> {
  if (field === undefined || field === null) return undefined
  const bytes = await readFile(field, rules, param)
  const image = readImageHeader(bytes)
  if (!image) throw invalid(param, `${param} must be a JPEG, PNG or WebP; its first bytes match none of them.`)
  return new Blob([bytes], { type: image.type })
}

/**
 * Reads and validates a list of images, videos and sounds, each with its type by the first bytes.
 *
 * @throws VideoError with the name of the field and the position, such as `input_references.0`, as `param`
 */
export async function readReferences(field: unknown, rules: FileRules, param: string): Promise<Blob[] | undefined> {
  if (field === undefined || field === null) return undefined
  const list: unknown[] = Array.isArray(field) ? field : [field]
  if (list.length > maxReferences)
    throw invalid(param, `${param} has ${list.length} files, but the limit is ${maxReferences}.`)
  const files: Blob[] = []
  for (const [index, entry] of list.entries()) files.push(await readReference(entry, rules, `${param}.${index}`))
  return files.length > 0 ? files : undefined
}

async function readReference(entry: unknown, rules: FileRules, param: string): Promise<Blob> {
  const bytes = await readFile(entry, rules, param)
  const image = readImageHeader(bytes)?.type
  const media = sniff(bytes)
  const type = image ?? sniffAudio(bytes) ?? (media !== undefined && videoTypes.has(media) ? media : undefined)
  if (type !== undefined) return new Blob([bytes], { type })
  throw invalid(
    param,
    `${param} must be an image (JPEG, PNG, WebP), a video (MP4, WebM, QuickTime) or a sound (MP3, WAV, M4A, Ogg); its first bytes match none of them.`,
  )
}

async function readFile(field: unknown, rules: FileRules, param: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = field instanceof Blob ? new Uint8Array(await field.arrayBuffer()) : readDataURL(field, param)
  const maxBytes = rules.maxReferenceImageBytes
  if (bytes.byteLength > maxBytes) throw filesTooLarge(param, bytes.byteLength, maxBytes)
  return bytes
}

/** Where a file can be in JSON: `image_url` is OpenAI's, the others and `{ url }` inside are OpenRouter's. */
const urlFields = ['image_url', 'video_url', 'audio_url']

function readDataURL(field: unknown, param: string): Uint8Array<ArrayBuffer> {
  const fields: Record<string, unknown> = typeof field === 'object' && field !== null ? { ...field } : {}
  if ('file_id' in fields) {
    throw invalid(
      `${param}.file_id`,
      'file_id is not supported, because it refers to a file in an account that all users share. Send the file itself.',
    )
  }
  const name = urlFields.find((candidate) => candidate in fields)
  if (name === undefined) throw invalid(param, `${param} must be a file, or {"image_url": "data:…"} in JSON.`)
  const value = fields[name]
  const url = typeof value === 'object' && value !== null && 'url' in value ? value.url : value
  const path = `${param}.${name}`
  const comma = typeof url === 'string' && /^data:/i.test(url) ? url.indexOf(',') : -1
  if (typeof url !== 'string' || comma < 0 || !/;base64$/i.test(url.slice(0, comma))) {
    throw invalid(path, `${name} must be a base64 data: URL that contains the file; other URLs are not fetched (SSRF).`)
  }
  const bytes = readBase64(url.slice(comma + 1))
  if (bytes === undefined) throw invalid(path, `${name} does not contain valid base64. Encode the file again.`)
  return bytes
}
