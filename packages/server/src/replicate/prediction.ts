import { fieldsOf, isFields, textOf } from '@dailies/core/internal'
import type { ErrorFields } from '@dailies/core/internal'

/** What a prediction says about its job. */
export type PredictionState =
  | { kind: 'running'; status: 'queued' | 'in_progress' }
  | { kind: 'completed'; file: string | { base64: string } | undefined }
  | { kind: 'failed'; reason: ErrorFields; isFree: boolean }

/**
 * Reads the state of a prediction. An unknown status means that it still runs.
 * https://replicate.com/docs/topics/predictions/lifecycle, November 2026.
 */
export function readPrediction(body: unknown): PredictionState {
  const { status, output, error, data_removed: isRemoved } = fieldsOf(body)
  switch (status) {
    case 'succeeded': {
      const file = findFile(output)
      if (file !== undefined || isRemoved === true) return { kind: 'completed', file }
      return failed('The video service ended this job without a video.')
    }
    case 'failed':
      return failed(textOf(error))
    case 'canceled':
      return { kind: 'failed', reason: { code: 'cancelled' }, isFree: false }
    case 'aborted':
      // Ended before it ran, which is not charged: https://replicate.com/changelog/2025-10-16-prediction-deadlines.
      return { kind: 'failed', reason: { code: 'cancelled' }, isFree: true }
    case 'starting':
      return { kind: 'running', status: 'queued' }
    default:
      return { kind: 'running', status: 'in_progress' }
  }
}

/** What the codes at the end of an error mean: https://replicate.com/docs/reference/error-codes, November 2026. */
const errorCodes: Readonly<Record<string, string>> = { E005: 'moderation_blocked' }

function failed(message: string | undefined): PredictionState {
  const [, code] = /\((E\d{3,5})\)\s*$/.exec(message ?? '') ?? []
  const reason = {
    ...(code !== undefined && { code: errorCodes[code] ?? code }),
    ...(message !== undefined && { message }),
  }
  return { kind: 'failed', reason, isFree: false }
}

/** How deep the files of an output are looked for. */
const maxDepth = 4

/**
 * The video in an output of any shape: a URL, a list, an object, or lists and objects of those. The one that looks like a
 * video, or else the first file.
 */
function findFile(output: unknown): string | { base64: string } | undefined {
  const files = [...filesIn(output, maxDepth)]
  const file = files.find((url) => videoFile.test(url)) ?? files[0]
  const prefix = file === undefined ? undefined : /^data:[^,]*;base64,/i.exec(file)?.[0]
  return file === undefined || prefix === undefined ? file : { base64: file.slice(prefix.length) }
}

const videoFile = /^data:video\/|^[^?#]+\.(?:mp4|webm|mov|mkv|m4v|avi)(?:[?#]|$)/i

function* filesIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string' && /^(?:https?:\/\/|data:[^,]*;base64,)/i.test(value)) yield value
  if (depth === 0) return
  const children = Array.isArray(value) ? (value as unknown[]) : isFields(value) ? Object.values(value) : []
  for (const child of children) yield* filesIn(child, depth - 1)
}
