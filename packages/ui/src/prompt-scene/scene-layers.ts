import type { SceneColors } from '../prompt-phrases'
import { picture } from './projection'

/** What a layer is drawn with, around the middle of the horizon. */
export interface Brush {
  context: CanvasRenderingContext2D
  colors: SceneColors
  /** Of waves, birds and the beam, in seconds. */
  seconds: number
  outline: string | undefined
}

/** A layer of the scene, as it is seen from the camera at rest. */
export interface SceneLayer {
  /** In distances of the subject. */
  distance: number
  draw(brush: Brush, boat: number): void
}

// A layer is drawn as wide as any camera can see.
const [farLeft, farRight] = [-420, 420]

/** From the back to the front. */
export const layers: readonly SceneLayer[] = [
  { distance: Infinity, draw: drawSkyAndSea },
  { distance: 9, draw: drawClouds },
  { distance: 6, draw: drawMountains },
  { distance: 2.4, draw: drawHeadland },
  { distance: 1, draw: drawLighthouse },
  { distance: 0.85, draw: drawBoat },
  { distance: 0.55, draw: drawGrass },
]

function drawSkyAndSea({ context, colors, seconds }: Brush): void {
  const sky = context.createLinearGradient(0, -58, 0, 0)
  sky.addColorStop(0, colors.skyTop)
  sky.addColorStop(1, colors.skyBottom)
  context.fillStyle = sky
  context.fillRect(farLeft, -400, farRight - farLeft, 401)
  const sea = context.createLinearGradient(0, 0, 0, 40)
  sea.addColorStop(0, colors.seaFar)
  sea.addColorStop(1, colors.seaNear)
  context.fillStyle = sea
  context.fillRect(farLeft, 0, farRight - farLeft, 400)
  const glow = context.createRadialGradient(-34, -15, 6, -34, -15, 46)
  glow.addColorStop(0, `${colors.sun}88`)
  glow.addColorStop(1, `${colors.sun}00`)
  context.fillStyle = glow
  context.fillRect(-80, -61, 92, 61)
  context.fillStyle = colors.sun
  fillCircle(context, -34, -15, 7.5)
  for (let line = 0; line < 9; line += 1) {
    const shimmer = Math.sin(seconds * 2.1 + line * 2.4)
    context.globalAlpha = 0.55 - line * 0.045 + 0.15 * shimmer
    const width = 5 + line * 1.7 + 2.5 * shimmer
    context.fillRect(-34 - width / 2 + Math.sin(line * 4.1) * 2, 1.5 + line * line * 0.32 + line, width, 0.7)
  }
  context.globalAlpha = 1
}

function drawClouds({ context, colors, seconds, outline }: Brush): void {
  context.fillStyle = colors.clouds
  for (const [x, y, size] of clouds) {
    const left = x + seconds * 0.5
    context.beginPath()
    for (const [dx, dy, radius] of puffs) {
      context.moveTo(left + (dx + radius) * size, y + dy * size)
      context.arc(left + dx * size, y + dy * size, radius * size, 0, 2 * Math.PI)
    }
    context.globalAlpha = outline ? 1 : 0.75
    context.fill()
    context.globalAlpha = 1
  }
}

const clouds = [
  [-150, -34, 0.8],
  [-62, -40, 0.7],
  [4, -33, 0.55],
  [58, -42, 1],
  [140, -36, 0.7],
] as const
const puffs = [
  [-9, 0, 3.2],
  [-4, -1.6, 4.4],
  [2, -2.4, 5],
  [7, -0.8, 3.8],
  [11, 0.4, 2.6],
] as const

function drawMountains({ context, colors, outline }: Brush): void {
  context.beginPath()
  context.moveTo(farLeft, 0.6)
  for (let x = farLeft; x <= farRight; x += 4) {
    const peaks = 8 + 5 * Math.sin(x * 0.045 + 0.6) + 3 * Math.sin(x * 0.117 + 2) + 1.4 * Math.sin(x * 0.31)
    context.lineTo(x, -Math.max(1, peaks))
  }
  context.lineTo(farRight, 0.6)
  paint(context, colors.mountains, outline)
}

function drawHeadland({ context, colors, outline }: Brush): void {
  context.beginPath()
  context.moveTo(farLeft, 1.6)
  for (let x = farLeft; x <= farRight; x += 4) {
    const hills = 4.5 * Math.sin(x * 0.021 - 0.55) + 2.4 * Math.sin(x * 0.06 + 1) + 0.6 * Math.sin(x * 0.4)
    context.lineTo(x, 1.6 - Math.max(0, hills * 1.25))
  }
  context.lineTo(farRight, 1.6)
  paint(context, colors.headland, outline)
}

function drawLighthouse({ context, colors, seconds, outline }: Brush): void {
  if (colors.beam !== 'none') drawBeam(context, colors.beam, seconds)
  // The rock, and its reflection.
  context.globalAlpha = 0.25
  fillPath(context, [-16, 15, 78, 15, 60, 20, 2, 19], colors.rock)
  context.globalAlpha = 1
  fillPath(
    context,
    [-14, 15, -8, 10, 0, 8, 6, 2, 14, 1, 20, -2, 34, -2, 42, 2, 52, 4, 58, 9, 68, 11, 76, 15],
    colors.rock,
    outline,
  )
  // The house.
  fillPath(context, [31, -2, 31, -9, 43, -9, 43, -1], colors.tower, outline)
  fillPath(context, [29.5, -8.5, 33, -13, 41, -13, 44.5, -8.5], colors.stripes, outline)
  context.fillStyle = colors.rock
  context.fillRect(35.6, -6.4, 2.4, 2.8)
  // The tower: its sides lean in.
  fillPath(context, [19, -1.5, 21, -34, 28, -34, 30, -1.5], colors.tower, outline)
  for (const [top, bottom] of [
    [-28, -21.5],
    [-15, -8.5],
  ] as const)
    fillPath(
      context,
      [left(bottom), bottom, left(top), top, 49 - left(top), top, 49 - left(bottom), bottom],
      colors.stripes,
    )
  // The shaded side.
  context.globalAlpha = 0.16
  fillPath(context, [25.5, -1.5, 25.5, -34, 28, -34, 30, -1.5], colors.rock)
  context.globalAlpha = 1
  fillPath(context, [19.4, -34, 19.4, -35.6, 29.6, -35.6, 29.6, -34], colors.rock)
  fillPath(context, [22, -35.6, 22, -40, 27, -40, 27, -35.6], colors.lamp)
  fillPath(context, [21, -40, 24.5, -44.5, 28, -40], colors.stripes, outline)
  const glow = context.createRadialGradient(24.5, -38, 0.5, 24.5, -38, 9)
  glow.addColorStop(0, `${colors.lamp}b0`)
  glow.addColorStop(1, `${colors.lamp}00`)
  context.fillStyle = glow
  context.fillRect(15, -47, 19, 18)
  drawBirds(context, colors.rock, seconds)
}

const left = (y: number): number => 19 + ((-1.5 - y) / 32.5) * 2

function drawBeam(context: CanvasRenderingContext2D, color: string, seconds: number): void {
  const reach = 130 * Math.cos(seconds * 0.9)
  const beam = context.createLinearGradient(24.5, 0, 24.5 + reach, 0)
  beam.addColorStop(0, `${color}90`)
  beam.addColorStop(1, `${color}00`)
  fillPath(context, [24.5, -38.6, 24.5 + reach, -52, 24.5 + reach, -26, 24.5, -37.4], beam)
}

function drawBirds(context: CanvasRenderingContext2D, color: string, seconds: number): void {
  context.strokeStyle = color
  context.lineWidth = 0.7
  for (const [x, y, phase] of [
    [2, -27, 0],
    [8, -31, 1.4],
  ] as const) {
    const wing = 1 + 0.9 * Math.sin(seconds * 6 + phase)
    const center = x + 3 * Math.sin(seconds * 0.5)
    context.beginPath()
    context.moveTo(center - 2.6, y - wing)
    context.quadraticCurveTo(center - 1, y - wing * 0.6, center, y)
    context.quadraticCurveTo(center + 1, y - wing * 0.6, center + 2.6, y - wing)
    context.stroke()
  }
}

function drawBoat({ context, colors, seconds, outline }: Brush, boat: number): void {
  context.save()
  context.translate(-30 + (boat * picture.width) / 100, 16 + 0.5 * Math.sin(seconds * 1.7))
  context.rotate(0.03 * Math.sin(seconds * 1.3))
  fillPath(context, [-7, -3, 8, -3, 5.5, 0, -5, 0], colors.stripes, outline)
  fillPath(context, [0.5, -17, 0.5, -4, 8, -4], colors.sails, outline)
  context.globalAlpha = 0.85
  fillPath(context, [-0.5, -15, -0.5, -4, -6, -4], colors.sails, outline)
  context.globalAlpha = 0.4
  fillPath(context, [-10, 0.6, 9, 0.6, 7, 1.5, -7, 1.5], colors.sails)
  context.restore()
}

function drawGrass({ context, colors, seconds, outline }: Brush): void {
  context.beginPath()
  context.moveTo(farLeft, 400)
  for (let x = farLeft; x <= farRight; x += 5) context.lineTo(x, duneAt(x))
  context.lineTo(farRight, 400)
  paint(context, colors.grass, outline)
  context.strokeStyle = colors.grass
  context.lineWidth = 0.8
  context.beginPath()
  for (let blade = 0; blade < 150; blade += 1) {
    const x = farLeft + blade * 5.6 + 2.5 * Math.sin(blade * 12.9)
    const height = 4 + 3.5 * Math.abs(Math.sin(blade * 7.3))
    const lean = Math.sin(blade * 3.1) * 2 + Math.sin(seconds * 1.6 + x * 0.06)
    context.moveTo(x, duneAt(x) + 1)
    context.quadraticCurveTo(x + lean * 0.3, duneAt(x) - height * 0.6, x + lean, duneAt(x) - height)
  }
  context.stroke()
}

const duneAt = (x: number): number => 32 - 4 * Math.sin(x * 0.024 + 2.3) - 1.2 * Math.sin(x * 0.11)

function fillCircle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

function fillPath(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  fill: string | CanvasGradient,
  outline?: string,
): void {
  context.beginPath()
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
  context.closePath()
  paint(context, fill, outline)
}

function paint(context: CanvasRenderingContext2D, fill: string | CanvasGradient, outline: string | undefined): void {
  context.fillStyle = fill
  context.fill()
  if (outline === undefined) return
  context.strokeStyle = outline
  context.lineWidth = 0.8
  context.lineJoin = 'round'
  context.stroke()
}
