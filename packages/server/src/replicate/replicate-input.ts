import type { CreateVideo } from '@dailies/core'
import { dataURLOfFile } from '../net/encode-file'
import type { ReplicateModel } from './replicate-model'

/** A request for a prediction. */
export interface PredictionRequest {
  path: string
  body: { version?: string; input: Record<string, unknown> }
}

/** Writes a create as the model takes it. What the request leaves out is left to the model. */
export async function toPredictionRequest(model: ReplicateModel, request: CreateVideo): Promise<PredictionRequest> {
  const { replicate = {} } = model
  const { input_reference: first, last_frame: last, input_references: references = [], seconds } = request
  const input: Record<string, unknown> = {
    ...request.parameters,
    prompt: request.prompt,
    aspect_ratio: request.aspect_ratio,
    resolution: replicate.hasResolution === false ? undefined : request.resolution,
    duration: seconds === undefined || replicate.duration === 'text' ? seconds : Number(seconds),
    generate_audio: request.generate_audio,
    seed: request.seed,
    negative_prompt: request.negative_prompt,
  }
  if (first) input[replicate.firstFrame ?? 'image'] = await dataURLOfFile(first)
  if (last) input[replicate.lastFrame ?? 'last_frame'] = await dataURLOfFile(last)
  if (references.length > 0) {
    input[replicate.references ?? 'reference_images'] = await Promise.all(references.map((file) => dataURLOfFile(file)))
  }
  const run = replicate.run ?? model.id
  if (run.includes(':')) return { path: '/predictions', body: { version: run, input } }
  return {
    path: run.startsWith('deployments/') ? `/${run}/predictions` : `/models/${run}/predictions`,
    body: { input },
  }
}

/** How a model may be named: `owner/name`, `owner/name:version`, `deployments/owner/name`. */
export const isRunnable = (name: string): boolean =>
  /^(?:deployments\/)?[\w.-]+\/[\w.-]+$|^[\w.-]+\/[\w.-]+:\w+$/.test(name)
