import type { PromptPhrase, SceneColors, SceneLook } from '../prompt-phrases'
import { cameraAt, isLoop, type Camera } from './camera-path'
import { picture, project } from './projection'
import { layers, type Brush } from './scene-layers'
import { drawTexture } from './scene-texture'

const afternoon: SceneColors = {
  skyTop: '#7fb2d8',
  skyBottom: '#f6e6cc',
  sun: '#fff6df',
  clouds: '#ffffff',
  mountains: '#a3b9cd',
  headland: '#6f9290',
  seaFar: '#b4d0d4',
  seaNear: '#2f6d86',
  rock: '#43515a',
  tower: '#fbf5ea',
  stripes: '#cf4f3c',
  lamp: '#fff0b8',
  beam: 'none',
  sails: '#fffaf0',
  grass: '#2c4a3c',
}

/** The pixels of a tile: twice its size in the page. */
export const stillSize = { width: 256, height: 144 } as const

/** How long a tile shows its move, in seconds. */
const moveSeconds = 4.4
// An open path stands still at its end, and then fades into its beginning.
const wayPart = 0.82
const fadePart = 0.06

/** Draws the tile of a phrase at a time. */
export function drawScene(context: CanvasRenderingContext2D, { camera, look = {} }: PromptPhrase, time: number): void {
  const seconds = look.framesPerSecond ? Math.floor(time * look.framesPerSecond) / look.framesPerSecond : time
  const part = (seconds / moveSeconds) % 1
  const loops = isLoop(camera)
  const { width } = context.canvas
  context.setTransform(1, 0, 0, 1, 0, 0)
  const position = cameraAt(camera, loops ? part : Math.min(1, part / wayPart))
  drawLayers(context, position, look, seconds)
  drawTexture(context, look, seconds)
  const fade = loops ? 0 : 1 - Math.min(1, Math.min(part, 1 - part) / fadePart)
  if (fade === 0) return
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha = fade
  context.fillStyle = look.colors?.seaNear ?? afternoon.seaNear
  context.fillRect(0, 0, width, context.canvas.height)
  context.globalAlpha = 1
}

/** Draws the tile of a phrase that does not move: the beginning of the move, and beside it the end. */
export function drawStill(context: CanvasRenderingContext2D, phrase: PromptPhrase): void {
  const { width, height } = context.canvas
  const isOpen = !isLoop(phrase.camera)
  drawScene(context, phrase, isOpen ? wayPart * moveSeconds : moveSeconds / 3)
  if (!isOpen) return
  const [top, bottom] = [width * 0.56, width * 0.44]
  context.save()
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(top, 0)
  context.lineTo(bottom, height)
  context.lineTo(0, height)
  context.clip()
  drawScene(context, phrase, fadePart * moveSeconds)
  context.restore()
  context.strokeStyle = '#ffffff'
  context.lineWidth = height / 48
  context.beginPath()
  context.moveTo(top, 0)
  context.lineTo(bottom, height)
  context.stroke()
}

function drawLayers(context: CanvasRenderingContext2D, camera: Camera, look: SceneLook, seconds: number): void {
  const brush: Brush = { context, colors: { ...afternoon, ...look.colors }, seconds, outline: look.outline }
  const scale = context.canvas.width / picture.width
  for (const { distance, draw } of layers) {
    const projection = project(camera, distance)
    if (!projection) continue
    context.save()
    context.scale(scale, scale)
    context.translate(picture.width / 2, picture.horizon)
    context.rotate((camera.roll * Math.PI) / 180)
    context.translate(projection.x, projection.y)
    context.scale(projection.scale, projection.scale)
    draw(brush, camera.boat)
    context.restore()
    if (look.shallow && distance > 1) soften(context, distance === Infinity ? 1 : 2)
  }
}

// Safari's canvas has no filters, but every browser smooths what it enlarges.
function soften(context: CanvasRenderingContext2D, strength: number): void {
  const { canvas } = context
  const small = document.createElement('canvas')
  small.width = Math.max(1, Math.round(canvas.width / (6 * strength)))
  small.height = Math.max(1, Math.round(canvas.height / (6 * strength)))
  small.getContext('2d')?.drawImage(canvas, 0, 0, small.width, small.height)
  context.drawImage(small, 0, 0, canvas.width, canvas.height)
}
