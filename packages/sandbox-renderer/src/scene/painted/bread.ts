import { between } from '../../random'
import { hex, mix, yuv } from '../colour'
import { fillBar } from '../paint'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import { shift } from './canvas'
import { gradient, lit, spot } from './svg'
import type { Centrepiece } from './table'

/** A loaf on a board, with flour in the air. */
export function bread(stage: Stage, side: 1 | -1): Centrepiece {
  const { palette } = stage
  const random = stage.chance('loaf')
  const crust = lit(palette, '#c07a35', 1.12)
  const dark = lit(palette, '#7d4518', 0.95)
  const board = lit(palette, '#c99a63', 1)
  const cuts = [-170, -60, 50, 160].map(
    (x) =>
      `<path d="M${x - 40} -118 C${x - 10} -160 ${x + 34} -172 ${x + 62} -160 C${x + 36} -140 ${x + 10} -118 ${x - 8} -92 Z" fill="${hex(lit(palette, '#f3dcae', 1.1))}" stroke="${hex(dark)}" stroke-width="5"/>`,
  )
  const flour = Array.from(
    { length: 70 },
    () =>
      `<circle cx="${between(random, -420, 420)}" cy="${between(random, 4, 70)}" r="${between(random, 1.5, 5)}" fill="#fff" opacity="${between(random, 0.3, 0.8)}"/>`,
  )
  return {
    svg: `<defs>
      ${gradient('crust', 90, [0, mix(crust, palette.light, 0.4)], [0.45, crust], [1, dark])}
      ${gradient('board', 90, [0, mix(board, palette.light, 0.25)], [1, board])}
      ${spot('cast', '#0b0503', 0.75)}
    </defs>
    <ellipse cx="${side * 60}" cy="60" rx="560" ry="74" fill="url(#cast)"/>
    <path d="M-400 -4 H400 L452 44 H-452Z" fill="url(#board)"/><path d="M-452 44 H452 V62 H-452Z" fill="${hex(mix(board, dark, 0.6))}"/>
    <ellipse cx="${side * 40}" cy="10" rx="350" ry="42" fill="url(#cast)"/>
    <path d="M-300 -20 C-330 -120 -230 -196 -60 -204 C120 -210 300 -170 306 -60 C308 -10 270 14 200 18 H-220 C-270 18 -292 6 -300 -20Z" fill="url(#crust)"/>
    ${cuts.join('')}
    <path d="M-262 -96 C-220 -160 -120 -188 -20 -190" stroke="#fff" stroke-opacity=".35" stroke-width="12" stroke-linecap="round" fill="none"/>${flour.join('')}`,
    above: ({ x, y, size }) => dust(stage, x, y, size),
  }
}

/** Flour that sinks through the light. */
function dust(stage: Stage, x: number, y: number, size: number): Painter {
  const { unit, palette } = stage
  const random = stage.chance('flour')
  const colour = yuv(mix(palette.light, [1, 0, 0], 0.5))
  const motes = Array.from({ length: 80 }, () => ({
    aside: between(random, -0.6, 0.6),
    from: random(),
    speed: between(random, 0.05, 0.13),
    phase: random() * 7,
    side: Math.max(0.7, unit * between(random, 0.0008, 0.0024)),
  }))
  return (frame, seconds) => {
    for (const { aside, from, speed, phase, side } of motes) {
      const age = (from + seconds * speed) % 1
      const left = x + unit * size * aside + unit * 0.02 * Math.sin(seconds + phase) - shift(stage, seconds)
      const top = y - unit * size * 0.6 * (1 - age)
      fillBar(frame, [left - side, top - side, left + side, top + side], colour, 0.7 * Math.sin(age * Math.PI))
    }
  }
}
