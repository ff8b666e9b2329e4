import { encodePad } from './encode/encode-pad'
import { encodePictures } from './encode/encode-pictures'
import { writeVideo } from './encode/write-video'
import { createFrame } from './frame'
import { hashText } from './random'
import type { RenderedVideo, RenderRequest } from './renderer'
import { createScene } from './scene/scene'
import { collectStills, readReference } from './stills'

// Several of the models that this stands in for write 16 pictures a second; nearly all of the time goes into them.
const framesPerSecond = ({ width, height }: RenderRequest): number => (width * height < 500_000 ? 24 : 16)

/** Draws and encodes a film and its two stills. Blocks its thread while it draws. */
export async function renderVideo(request: RenderRequest): Promise<RenderedVideo> {
  const { width, height, seconds, seed, prompts } = request
  const frame = createFrame(width, height)
  const reference = request.reference && (await readReference(request.reference, width, height))
  const scene = createScene({ width, height, seconds, seed, prompts, reference })
  const rate = framesPerSecond(request)
  const format = { width, height, framesPerSecond: rate, frameCount: Math.round(seconds * rate) }
  const stills = collectStills(format)
  const pictures = await encodePictures(format, frame, (target, index) => {
    scene.draw(target, index / rate)
    stills.take(target, index)
  })
  const video = await writeVideo(pictures, rate, await encodePad(hashText(prompts[0], seed), seconds))
  return { video, thumbnail: await stills.thumbnail(), spritesheet: await stills.spritesheet() }
}
