import { padCount } from './encode/pad'
import { writeVideo } from './encode/write-video'
import type { RenderEnvironment } from './environment'
import { createFrame } from './frame'
import { hashText } from './random'
import type { RenderedVideo, RenderRequest } from '@dailies/sandbox'
import { drawFrameNumber } from './scene/frame-number'
import { createScene } from './scene/scene'
import { collectStills, readReferenceImage } from './stills'

// Several real models render 16 frames per second; nearly all of the time is spent on frames.
const framesPerSecond = ({ width, height, parameters }: RenderRequest): number => {
  const { fps } = parameters ?? {}
  if (typeof fps === 'number') return fps
  return width * height < 500_000 ? 24 : 16
}

/** What is drawn over the pictures, for tests. */
export interface DrawingOptions {
  /** Whether the prompt and the time are written into the picture. @default false */
  caption?: boolean
  /**
   * Whether each frame carries its number, counted from 0: twelve squares in the upper left corner, white for 1 and
   * black for 0, the highest bit first. A square is a fortieth of the width, at least 6 pixels, rounded to even. @default false
   */
  frameNumbers?: boolean
}

/** Draws and encodes a video, its thumbnail and its spritesheet. Drawing a frame blocks its thread. */
export async function renderVideo(
  environment: RenderEnvironment,
  request: RenderRequest,
  options: DrawingOptions = {},
): Promise<RenderedVideo> {
  const { width, height, seconds, seed, prompts, model } = request
  const frame = createFrame(width, height)
  const reference = request.referenceImage && (await readReferenceImage(request.referenceImage, request, environment))
  const scene = await createScene({
    width,
    height,
    seconds,
    seed,
    prompts,
    reference,
    drawSvg: environment.drawSvg,
    caption: options.caption ?? false,
    ...(model === undefined ? {} : { model }),
  })
  const rate = framesPerSecond(request)
  const format = { width, height, framesPerSecond: rate, frameCount: Math.round(seconds * rate) }
  const stills = collectStills(format)
  const pictures = await environment.encodePictures(format, frame, (target, index) => {
    scene.draw(target, index / rate)
    if (options.frameNumbers) drawFrameNumber(target, index)
    stills.take(target, index)
  })
  const sound = await environment.encodeSound(hashText(prompts[0], seed) % padCount, seconds)
  const video = await writeVideo(pictures, rate, sound)
  return {
    video,
    thumbnail: await environment.encodeImage(stills.thumbnail, 'webp'),
    spritesheet: await environment.encodeImage(stills.spritesheet, 'jpeg'),
    width,
    height,
    seconds: format.frameCount / rate,
  }
}
