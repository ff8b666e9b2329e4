import { encodePad } from './encode/encode-pad'
import { encodePictures } from './encode/encode-pictures'
import { writeFilm } from './encode/write-film'
import { createFrame } from './frame'
import { hashText } from './random'
import type { RenderedFilm, RenderRequest } from './renderer'
import { createScene } from './scene/scene'
import { drawSpritesheet, drawThumbnail, readReference } from './stills'

const framesPerSecond = 24

/** Draws and encodes a film and its two stills. Blocks its thread while it draws. */
export async function renderFilm(request: RenderRequest): Promise<RenderedFilm> {
  const { width, height, seconds, seed, prompts } = request
  const frame = createFrame(width, height)
  const reference = request.reference && (await readReference(request.reference, width, height))
  const scene = createScene({ width, height, seconds, seed, prompts, reference })
  const format = { width, height, framesPerSecond, frameCount: Math.round(seconds * framesPerSecond) }
  const pictures = await encodePictures(format, frame, (target, index) => scene.draw(target, index / framesPerSecond))
  const video = await writeFilm(pictures, framesPerSecond, await encodePad(hashText(prompts[0], seed), seconds))
  return {
    video,
    thumbnail: await drawThumbnail(scene, frame, seconds),
    spritesheet: await drawSpritesheet(scene, frame, seconds),
  }
}
