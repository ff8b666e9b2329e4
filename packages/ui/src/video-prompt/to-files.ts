import type { Capabilities, CreateVideo } from '@dailies/core'
import { parseSize, type Pixels } from '../format'
import { croppedTo } from './crop'
import type { FirstFrameImage } from './first-frame'
import { croppingModule } from './load-cropping'
import { withinLimits } from './prompt-references'
import type { PromptSelection } from './prompt-selection'
import type { PromptFiles } from './use-prompt-files'

/** The files of the request: those that the model takes. */
export const toFiles = async (
  { model, size }: PromptSelection,
  { firstFrame, lastFrame, references }: PromptFiles,
  capabilities: Capabilities | undefined,
): Promise<Partial<CreateVideo>> => {
  const video = size === undefined ? undefined : parseSize(size)
  const maxBytes = capabilities?.max_reference_image_bytes ?? Infinity
  const encode = (image: FirstFrameImage, video: Pixels) => encodeFrame(image, video, maxBytes, model?.exact_frame_size)
  const first = model?.input_reference && video && firstFrame.image
  const last = first && model.last_frame && lastFrame.image
  const sent = withinLimits(references.items, model?.input_references)
  return {
    ...(first && { input_reference: await encode(first, video) }),
    ...(last && { last_frame: await encode(last, video) }),
    ...(sent.length > 0 && { input_references: sent.map(({ file }) => file) }),
  }
}

const encodeFrame = async (image: FirstFrameImage, video: Pixels, maxBytes: number, isExact = false): Promise<Blob> => {
  const { cropToFile } = await croppingModule.load()
  const { frame, crop } = croppedTo(image, video, isExact)
  return cropToFile({ bitmap: image.bitmap, crop }, frame, maxBytes)
}
