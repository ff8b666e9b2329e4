import { between, oneOf } from '../../random'
import { hex, mix, shade, yuv } from '../colour'
import { createGlow, paintGlow, soft } from '../glow'
import { fillPolygon, fillRows } from '../paint'
import type { Painter, Point } from '../paint'
import type { Stage } from '../stage'
import { placed } from '../subjects/subject'
import { canvasOf } from './canvas'
import type { Backdrop } from './backdrop'
import { drawSprite, paintSprite } from './sprite'
import { gradient, lit, spot } from './svg'
import { roadsidePlant } from './roadside-plant'

const paints = ['#c8412f', '#e2a52b', '#2f7f86', '#e9e2d3', '#3c5a9a'] as const

/** A car that drives away from us on a straight road to the horizon. */
export async function carFromBehind(stage: Stage): Promise<Backdrop> {
  const { palette, width, height, unit, horizon } = stage
  const { scale } = canvasOf(stage)
  const random = stage.chance('car')
  const size = between(random, 0.8, 1.1)
  const vanish = width * between(random, 0.4, 0.6)
  const fall = height - horizon
  const asphalt = mix(mix(palette.near, palette.far, 0.4), [0.42, 0, 0], 0.25)
  const colours = {
    ground: yuv(mix(palette.far, palette.near, 0.5)),
    strip: yuv(mix(palette.far, palette.near, 0.4)),
    road: yuv(asphalt),
    edge: yuv(mix(asphalt, palette.light, 0.45)),
    line: yuv(mix(palette.accent, palette.light, 0.35)),
    post: yuv(mix(palette.near, palette.far, 0.2)),
    tail: yuv([0.62, 0.2, 0.1]),
  }
  const sprite = await paintSprite(
    stage,
    `<g transform="translate(240 380)">${rear(stage, stage.reading.colour ?? oneOf(random, paints))}</g>`,
    480,
    440,
    scale * size,
  )
  const lamp = createGlow(unit * 0.11 * size, soft(1.5))
  const dust = createGlow(unit * 0.22 * size, soft(1.2))
  const dustColour = yuv(mix(palette.horizon, palette.far, 0.2))
  const dark = ['night', 'dusk', 'amber'].includes(stage.reading.palette)
  // At distance 1 a thing stands at the lower edge of the picture; further away it is nearer to the horizon.
  const at = (aside: number, distance: number): Point => [
    vanish + (aside * unit) / distance + ((width / 2 - vanish) * 0.6) / distance,
    horizon + fall / distance,
  ]
  const speed = 5.2
  const roadside = Array.from({ length: 10 }, (_, index) => ({
    aside: (index % 2 === 0 ? 1 : -1) * between(random, 1.25, 2.6),
    from: index * 1.7 + random(),
    size: between(random, 0.32, 0.62),
  }))

  const road: Painter = (frame, seconds) => {
    fillRows(frame, horizon, height, colours.ground)
    for (let strip = 16; strip >= 1; strip -= 1) {
      const near = strip * 1.5 - ((seconds * speed) % 3)
      if (strip % 2 === 0 || near < 0.4) continue
      fillRows(frame, at(0, near + 1.5)[1], at(0, Math.max(0.6, near))[1], colours.strip)
    }
    fillPolygon(frame, [at(-0.86, 60), at(0.86, 60), at(0.86, 0.8), at(-0.86, 0.8)], colours.road)
    for (const side of [-0.8, 0.8]) {
      fillPolygon(
        frame,
        [at(side - 0.014, 60), at(side + 0.014, 60), at(side + 0.014, 0.8), at(side - 0.014, 0.8)],
        colours.edge,
      )
    }
    for (let dash = 0; dash < 22; dash += 1) {
      const end = dash * 1.3 - ((seconds * speed) % 1.3) + 0.6
      if (end < 0.75) continue
      const near = Math.max(0.7, end - 0.6)
      fillPolygon(frame, [at(-0.024, end), at(0.024, end), at(0.024, near), at(-0.024, near)], colours.line)
    }
  }
  const plants: Painter = (frame, seconds) => {
    const distanceOf = (from: number): number => wrap(from - seconds * speed * 0.6, 17) + 0.75
    for (const plant of roadside.toSorted((one, other) => distanceOf(other.from) - distanceOf(one.from))) {
      const distance = distanceOf(plant.from)
      const [x, y] = at(plant.aside, distance)
      fillPolygon(frame, placed(roadsidePlant(stage), x, y, (plant.size * unit) / distance), colours.post)
    }
  }
  const drive: Painter = (frame, seconds) => {
    road(frame, seconds)
    plants(frame, seconds)
    const distance = (height > width ? 1.7 : 2.05) + 0.3 * Math.sin((seconds / stage.seconds) * 2.4)
    const [x, y] = at(0.36 + 0.05 * Math.sin(seconds * 0.8), distance)
    const bounce = unit * 0.002 * Math.sin(seconds * 12)
    for (const aside of [-1, 1])
      paintGlow(frame, dust, x + aside * 130 * scale * size, y, dustColour, 0.26 + 0.05 * Math.sin(seconds * 9 + aside))
    drawSprite(frame, sprite, x - sprite.width / 2, y - 380 * scale * size + bounce)
    for (const aside of [-1, 1]) {
      paintGlow(
        frame,
        lamp,
        x + aside * 132 * scale * size,
        y - 142 * scale * size + bounce,
        colours.tail,
        dark ? 0.9 : 0.45,
      )
    }
  }
  return { extras: [{ before: 2, paint: drive }], sheets: 2 }
}

const wrap = (place: number, length: number): number => ((place % length) + length) % length

/** The back of a car, around the middle of its foot. */
function rear({ palette }: Stage, paint: string): string {
  const body = lit(palette, paint, 1.3)
  const dim = mix(lit(palette, paint, 0.5), palette.near, 0.3)
  const glass = mix(palette.sky, palette.near, 0.4)
  const chrome = hex(mix(lit(palette, '#dfe3e6'), palette.light, 0.25))
  const dark = hex(shade(palette.near, -0.06))
  return `<defs>
    ${gradient('paint', 90, [0, mix(body, palette.light, 0.4)], [0.4, body], [1, dim])}
    ${gradient('glass', 90, [0, mix(glass, palette.horizon, 0.65)], [1, glass])}
    ${spot('cast', '#000', 0.75)}
  </defs>
  <ellipse cy="4" rx="250" ry="34" fill="url(#cast)"/>
  <path d="M-186 -70 h70 V-4 q-2 8 -12 8 h-46 q-10 0 -12 -8z M186 -70 h-70 V-4 q2 8 12 8 h46 q10 0 12 -8z" fill="${dark}"/>
  <path d="M-134 -210 C-122 -282 -104 -304 -78 -308 Q0 -316 78 -308 C104 -304 122 -282 134 -210Z" fill="url(#paint)"/>
  <path d="M-114 -212 C-104 -270 -92 -288 -70 -291 Q0 -297 70 -291 C92 -288 104 -270 114 -212Z" fill="url(#glass)"/>
  <path d="M-74 -286 Q-40 -292 -14 -292 L-52 -214 H-106 C-100 -258 -90 -282 -74 -286Z" fill="#fff" opacity=".2"/>
  <path d="M-196 -70 C-204 -150 -186 -196 -150 -208 Q0 -222 150 -208 C186 -196 204 -150 196 -70 Q194 -46 170 -44 H-170 Q-194 -46 -196 -70Z" fill="url(#paint)"/>
  <path d="M-160 -200 Q0 -212 160 -200" stroke="#fff" stroke-opacity=".4" stroke-width="5" fill="none"/>
  <path d="M-178 -168 Q0 -178 178 -168" stroke="${hex(shade(dim, -0.1))}" stroke-width="3" fill="none" opacity=".6"/>
  <rect x="-178" y="-160" width="92" height="36" rx="16" fill="#7d1710"/><rect x="86" y="-160" width="92" height="36" rx="16" fill="#7d1710"/>
  <rect x="-172" y="-155" width="80" height="26" rx="12" fill="#ff4a32"/><rect x="92" y="-155" width="80" height="26" rx="12" fill="#ff4a32"/>
  <rect x="-56" y="-146" width="112" height="44" rx="5" fill="${hex(lit(palette, '#f4efe2'))}"/>
  <rect x="-42" y="-132" width="84" height="15" rx="3" fill="${dark}" opacity=".75"/>
  <path d="M-202 -90 Q0 -100 202 -90 V-64 Q0 -58 -202 -64Z" fill="${chrome}"/>
  <path d="M-202 -74 Q0 -70 202 -74 V-64 Q0 -58 -202 -64Z" fill="${dark}" opacity=".4"/>
  <rect x="-120" y="-46" width="44" height="12" rx="6" fill="${chrome}"/>`
}
