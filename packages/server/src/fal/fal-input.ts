import type { CreateVideo } from '@dailies/core'
import { dataURLOfFile } from '../net/encode-file'
import type { FalModel } from './fal-model'

/** A request to an endpoint of fal. */
export interface FalRequest {
  endpoint: string
  input: Record<string, unknown>
}

/** Writes a create as the model takes it. What the request leaves out is left to the model. */
export async function toFalRequest(model: FalModel, request: CreateVideo): Promise<FalRequest> {
  const { fal = {} } = model
  const text = fal.text ?? model.id
  const image = fal.image ?? text
  const { input_reference: first, last_frame: last, input_references: references = [] } = request
  const firstField = fal.firstFrame ?? 'image_url'
  const input: Record<string, unknown> = {
    ...request.parameters,
    prompt: request.prompt,
    aspect_ratio: first && fal.hasRatioWithFrames === false ? undefined : request.aspect_ratio,
    resolution: fal.hasResolution === false ? undefined : request.resolution,
    duration: request.seconds === undefined ? undefined : durationOf(request.seconds, fal.duration),
    generate_audio: request.generate_audio,
    seed: request.seed,
    negative_prompt: request.negative_prompt,
  }
  if (first) input[last ? (fal.firstOfTwoFrames ?? firstField) : firstField] = await dataURLOfFile(first)
  if (last) input[fal.lastFrame ?? 'end_image_url'] = await dataURLOfFile(last)
  if (references.length > 0) {
    input[fal.references ?? 'image_urls'] = await Promise.all(references.map((file) => dataURLOfFile(file)))
  }
  return { endpoint: last ? (fal.frames ?? image) : first ? image : text, input }
}

function durationOf(seconds: string, format: 'seconds' | 'text' | 'number' = 'text'): string | number {
  if (format === 'number') return Number(seconds)
  return format === 'seconds' ? `${seconds}s` : seconds
}
