import { shapesOf } from '@dailies/core'
import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import { sniff, sniffLength } from '../net/sniff'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { AiSdkModelOption } from './ai-sdk-options'
import type { AiSdkCallOptions, AiSdkFile } from './video-model'

/**
 * The call options of a create request, as the AI SDK means them, with the changes that the model needs.
 *
 * @throws SubmissionRejectedError if the operator's function for them throws: nothing was sent
 */
export async function callOptionsOf(
  request: CreateVideo,
  option: Pick<AiSdkModelOption, 'id' | 'sizes' | 'shapes' | 'callOptions'>,
): Promise<AiSdkCallOptions> {
  const usual = await usualOptions(request, option)
  try {
    return { ...usual, ...option.callOptions?.(request) }
  } catch (cause) {
    throw new SubmissionRejectedError(`The callOptions of the model "${option.id}" failed, so nothing was sent.`, {
      code: 'misconfigured',
      cause,
    })
  }
}

async function usualOptions(
  request: CreateVideo,
  capabilities: Pick<ModelCapabilities, 'sizes' | 'shapes'>,
): Promise<AiSdkCallOptions> {
  const { prompt, size, seconds, seed, generate_audio, input_reference, last_frame, input_references = [] } = request
  const shape = shapesOf(capabilities).find((each) => each.size === size)
  const [first, last] = await Promise.all([
    input_reference && fileOf(input_reference),
    last_frame && fileOf(last_frame),
  ])
  return {
    prompt,
    n: 1,
    aspectRatio: request.aspect_ratio ?? shape?.aspect_ratio,
    resolution: size,
    duration: seconds === undefined ? undefined : Number(seconds),
    fps: undefined,
    seed,
    // As `generateVideo` of `ai` fills them: some packages read `image` only, others `frameImages` first.
    image: first,
    frameImages:
      first && last
        ? [
            { image: first, frameType: 'first_frame' },
            { image: last, frameType: 'last_frame' },
          ]
        : undefined,
    inputReferences: input_references.length > 0 ? await Promise.all(input_references.map(fileOf)) : undefined,
    generateAudio: generate_audio,
    providerOptions: {},
  }
}

async function fileOf(file: Blob): Promise<AiSdkFile> {
  const data = new Uint8Array(await file.arrayBuffer())
  return { type: 'file', mediaType: sniff(data.subarray(0, sniffLength)) ?? file.type, data }
}
