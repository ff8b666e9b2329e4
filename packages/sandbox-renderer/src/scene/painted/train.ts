import { between, oneOf } from '../../random'
import { hex, mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon } from '../paint'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { bleed, canvasOf, shift } from './canvas'
import type { Backdrop } from './backdrop'
import { drawSprite, paintSprite } from './sprite'
import { gradient, lit } from './svg'

const coachLength = 318
const coaches = 4

/** A steam train that crosses the picture on a viaduct. */
export async function train(stage: Stage): Promise<Backdrop> {
  const { palette, width, height, unit, heading, seconds: total } = stage
  const canvas = canvasOf(stage)
  const { scale } = canvas
  const random = stage.chance('train')
  const rail = height * between(random, 0.6, 0.66)
  const size = between(random, 0.74, 0.96) * (height > width ? 0.8 : 1)
  const livery = stage.reading.colour ?? oneOf(random, ['#7c2f2b', '#2c5a4a', '#2c4470', '#8a5a2b'])
  const engine = await paintSprite(stage, mirrored(heading, 470, locomotive(stage, livery)), 470, 250, scale * size)
  const coach = await paintSprite(
    stage,
    mirrored(heading, coachLength, carriage(stage, livery)),
    coachLength,
    250,
    scale * size,
  )
  const bridge = await paintSprite(
    stage,
    viaduct(stage, rail / scale),
    canvas.width + 2 * bleed,
    canvas.height - rail / scale,
    scale,
  )
  const wisps = Array.from({ length: 10 }, (_, step) => createGlow(unit * (0.045 + 0.017 * step) * size, soft(0.8)))
  const white = yuv(mix(mix(palette.light, palette.horizon, 0.4), [0.95, 0, 0], 0.3))
  const grey = yuv(mix(palette.far, palette.horizon, 0.35))
  const lamp = createGlow(unit * 0.13 * size, soft(1.5))
  const lampColour = yuv(palette.light)
  const px = scale * size
  // The engine comes in at a third of the picture and leaves it room to steam on.
  const pace = ((width * 0.42 + unit * 0.16) / Math.max(4, total)) * (total > 6 ? 0.8 : 1)
  const front = (moment: number): number => width / 2 + heading * (pace * (moment - total / 2) + width * 0.16)

  const paint: Painter = (frame, moment) => {
    const x = front(moment)
    const foot = rail + unit * 0.004 * size
    const shake = unit * 0.0012 * Math.sin(moment * 22)
    for (let number = 0; number < coaches; number += 1) {
      const middle = x - heading * (470 / 2 + coachLength * (number + 0.5) - 6) * px
      drawSprite(frame, coach, middle - coach.width / 2, foot - 250 * px + shake * (number % 2 === 0 ? 1 : -1))
    }
    drawSprite(frame, engine, x - engine.width / 2, foot - 250 * px + shake)
    rods(frame, x, foot, moment)
    paintGlow(frame, lamp, x + heading * 226 * px, foot - 132 * px, lampColour, 0.55)
    drawSprite(frame, bridge, -bleed * scale - shift(stage, moment) * 0.55, rail)
    smoke(frame, x + heading * 150 * px, foot - 236 * px, moment)
  }
  const smoke = (frame: Parameters<Painter>[0], x: number, y: number, moment: number): void => {
    const puffs = 46
    const life = 3.6
    for (let puff = puffs - 1; puff >= 0; puff -= 1) {
      const age = (moment / life + puff / puffs) % 1
      const glow = wisps[Math.min(wisps.length - 1, Math.floor(age * wisps.length))]
      if (!glow) continue
      const curl = Math.sin(puff * 2.4 + age * 4) * unit * 0.03 * age
      const left = x - heading * age * pace * life * 0.86
      const top = y - unit * size * (0.02 + 0.2 * age ** 0.6) + curl
      paintGlow(frame, glow, left, top, puff % 3 === 0 ? grey : white, 0.5 * Math.min(1, age * 14) * (1 - age) ** 1.2)
    }
  }
  const wheelColour = yuv(shade(palette.near, 0.04))
  const rods = (frame: Parameters<Painter>[0], x: number, foot: number, moment: number): void => {
    const turn = heading * moment * 9
    const [dx, dy] = [Math.cos(turn) * 17 * px, Math.sin(turn) * 17 * px]
    const y = foot - 36 * px + dy
    const [from, to] = [x - heading * 112 * px + dx, x + heading * 62 * px + dx]
    const thin = Math.max(1.2, 5 * px)
    paintBar(frame, Math.min(from, to), y - thin / 2, Math.abs(to - from), thin, wheelColour)
  }
  return { extras: [{ before: 3, paint }], sheets: 5 }
}

const paintBar = (
  frame: Parameters<Painter>[0],
  x: number,
  y: number,
  wide: number,
  high: number,
  colour: ReturnType<typeof yuv>,
): void =>
  fillPolygon(
    frame,
    [
      [x, y],
      [x + wide, y],
      [x + wide, y + high],
      [x, y + high],
    ],
    colour,
  )

const mirrored = (heading: number, wide: number, svg: string): string =>
  heading === 1 ? svg : `<g transform="translate(${wide} 0) scale(-1 1)">${svg}</g>`

/** 470 by 250 units, standing on the lower edge, facing right. */
function locomotive({ palette }: Stage, livery: string): string {
  const body = mix(lit(palette, livery, 0.95), palette.near, 0.22)
  const black = mix(lit(palette, '#35343a', 0.9), palette.near, 0.3)
  const shine = mix(black, palette.light, 0.5)
  const brass = hex(lit(palette, '#d7a548', 1.1))
  const dark = hex(shade(palette.near, -0.03))
  const driver = (x: number, radius: number) =>
    `<circle cx="${x}" cy="${250 - radius}" r="${radius}" fill="${dark}"/><circle cx="${x}" cy="${250 - radius}" r="${radius * 0.74}" fill="none" stroke="${hex(mix(body, palette.light, 0.2))}" stroke-width="5"/><circle cx="${x}" cy="${250 - radius}" r="${radius * 0.2}" fill="${brass}"/>`
  return `<defs>
    ${gradient('boiler', 90, [0, shine], [0.24, mix(black, shine, 0.35)], [0.6, black], [1, shade(black, -0.1)])}
    ${gradient('cab', 90, [0, mix(body, palette.light, 0.25)], [0.5, body], [1, shade(body, -0.1)])}
  </defs>
  <rect x="18" y="196" width="420" height="18" fill="${dark}"/>
  <rect x="14" y="104" width="92" height="104" rx="5" fill="url(#cab)"/><rect x="14" y="120" width="92" height="5" fill="${brass}"/>
  <path d="M20 104 q10 -16 26 -12 q12 -10 28 -2 q16 -6 26 14z" fill="${dark}"/>
  <path d="M112 62 h92 v146 h-92z" fill="url(#cab)"/><path d="M104 54 h110 v12 h-110z" fill="${dark}"/>
  <rect x="126" y="80" width="32" height="42" rx="4" fill="${hex(mix(palette.accent, palette.light, 0.2))}"/><rect x="164" y="80" width="28" height="42" rx="4" fill="${hex(mix(palette.accent, palette.light, 0.2))}"/>
  <rect x="112" y="140" width="92" height="5" fill="${brass}"/>
  <path d="M200 98 H420 Q434 98 434 146 Q434 190 420 194 H200Z" fill="url(#boiler)"/>
  <path d="M252 98 V194 M312 98 V194 M372 98 V194" stroke="${brass}" stroke-width="5"/>
  <path d="M376 100 L370 34 H402 L396 100Z" fill="${hex(black)}"/><path d="M364 22 H408 L402 38 H370Z" fill="${brass}"/>
  <path d="M276 100 q0 -34 22 -34 q22 0 22 34z" fill="${brass}"/><rect x="330" y="76" width="18" height="24" rx="6" fill="${hex(black)}"/>
  <circle cx="434" cy="118" r="13" fill="#fff3c8"/><circle cx="434" cy="118" r="13" fill="none" stroke="${brass}" stroke-width="4"/>
  <path d="M424 206 L466 244 H398Z" fill="${hex(lit(palette, '#a33327', 0.9))}"/>
  <path d="M432 190 h26 v12 h-26z" fill="${dark}"/>
  <path d="M210 106 H410" stroke="#fff" stroke-opacity=".4" stroke-width="6"/>
  ${driver(44, 22)}${driver(90, 22)}${driver(150, 40)}${driver(238, 40)}${driver(326, 40)}${driver(398, 22)}`
}

/** 318 by 250 units, standing on the lower edge. */
function carriage({ palette }: Stage, livery: string): string {
  const body = lit(palette, livery, 1)
  const cream = lit(palette, '#e9dcc0', 0.95)
  const dark = hex(shade(palette.near, -0.03))
  const glow = hex(mix(palette.accent, palette.light, 0.3))
  const windows = Array.from(
    { length: 6 },
    (_, index) =>
      `<rect x="${26 + index * 46}" y="112" width="34" height="42" rx="5" fill="${glow}"/><path d="M${26 + index * 46} 154 v-30 l14 -12 h12 l-26 42z" fill="#fff" opacity=".22"/>`,
  )
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="230" r="20" fill="${dark}"/><circle cx="${x}" cy="230" r="8" fill="${hex(mix(body, palette.near, 0.4))}"/>`
  return `<defs>
    ${gradient('side', 90, [0, mix(body, palette.light, 0.3)], [0.4, body], [1, mix(body, palette.near, 0.45)])}
    ${gradient('roof', 90, [0, mix(palette.far, palette.light, 0.4)], [1, mix(palette.far, palette.near, 0.75)])}
  </defs>
  <rect x="0" y="196" width="318" height="12" fill="${dark}"/>
  <path d="M10 92 Q12 70 40 68 H278 Q306 70 308 92Z" fill="url(#roof)"/>
  <rect x="8" y="90" width="302" height="112" rx="5" fill="url(#side)"/>
  <rect x="8" y="98" width="302" height="66" fill="${hex(cream)}" opacity=".9"/>${windows.join('')}
  <rect x="8" y="172" width="302" height="4" fill="${hex(cream)}" opacity=".7"/>
  ${wheel(52)}${wheel(96)}${wheel(222)}${wheel(266)}`
}

/** Arches from the rails down; the rails are its upper edge. */
function viaduct(stage: Stage, rail: number): string {
  const { palette } = stage
  const canvas = canvasOf(stage)
  const random = stage.chance('viaduct')
  const pitch = between(random, 250, 330)
  const deep = canvas.height - rail
  const stone = mix(lit(palette, '#a28d78', 0.82), palette.near, 0.22)
  const arch = (x: number) =>
    `M${x} ${deep + 10} V${46 + pitch * 0.4} A${pitch * 0.4} ${pitch * 0.4} 0 0 1 ${x + pitch * 0.8} ${46 + pitch * 0.4} V${deep + 10}Z`
  const holes = Array.from({ length: Math.ceil((canvas.width + 2 * bleed) / pitch) + 1 }, (_, index) =>
    arch(index * pitch - 40),
  )
  const courses = Array.from(
    { length: Math.ceil(deep / 42) },
    (_, row) =>
      `<path d="M0 ${60 + row * 42} H${canvas.width + 2 * bleed}" stroke="#000" stroke-opacity=".09" stroke-width="3"/>`,
  )
  const full = `M0 14 H${canvas.width + 2 * bleed} V${deep + 10} H0Z`
  return `<defs>
    ${gradient('stone', 90, [0, mix(stone, palette.light, 0.22)], [0.3, stone], [1, mix(stone, palette.near, 0.6)])}
    <clipPath id="arches"><path d="${full} ${holes.join(' ')}" clip-rule="evenodd"/></clipPath>
  </defs>
  <g clip-path="url(#arches)"><rect width="${canvas.width + 2 * bleed}" height="${deep + 10}" fill="url(#stone)"/>${courses.join('')}
  ${holes.map((hole) => `<path d="${hole}" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="16"/>`).join('')}</g>
  <rect y="0" width="${canvas.width + 2 * bleed}" height="6" fill="${hex(shade(palette.near, 0.02))}"/>
  <rect y="5" width="${canvas.width + 2 * bleed}" height="13" fill="${hex(mix(stone, palette.light, 0.35))}"/>
  <rect y="18" width="${canvas.width + 2 * bleed}" height="9" fill="#000" opacity=".25"/>`
}
