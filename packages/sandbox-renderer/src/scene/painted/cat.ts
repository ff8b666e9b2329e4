import { between, oneOf } from '../../random'
import { hex, lab, mix, shade, yuv } from '../colour'
import type { Lab } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon } from '../paint'
import type { Painter, Point } from '../paint'
import type { Stage } from '../stage'
import { canvasOf, paintLayer, shift } from './canvas'
import { gradient, lit, radial, spot } from './svg'
import { windowView } from './window-view'

/** How a cat looks: its fur, the lighter parts of it, its stripes and its eyes. */
interface Coat {
  fur: string
  chest: string
  stripes: string
  eyes: string
}

const coats: readonly [Coat, ...Coat[]] = [
  { fur: '#d98a45', chest: '#f6e6cf', stripes: '#a85a24', eyes: '#8fb23a' },
  { fur: '#8d8c92', chest: '#f2f0ec', stripes: '#5a5961', eyes: '#e0b23c' },
  { fur: '#33313a', chest: '#45434c', stripes: '#262430', eyes: '#d8c13c' },
  { fur: '#efe6d8', chest: '#fffaf0', stripes: '#d8b48a', eyes: '#5aa0c8' },
]

/** The coat that comes closest to the colour that the prompt names. */
const coatOf = (colour: string | undefined): Coat | undefined => {
  if (colour === undefined) return undefined
  const distance = ({ fur }: Coat) => {
    const [one, other] = [lab(fur), lab(colour)]
    return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
  }
  return coats.toSorted((one, other) => distance(one) - distance(other))[0]
}

/** A cat that sits on a window sill, looks at us, blinks and moves its tail. */
export async function cat(stage: Stage): Promise<Painter> {
  const { palette, unit } = stage
  const { width, height, scale } = canvasOf(stage)
  const random = stage.chance('cat')
  const coat = coatOf(stage.reading.colour) ?? oneOf(random, coats)
  const side = stage.light(0).x < stage.width / 2 ? -1 : 1
  const sill = height * between(random, 0.74, 0.8)
  const size = between(random, 0.86, 1.16) * (height > width ? 1.12 : 1)
  const x = width / 2 - side * between(random, 0.04, 0.2) * width
  const y = sill + 46
  const at = (svg: string) => `<g transform="translate(${x} ${y}) scale(${size})">${svg}</g>`
  const back = await paintLayer(stage, windowView(stage, { sill, side }), 0.3, 3)
  const ledge = await paintLayer(stage, ledgeWithPot(stage, sill, side, x), 1)
  const body = await paintLayer(stage, at(sitting(stage, coat, side)), 1)
  const open = await paintLayer(stage, at(head(stage, coat, side, true)), 1)
  const closed = await paintLayer(stage, at(head(stage, coat, side, false)), 1)
  const tail = paintTail(stage, coat, { x, y, size, side })
  const glow = createGlow(unit * 1.2, soft(1.3))
  const light = yuv(mix(palette.horizon, palette.light, 0.4))
  const blinks = [between(random, 0.5, 1.1), between(random, 2.1, 3)]
  return (frame, seconds) => {
    back(frame, seconds)
    paintGlow(frame, glow, (width / 2 + side * width * 0.2) * scale, sill * 0.36 * scale, light, 0.28)
    ledge(frame, seconds)
    tail(frame, seconds)
    body(frame, seconds)
    const isBlinking = blinks.some((blink) => Math.abs((seconds % 3.4) - blink) < 0.09)
    const paintHead = isBlinking ? closed : open
    paintHead(frame, seconds)
  }
}

function ledgeWithPot(stage: Stage, sill: number, side: number, cat: number): string {
  const { palette } = stage
  const { width, height } = canvasOf(stage)
  const random = stage.chance('pot')
  const x = cat + side * between(random, 520, 640)
  const board = lit(palette, '#d9cbb8', 0.94)
  const clay = lit(palette, '#b9623f')
  const green = lit(palette, '#4f7a4a')
  const leaves = Array.from({ length: 9 }, (_, index) => {
    const turn = -150 + index * 15 + between(random, -7, 7)
    const long = between(random, 120, 210)
    return `<path transform="translate(0 -150) rotate(${turn})" d="M0 0 C${long * 0.4} -30 ${long * 0.8} -22 ${long} 0 C${long * 0.8} 20 ${long * 0.4} 18 0 0" fill="${hex(shade(green, between(random, -0.08, 0.07)))}"/>`
  })
  return `<defs>
    ${gradient('board', 90, [0, shade(board, 0.08)], [0.28, board], [0.3, shade(board, -0.2)], [1, shade(board, -0.42)])}
    ${gradient('clay', 0, [0, side > 0 ? shade(clay, -0.14) : shade(clay, 0.07)], [1, side > 0 ? shade(clay, 0.07) : shade(clay, -0.14)])}
    ${spot('cast', '#000', 0.5)}
  </defs>
  <rect x="-300" y="${sill}" width="${width + 600}" height="${height - sill + 10}" fill="url(#board)"/>
  <ellipse cx="${cat - side * 60}" cy="${sill + 52}" rx="360" ry="42" fill="url(#cast)"/>
  <g transform="translate(${x} ${sill + 40})">
    <ellipse cx="${-side * 40}" cy="4" rx="180" ry="30" fill="url(#cast)"/>
    ${leaves.join('')}
    <path d="M-92 -160 H92 L70 0 H-70Z" fill="url(#clay)"/><rect x="-102" y="-172" width="204" height="40" rx="6" fill="url(#clay)"/>
  </g>`
}

/** Around the middle of where it sits; `side` is where the light comes from. */
function sitting({ palette }: Stage, { fur, chest, stripes }: Coat, side: number): string {
  const coat = lit(palette, fur)
  const dim = shade(mix(coat, palette.near, 0.4), -0.02)
  const white = lit(palette, chest)
  const band = hex(lit(palette, stripes, 0.92))
  const rim = hex(mix(coat, palette.light, 0.75))
  const stripe = (y: number, wide: number) =>
    [-1, 1]
      .map(
        (s) =>
          `<path d="M${s * wide} ${y} Q${s * (wide - 66)} ${y + 12} ${s * (wide - 104)} ${y + 46}" stroke="${band}" stroke-width="21" stroke-linecap="round" fill="none" opacity=".8"/>`,
      )
      .join('')
  const outline =
    'M-96 -440 C-150 -380 -176 -300 -190 -210 C-236 -170 -246 -60 -212 0 C-196 18 -120 16 -70 14 L70 14 C120 16 196 18 212 0 C246 -60 236 -170 190 -210 C176 -300 150 -380 96 -440Z'
  return `<defs>
    ${gradient('fur', 0, [0, side < 0 ? mix(coat, palette.light, 0.2) : dim], [0.5, coat], [1, side < 0 ? dim : mix(coat, palette.light, 0.2)])}
    ${gradient('paw', 90, [0, white], [1, mix(white, dim, 0.4)])}
    ${spot('bib', hex(white), 1)}
    <clipPath id="body"><path d="${outline}"/></clipPath>
  </defs>
  <path d="${outline}" fill="url(#fur)"/>
  <g clip-path="url(#body)">
    ${stripe(-352, 172)}${stripe(-292, 190)}${stripe(-228, 206)}${stripe(-150, 236)}${stripe(-84, 244)}
    <ellipse cy="-262" rx="118" ry="190" fill="url(#bib)"/>
    <path d="M-150 -150 C-118 -60 -128 -20 -150 14 M150 -150 C118 -60 128 -20 150 14" stroke="${hex(shade(dim, -0.1))}" stroke-width="7" fill="none" opacity=".4"/>
    <path d="${outline}" fill="none" stroke="${rim}" stroke-width="13" opacity=".42" transform="translate(${-side * 10} 5)"/>
  </g>
  <path d="M-92 -190 C-100 -90 -96 -30 -100 4 Q-98 24 -60 24 Q-12 24 -10 2 C-6 -60 -8 -120 -12 -180Z" fill="url(#fur)"/>
  <path d="M92 -190 C100 -90 96 -30 100 4 Q98 24 60 24 Q12 24 10 2 C6 -60 8 -120 12 -180Z" fill="url(#fur)"/>
  <path d="M-11 -150 V8 M11 -150 V8" stroke="${hex(shade(dim, -0.12))}" stroke-width="6" opacity=".4"/>
  <path d="M-102 -4 Q-104 24 -60 25 Q-12 25 -10 -2 Q-50 -34 -102 -4Z M102 -4 Q104 24 60 25 Q12 25 10 -2 Q50 -34 102 -4Z" fill="url(#paw)"/>
  <path d="M-72 20 v-16 M-46 20 v-16 M72 20 v-16 M46 20 v-16" stroke="${hex(shade(dim, -0.1))}" stroke-width="4" opacity=".6"/>`
}

function head({ palette }: Stage, { fur, chest, stripes, eyes }: Coat, side: number, isAwake: boolean): string {
  const coat = lit(palette, fur)
  const dim = shade(mix(coat, palette.near, 0.38), -0.02)
  const white = lit(palette, chest)
  const band = hex(lit(palette, stripes, 0.92))
  const pink = lit(palette, '#d98d86')
  const ink = hex(shade(palette.near, -0.04))
  const iris: Lab = mix(lit(palette, eyes, 1.25), palette.light, 0.1)
  const outline =
    'M0 -676 C34 -676 62 -668 84 -656 L150 -742 C166 -748 172 -736 174 -716 L186 -590 C204 -548 202 -500 176 -468 C142 -420 74 -404 0 -404 C-74 -404 -142 -420 -176 -468 C-202 -500 -204 -548 -186 -590 L-174 -716 C-172 -736 -166 -748 -150 -742 L-84 -656 C-62 -668 -34 -676 0 -676Z'
  const eye = (at: number) =>
    isAwake
      ? `<ellipse cx="${at}" cy="-556" rx="41" ry="37" fill="${ink}"/><ellipse cx="${at}" cy="-555" rx="36" ry="32" fill="url(#iris)"/><ellipse cx="${at}" cy="-555" rx="12" ry="29" fill="#08060a"/><circle cx="${at - 11}" cy="-568" r="8" fill="#fff" opacity=".92"/>`
      : `<path d="M${at - 38} -552 Q${at} -528 ${at + 38} -552" stroke="${ink}" stroke-width="9" fill="none" stroke-linecap="round"/>`
  const whiskers = [-1, 1].flatMap((s) =>
    [-14, 6, 26].map(
      (fall) =>
        `<path d="M${s * 62} ${-478 + fall * 0.5} Q${s * 150} ${-490 + fall} ${s * 262} ${-486 + fall * 2.4}" stroke="${hex(mix(white, palette.light, 0.4))}" stroke-width="3.6" fill="none" opacity=".8"/>`,
    ),
  )
  return `<defs>
    ${gradient('fur', 0, [0, side < 0 ? mix(coat, palette.light, 0.22) : dim], [0.5, coat], [1, side < 0 ? dim : mix(coat, palette.light, 0.22)])}
    ${radial('iris', [0, shade(iris, 0.08)], [0.7, iris], [1, shade(iris, -0.18)])}
    ${spot('cast', '#000', 0.4)}${spot('muzzle', hex(white), 1)}
    <clipPath id="head"><path d="${outline}"/></clipPath>
  </defs>
  <ellipse cy="-414" rx="170" ry="64" fill="url(#cast)"/>
  <path d="${outline}" fill="url(#fur)"/>
  <g clip-path="url(#head)">
    <path d="M-160 -708 L-104 -640 L-170 -606Z M160 -708 L104 -640 L170 -606Z" fill="${hex(mix(pink, dim, 0.25))}"/>
    <path d="M0 -676 V-616 M-38 -672 L-30 -622 M38 -672 L30 -622" stroke="${band}" stroke-width="17" stroke-linecap="round" opacity=".85"/>
    <path d="M-200 -540 L-132 -532 M-196 -502 L-138 -506 M200 -540 L132 -532 M196 -502 L138 -506" stroke="${band}" stroke-width="14" stroke-linecap="round" opacity=".7"/>
    <ellipse cx="-42" cy="-464" rx="88" ry="66" fill="url(#muzzle)"/>
    <ellipse cx="42" cy="-464" rx="88" ry="66" fill="url(#muzzle)"/>
    <path d="${outline}" fill="none" stroke="${hex(mix(coat, palette.light, 0.8))}" stroke-width="12" opacity=".42" transform="translate(${-side * 9} 6)"/>
  </g>
  ${eye(-82)}${eye(82)}
  <path d="M-22 -504 Q0 -512 22 -504 Q14 -484 0 -480 Q-14 -484 -22 -504Z" fill="${hex(pink)}"/>
  <path d="M0 -481 V-468 M0 -468 Q-20 -446 -44 -458 M0 -468 Q20 -446 44 -458" stroke="${ink}" stroke-width="5.5" fill="none" stroke-linecap="round"/>
  ${whiskers.join('')}`
}

interface Seat {
  x: number
  y: number
  size: number
  side: number
}

/** A tapering tail that hangs over the sill and swings from its root. */
function paintTail(stage: Stage, { fur }: Coat, { x, y, size, side }: Seat): Painter {
  const { scale } = canvasOf(stage)
  const coat = lit(stage.palette, fur)
  const colour = yuv(mix(coat, stage.palette.near, 0.14))
  const steps = 22
  return (frame, seconds) => {
    const left: Point[] = []
    const right: Point[] = []
    let [px, py, angle] = [(x - side * 178 * size) * scale - shift(stage, seconds), (y - 26 * size) * scale, 0.12]
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps
      const thick = size * scale * (30 - 13 * share) * (share > 0.93 ? 0.72 : 1)
      const swing = Math.sin(seconds * 1.9 - share * 2.2) * 0.062 * share
      angle += 0.036 + swing + (share > 0.62 ? 0.1 : 0)
      const [dx, dy] = [-side * Math.cos(angle), Math.sin(angle)]
      left.push([px - dy * thick, py + dx * thick])
      right.unshift([px + dy * thick, py - dx * thick])
      px += dx * 17 * size * scale
      py += dy * 17 * size * scale
    }
    fillPolygon(frame, [...left, ...right], colour)
  }
}
