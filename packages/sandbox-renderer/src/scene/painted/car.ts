import { between, oneOf } from '../../random'
import { hex, mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon, fillRows } from '../paint'
import type { Painter, Point } from '../paint'
import type { Stage } from '../stage'
import { placed } from '../subjects/subject'
import { bleed, canvasOf } from './canvas'
import { roadsidePlant } from './roadside-plant'
import { drawSprite, paintSprite } from './sprite'
import { gradient, lit, spot } from './svg'
import type { Backdrop } from './backdrop'

const paints = ['#c8412f', '#e2a52b', '#2f7f86', '#e9e2d3', '#3c5a9a'] as const

/** A car seen from the side, followed by the camera, on a road through the land. */
export async function carFromSide(stage: Stage): Promise<Backdrop> {
  const { palette, width, height, unit, heading } = stage
  const { scale } = canvasOf(stage)
  const random = stage.chance('car')
  const size = between(random, 0.8, 1.05) * (height > width ? 0.78 : 1)
  const road = height * between(random, 0.79, 0.83)
  const paint = stage.reading.colour ?? oneOf(random, paints)
  const sprite = await paintSprite(
    stage,
    `<g transform="translate(${bleed + 120} 330) scale(${heading} 1)">${coupe(stage, paint)}</g>`,
    2 * bleed + 240,
    400,
    scale * size * 1.35,
  )
  const unitSize = scale * size * 1.35
  const asphalt = mix(mix(palette.near, palette.far, 0.28), [0.4, 0, 0], 0.2)
  const colours = {
    road: yuv(asphalt),
    edge: yuv(mix(asphalt, palette.horizon, 0.5)),
    line: yuv(mix(palette.accent, palette.light, 0.4)),
    plant: yuv(mix(palette.near, lit(palette, '#476b4a'), 0.45)),
    rim: yuv(mix(palette.light, [0.75, 0, 0], 0.5)),
    tyre: yuv(shade(palette.near, -0.06)),
    dust: yuv(mix(palette.horizon, palette.far, 0.3)),
    beam: yuv(palette.light),
  }
  const pace = unit * 1.15
  const deep = unit * 0.2
  const plants = Array.from({ length: 7 }, () => ({ at: random(), size: between(random, 0.09, 0.2), near: random() }))
  const dust = [0.05, 0.08, 0.12, 0.16].map((radius) => createGlow(unit * radius * size, soft(1.1)))
  const lamp = createGlow(unit * 0.16 * size, soft(1.6))
  const isDark = ['night', 'dusk', 'amber'].includes(stage.reading.palette)

  const plantsBefore: Painter = (frame, seconds) => {
    for (const plant of plants) {
      const lap = width * 1.6
      const speed = pace * (0.36 + 0.2 * plant.near)
      const x = wrap(plant.at * lap - heading * speed * seconds, lap) - width * 0.3
      const y = road - unit * (0.035 - 0.03 * plant.near)
      fillPolygon(
        frame,
        placed(roadsidePlant(stage), x, y, unit * plant.size * (0.7 + 0.5 * plant.near)),
        colours.plant,
      )
    }
  }
  const drive: Painter = (frame, seconds) => {
    plantsBefore(frame, seconds)
    fillRows(frame, road, road + deep, colours.road)
    fillRows(frame, road, road + unit * 0.007, colours.edge)
    fillRows(frame, road + deep * 0.93, road + deep * 0.965, colours.edge)
    const gap = unit * 0.34
    for (let x = -gap - wrap(heading * pace * 1.25 * seconds, gap); x < width + gap; x += gap) {
      const y = road + deep * 0.56
      fillPolygon(
        frame,
        [
          [x, y],
          [x + gap * 0.5, y],
          [x + gap * 0.49, y + unit * 0.014],
          [x - gap * 0.01, y + unit * 0.014],
        ],
        colours.line,
      )
    }
    const drift = heading * unit * 0.05 * Math.sin((seconds / stage.seconds - 0.5) * 3)
    const x = width * (0.5 - 0.05 * heading) + drift
    const bounce = unit * 0.0024 * Math.sin(seconds * 13)
    const ground = road + deep * 0.34
    for (let puff = 0; puff < 14; puff += 1) {
      const age = (seconds * 0.9 + puff / 14) % 1
      const glow = dust[Math.min(3, Math.floor(age * 4))]
      if (!glow) continue
      const behind = x - heading * (190 * unitSize + age * unit * 0.62)
      paintGlow(
        frame,
        glow,
        behind,
        ground - age * unit * 0.06 - Math.sin(puff * 9) * unit * 0.012,
        colours.dust,
        0.42 * (1 - age) ** 1.3,
      )
    }
    drawSprite(frame, sprite, x - sprite.width / 2, ground - 330 * unitSize + bounce)
    for (const axle of [-126, 130])
      wheel(
        frame,
        x + heading * axle * unitSize,
        ground - 42 * unitSize,
        44 * unitSize,
        heading * seconds * 15,
        colours,
      )
    if (isDark) {
      const front = x + heading * 246 * unitSize
      const y = ground - 96 * unitSize + bounce
      fillPolygon(
        frame,
        [
          [front, y],
          [front + heading * unit * 0.7, y + unit * 0.11],
          [front + heading * unit * 0.7, y - unit * 0.03],
        ],
        colours.beam,
        0.16,
      )
      paintGlow(frame, lamp, front, y, colours.beam, 0.8)
    }
  }
  return { extras: [{ before: 4, paint: drive }], sheets: 4 }
}

const wrap = (place: number, length: number): number => ((place % length) + length) % length

interface WheelColours {
  tyre: ReturnType<typeof yuv>
  rim: ReturnType<typeof yuv>
}

function wheel(
  frame: Parameters<Painter>[0],
  x: number,
  y: number,
  radius: number,
  turn: number,
  { tyre, rim }: WheelColours,
): void {
  const ring = (share: number, count = 40): Point[] =>
    Array.from({ length: count }, (_, step) => {
      const angle = (2 * Math.PI * step) / count
      return [x + radius * share * Math.cos(angle), y + radius * share * Math.sin(angle)]
    })
  fillPolygon(frame, ring(1), tyre)
  fillPolygon(frame, ring(0.62), rim)
  for (let spoke = 0; spoke < 5; spoke += 1) {
    const angle = turn + (2 * Math.PI * spoke) / 5
    const at = (reach: number, aside: number): Point => [
      x + radius * reach * Math.cos(angle + aside),
      y + radius * reach * Math.sin(angle + aside),
    ]
    fillPolygon(frame, [at(0.2, -0.5), at(0.55, -0.32), at(0.55, 0.32), at(0.2, 0.5)], tyre)
  }
}

/** A coupé of the sixties, facing right, around the middle of its foot. */
function coupe({ palette }: Stage, paint: string): string {
  const body = lit(palette, paint, 1.3)
  const dim = mix(lit(palette, paint, 0.5), palette.near, 0.25)
  const glass = mix(palette.sky, palette.near, 0.45)
  const chrome = hex(mix(lit(palette, '#dfe3e6'), palette.light, 0.3))
  return `<defs>
    ${gradient('paint', 90, [0, mix(body, palette.light, 0.35)], [0.35, body], [0.62, mix(body, dim, 0.5)], [1, dim])}
    ${gradient('glass', 90, [0, mix(glass, palette.light, 0.5)], [1, glass])}
    ${spot('cast', '#000', 0.75)}
  </defs>
  <ellipse cy="2" rx="300" ry="22" fill="url(#cast)"/>
  <path d="M-250 -62 C-256 -96 -252 -118 -226 -124 L-132 -134 C-96 -172 -62 -190 0 -191 C52 -192 84 -172 122 -136 C178 -134 226 -124 242 -104 C252 -90 252 -66 246 -54 L-240 -46 Z" fill="url(#paint)"/>
  <path d="M-112 -136 C-86 -164 -56 -178 -12 -180 L-12 -136 Z" fill="url(#glass)"/>
  <path d="M0 -180 C44 -180 70 -164 100 -136 L0 -136 Z" fill="url(#glass)"/>
  <path d="M-92 -140 L-58 -174 L-40 -178 L-76 -140Z M22 -138 L34 -176 L50 -172 L44 -138Z" fill="#fff" opacity=".28"/>
  <path d="M-226 -118 C-120 -130 120 -130 236 -104" stroke="#fff" stroke-opacity=".36" stroke-width="5" fill="none"/>
  <path d="M-6 -134 V-56 M-96 -132 C-104 -100 -96 -70 -84 -54" stroke="${hex(shade(dim, -0.08))}" stroke-width="2.4" fill="none" opacity=".7"/>
  <rect x="-36" y="-118" width="22" height="5" rx="2.5" fill="${chrome}"/>
  <rect x="-246" y="-80" width="490" height="5" fill="${chrome}" opacity=".8"/>
  <path d="M232 -66 h22 v12 h-22z M-262 -70 h22 v12 h-22z" fill="${chrome}"/>
  <ellipse cx="240" cy="-98" rx="9" ry="14" fill="#fff6d8"/>
  <rect x="-254" y="-112" width="12" height="24" rx="3" fill="#d5301f"/>
  <path d="M-186 -44 A60 60 0 0 1 -66 -44Z M70 -44 A60 60 0 0 1 190 -44Z" fill="${hex(shade(palette.near, -0.05))}"/>
  <rect x="-80" y="-58" width="160" height="14" fill="${hex(shade(dim, -0.1))}"/>`
}
