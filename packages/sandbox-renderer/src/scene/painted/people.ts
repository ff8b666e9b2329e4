import { between, oneOf } from '../../random'
import { hex, mix, shade, yuv } from '../colour'
import { fillPolygon } from '../paint'
import type { Painter, Point } from '../paint'
import type { Stage } from '../stage'
import { canvasOf, shift } from './canvas'
import { drawSprite, paintSprite } from './sprite'
import { gradient, lit } from './svg'

interface Crowd {
  /** Where they stand, in units from the top. */
  foot: number
  /** Relative to a figure of 380 units. */
  size: number
  count: number
  nearness: number
}

/** People who walk through the picture in both directions. */
export async function paintPeople(stage: Stage, { foot, size, count, nearness }: Crowd): Promise<Painter> {
  const { width, unit } = stage
  const { scale } = canvasOf(stage)
  const random = stage.chance(`people ${nearness}`)
  const tall = scale * size
  const people = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const way = random() < 0.5 ? 1 : -1
      const coat = oneOf(random, ['#a8483a', '#3d5f7a', '#c99a3e', '#4f6b52', '#7a4a6a', '#d8cdb8'])
      const sprite = await paintSprite(
        stage,
        figure(stage, { coat, way, hat: random() < 0.4, bag: random() < 0.5, near: nearness }),
        200,
        400,
        tall,
      )
      return {
        sprite,
        way,
        at: (index + between(random, 0.1, 0.8)) / count,
        pace: unit * between(random, 0.05, 0.1) * size,
        step: between(random, 5, 6.4),
        legs: yuv(dimmed(stage, nearness, '#3a3644')),
      }
    }),
  )
  return (frame, seconds) => {
    for (const { sprite, way, at, pace, step, legs } of people) {
      const x =
        (at * 1.3 - 0.15) * width + way * pace * (seconds - stage.seconds / 2) - shift(stage, seconds) * nearness
      const y = foot * scale - 400 * tall
      const swing = Math.sin(seconds * step)
      const bob = Math.abs(Math.cos(seconds * step)) * 5 * tall
      for (const leg of [1, -1]) {
        const hip: Point = [x + leg * 8 * tall, y + 250 * tall - bob]
        const end: Point = [
          x + leg * swing * 46 * tall,
          y + (396 - 12 * Math.max(0, leg * Math.cos(seconds * step))) * tall,
        ]
        const thick = 15 * tall
        fillPolygon(
          frame,
          [
            [hip[0] - thick, hip[1]],
            [hip[0] + thick, hip[1]],
            [end[0] + thick * 0.7 + way * 8 * tall, end[1]],
            [end[0] - thick * 0.8, end[1]],
          ],
          legs,
        )
      }
      drawSprite(frame, sprite, x - sprite.width / 2, y - bob)
    }
  }
}

const dimmed = ({ palette }: Stage, nearness: number, colour: string) =>
  mix(lit(palette, colour, 1.05), nearness > 1 ? palette.near : palette.far, 0.22)

interface Figure {
  coat: string
  way: number
  hat: boolean
  bag: boolean
  near: number
}

/** Head and coat, 200 by 400 units; the legs are drawn as they move. */
function figure(stage: Stage, { coat, way, hat, bag, near }: Figure): string {
  const cloth = dimmed(stage, near, coat)
  const skin = dimmed(stage, near, '#c99371')
  const hair = dimmed(stage, near, '#3a2a22')
  const rim = mix(cloth, stage.palette.light, 0.35)
  return `<defs>${gradient('cloth', 0, [0, way > 0 ? shade(cloth, -0.06) : rim], [0.5, cloth], [1, way > 0 ? rim : shade(cloth, -0.06)])}</defs>
  <g transform="translate(100 0) scale(${way} 1)">
    <path d="M-14 84 h28 v26 h-28z" fill="${hex(shade(skin, -0.05))}"/>
    <ellipse cx="2" cy="58" rx="29" ry="36" fill="${hex(skin)}"/>
    <path d="M-28 62 C-38 20 -8 12 8 20 C30 22 32 38 28 48 C10 40 -6 44 -12 62 C-14 78 -20 84 -26 82Z" fill="${hex(hair)}"/>
    ${hat ? `<path d="M-46 40 Q0 24 50 40 L30 36 Q28 4 2 4 Q-26 4 -28 36Z" fill="${hex(shade(cloth, -0.12))}"/>` : ''}
    <path d="M-30 100 C-58 106 -62 130 -62 170 L-66 290 Q0 306 60 290 L56 168 C56 128 52 106 28 100 Q0 112 -30 100Z" fill="url(#cloth)"/>
    <path d="M-40 122 C-58 150 -44 210 -20 236 L-6 226 C-24 196 -28 160 -22 128Z" fill="${hex(shade(cloth, -0.07))}"/>
    ${bag ? `<path d="M-26 232 h54 l8 74 h-70z" fill="${hex(dimmed(stage, near, '#d9c39a'))}"/><path d="M-14 234 q12 -34 28 0" fill="none" stroke="${hex(dimmed(stage, near, '#d9c39a'))}" stroke-width="5"/>` : ''}
  </g>`
}
