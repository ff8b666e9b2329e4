import { encodePictures } from './encode/encode-pictures'
import { writeFilm } from './encode/write-film'
import { createFrame } from './frame'
import { hashText } from './random'
import type { RenderedFilm, RenderRequest } from './renderer'
import { createScene } from './scene/scene'
import { pad } from './sound'
import { drawSpritesheet, drawThumbnail, readReference } from './stills'

/** Pictures a second, except where a film is too small for anyone to watch closely. */
const framesPerSecond = 24
const smallFramesPerSecond = 12
const smallPixels = 320 * 192

/** Draws and encodes a film and its two stills. Blocks its thread while it draws. */
export async function renderFilm(request: RenderRequest): Promise<RenderedFilm> {
  const { width, height, seconds, seed, prompts } = request
  const rate = width * height <= smallPixels ? smallFramesPerSecond : framesPerSecond
  const frame = createFrame(width, height)
  const reference = request.reference && (await readReference(request.reference, width, height))
  const scene = createScene({ width, height, seconds, seed, prompts, reference })
  const format = { width, height, framesPerSecond: rate, frameCount: Math.round(seconds * rate) }
  const pictures = await encodePictures(format, frame, (target, index) => scene.draw(target, index / rate))
  const video = await writeFilm(pictures, rate, pad(hashText(prompts[0], seed), seconds))
  return {
    video,
    thumbnail: await drawThumbnail(scene, frame, seconds),
    spritesheet: await drawSpritesheet(scene, frame, seconds),
  }
}
