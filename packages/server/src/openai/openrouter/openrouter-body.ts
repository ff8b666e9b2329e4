import type { CreateVideo } from '@dailies/core'
import type { Fields } from '@dailies/core/internal'
import { dataURLOfFile } from '../../net/encode-file'

/**
 * Writes a create with OpenRouter's names, which are not those of the Videos API: it would ignore `seconds`, and make a video
 * of its own length. The fields are those of `VideoGenerationRequest` in `@openrouter/sdk` 1.3.19.
 */
export async function openRouterBody(
  request: Omit<CreateVideo, 'metadata'>,
  callbackURL: string | undefined,
): Promise<Fields> {
  const { aspect_ratio, resolution, size, seconds, input_reference: first, last_frame: last } = request
  // `size` is interchangeable with both of the others.
  const hasShape = aspect_ratio !== undefined && resolution !== undefined
  const frames = [
    ...(first ? [await imageOf(first, { frame_type: 'first_frame' })] : []),
    ...(last ? [await imageOf(last, { frame_type: 'last_frame' })] : []),
  ]
  const references = await Promise.all((request.input_references ?? []).map((file) => imageOf(file)))
  const fields = {
    ...request.parameters,
    model: request.model,
    prompt: request.prompt,
    duration: seconds === undefined ? undefined : Number(seconds),
    size: hasShape ? undefined : size,
    aspect_ratio,
    resolution,
    generate_audio: request.generate_audio,
    seed: request.seed,
    negative_prompt: request.negative_prompt,
    frame_images: frames.length > 0 ? frames : undefined,
    input_references: references.length > 0 ? references : undefined,
    callback_url: callbackURL,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

const imageOf = async (file: Blob, more: object = {}) => ({
  type: 'image_url',
  image_url: { url: await dataURLOfFile(file) },
  ...more,
})
