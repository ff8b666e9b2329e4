import type { SceneLook } from '../prompt-phrases'

/** Draws what lies over the picture of a look, in its own pixels. */
export function drawTexture(context: CanvasRenderingContext2D, { texture }: SceneLook, seconds: number): void {
  if (texture === undefined) return
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  textures[texture](context, seconds)
  context.restore()
}

const textures = { grain: drawGrain, 'scan-lines': drawScanLines, paper: drawPaper } satisfies Record<
  NonNullable<SceneLook['texture']>,
  (context: CanvasRenderingContext2D, seconds: number) => void
>

const grainsPerSecond = 12

function drawGrain(context: CanvasRenderingContext2D, seconds: number): void {
  const { width, height } = context.canvas
  const random = randomFrom(Math.floor(seconds * grainsPerSecond))
  const size = width / 150
  for (let grain = 0; grain < 420; grain += 1) {
    context.fillStyle = random() < 0.5 ? '#ffffff2e' : '#00000038'
    context.fillRect(random() * width, random() * height, size, size)
  }
  vignette(context, '#00000000', '#00000066')
}

function drawScanLines(context: CanvasRenderingContext2D, seconds: number): void {
  const { canvas } = context
  const { width, height } = canvas
  const step = height / 45
  // The colors lie beside the picture.
  context.globalAlpha = 0.4
  context.globalCompositeOperation = 'lighten'
  context.drawImage(canvas, step, 0)
  context.globalCompositeOperation = 'source-over'
  context.globalAlpha = 1
  // A band that runs up, where the tape is worn.
  const band = height * (1 - ((seconds * 0.35) % 1))
  context.drawImage(canvas, 0, band, width, step * 3, -step * 3, band, width, step * 3)
  context.fillStyle = '#ffffff30'
  context.fillRect(0, band, width, step)
  context.fillStyle = '#00000038'
  for (let y = 0; y < height; y += step) context.fillRect(0, y, width, step / 2)
}

function drawPaper(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas
  const random = randomFrom(7)
  const size = width / 110
  for (let grain = 0; grain < 500; grain += 1) {
    context.fillStyle = random() < 0.6 ? '#ffffff40' : '#6b5b4a1c'
    context.fillRect(random() * width, random() * height, size * (0.5 + random()), size)
  }
  // The paint ends before the edge.
  vignette(context, '#fffdf800', '#fffdf8f0')
}

function vignette(context: CanvasRenderingContext2D, inside: string, edge: string): void {
  const { width, height } = context.canvas
  const shade = context.createRadialGradient(width / 2, height / 2, height * 0.45, width / 2, height / 2, width * 0.6)
  shade.addColorStop(0, inside)
  shade.addColorStop(1, edge)
  context.fillStyle = shade
  context.fillRect(0, 0, width, height)
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
