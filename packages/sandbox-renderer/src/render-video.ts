import { encodePad } from './encode/encode-pad'
import { encodePictures } from './encode/encode-pictures'
import { writeVideo } from './encode/write-video'
import { createFrame } from './frame'
import { hashText } from './random'
import type { RenderedVideo, RenderRequest } from '@dailies/sandbox'
import { createScene } from './scene/scene'
import { collectStills, readReferenceImage } from './stills'

// Several real models render 16 frames per second; nearly all of the time is spent on frames.
const framesPerSecond = ({ width, height, parameters }: RenderRequest): number => {
  const { fps } = parameters ?? {}
  if (typeof fps === 'number') return fps
  return width * height < 500_000 ? 24 : 16
}

/** Draws and encodes a video, its thumbnail and its spritesheet. Blocks its thread. */
export async function renderVideo(request: RenderRequest): Promise<RenderedVideo> {
  const { width, height, seconds, seed, prompts } = request
  const frame = createFrame(width, height)
  const reference = request.referenceImage && (await readReferenceImage(request.referenceImage, width, height))
  const scene = createScene({ width, height, seconds, seed, prompts, reference })
  const rate = framesPerSecond(request)
  const format = { width, height, framesPerSecond: rate, frameCount: Math.round(seconds * rate) }
  const stills = collectStills(format)
  const pictures = await encodePictures(format, frame, (target, index) => {
    scene.draw(target, index / rate)
    stills.take(target, index)
  })
  const video = await writeVideo(pictures, rate, await encodePad(hashText(prompts[0], seed), seconds))
  return {
    video,
    thumbnail: await stills.thumbnail(),
    spritesheet: await stills.spritesheet(),
    width,
    height,
    seconds: format.frameCount / rate,
  }
}
