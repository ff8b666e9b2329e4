import { between } from '../../random'
import { hex, mix, shade } from '../colour'
import type { Stage } from '../stage'
import { canvasOf } from './canvas'
import { gradient, lit, radial } from './svg'

interface WindowOptions {
  /** Where the window ends, in units from the top. */
  sill: number
  /** Where the sun or the moon stands: -1 left, 1 right. */
  side: number
}

/** A window with what lies behind it, out of focus, between two curtains. */
export function windowView(stage: Stage, { sill, side }: WindowOptions): string {
  const { palette, reading } = stage
  const { width } = canvasOf(stage)
  const random = stage.chance('window')
  const wide = Math.min(width * 0.82, 1350)
  const middle = width / 2 - side * between(random, -0.02, 0.06) * width
  const left = middle - wide / 2
  const top = -40
  const sun = middle + side * wide * between(random, 0.2, 0.34)
  const horizon = sill * between(random, 0.62, 0.74)
  const frame = lit(palette, '#e8e0d2', 0.86)
  const wall = mix(mix(palette.far, palette.near, 0.35), lit(palette, '#b8a48e'), 0.45)
  const panes = Math.max(2, Math.round(wide / 460))
  const bars = Array.from({ length: panes - 1 }, (_, index) => {
    const at = left + (wide * (index + 1)) / panes
    return `<rect x="${at - 11}" y="${top}" width="22" height="${sill - top}" fill="url(#bar)"/>`
  })
  const view =
    reading.setting === 'city' || random() < 0.5
      ? skyline(stage, horizon, left, wide)
      : hills(stage, horizon, left, wide)
  const rain = reading.weather === 'rain' ? drops(stage, left, wide, sill) : ''
  return `<defs>
    ${gradient('air', 90, [0, mix(palette.zenith, palette.sky, 0.35)], [0.55, palette.sky], [1, palette.horizon])}
    ${radial('halo', [0, palette.light, 0.95], [0.16, palette.light, 0.85], [0.2, palette.light, 0.4], [1, palette.horizon, 0])}
    ${gradient('wall', 0, [0, shade(wall, -0.06)], [0.5, wall], [1, shade(wall, -0.08)])}
    ${gradient('bar', 0, [0, shade(frame, -0.22)], [0.5, frame], [1, shade(frame, -0.12)])}
    ${gradient('cloth', 0, [0, shade(wall, 0.1)], [0.3, shade(wall, -0.02)], [0.52, shade(wall, 0.09)], [0.8, shade(wall, -0.04)], [1, shade(wall, 0.05)])}
    <clipPath id="glass"><rect x="${left}" y="${top}" width="${wide}" height="${sill - top}"/></clipPath>
  </defs>
  <rect x="-300" y="-10" width="${width + 600}" height="${sill + 20}" fill="url(#wall)"/>
  <g clip-path="url(#glass)">
    <rect x="${left}" y="${top}" width="${wide}" height="${sill - top}" fill="url(#air)"/>
    <circle cx="${sun}" cy="${horizon * 0.52}" r="330" fill="url(#halo)"/>
    ${view}${rain}
  </g>
  ${bars.join('')}
  <rect x="${left}" y="${sill * 0.4}" width="${wide}" height="16" fill="${hex(shade(frame, -0.12))}"/>
  <rect x="${left - 26}" y="${top}" width="30" height="${sill - top}" fill="url(#bar)"/>
  <rect x="${left + wide - 4}" y="${top}" width="30" height="${sill - top}" fill="url(#bar)"/>
  <path d="M${left - 200} -10 H${left + 92} C${left + 60} ${sill * 0.4} ${left + 108} ${sill * 0.7} ${left + 70} ${sill + 6} H${left - 200}z" fill="url(#cloth)" opacity=".97"/>
  <path d="M${left + wide + 200} -10 H${left + wide - 92} C${left + wide - 60} ${sill * 0.4} ${left + wide - 108} ${sill * 0.7} ${left + wide - 70} ${sill + 6} H${left + wide + 200}z" fill="url(#cloth)" opacity=".97"/>`
}

function skyline(stage: Stage, horizon: number, left: number, wide: number): string {
  const { palette } = stage
  const random = stage.chance('skyline')
  const dark = ['night', 'dusk', 'amber', 'rose'].includes(stage.reading.palette)
  const rows = [0.35, 0.8].map((near) => {
    const colour = hex(mix(palette.far, palette.near, near * 0.8))
    const blocks: string[] = []
    for (let x = left - 60; x < left + wide;) {
      const broad = between(random, 70, 150)
      const high = between(random, 60, 300) * (1.1 - near * 0.5)
      blocks.push(`<rect x="${x}" y="${horizon - high + near * 90}" width="${broad}" height="900" fill="${colour}"/>`)
      for (let row = 0; row < high / 34; row += 1) {
        for (let column = 0; column < broad / 30 - 1; column += 1) {
          if (random() > (dark ? 0.34 : 0.1)) continue
          blocks.push(
            `<rect x="${x + 12 + column * 30}" y="${horizon - high + near * 90 + 16 + row * 34}" width="13" height="18" fill="${hex(palette.accent)}" opacity="${between(random, 0.5, 1)}"/>`,
          )
        }
      }
      x += broad + (random() < 0.3 ? between(random, 4, 26) : 0)
    }
    return blocks.join('')
  })
  return rows.join('')
}

function hills(stage: Stage, horizon: number, left: number, wide: number): string {
  const { palette } = stage
  const random = stage.chance('hills')
  return [0.15, 0.45, 0.8]
    .map((near) => {
      const y = horizon + near * 130
      const rise = () => between(random, -110, 30)
      const path = `M${left - 40} ${y} C${left + wide * 0.2} ${y + rise()} ${left + wide * 0.34} ${y + rise()} ${left + wide * 0.5} ${y} S${left + wide * 0.8} ${y + rise()} ${left + wide + 60} ${y} V2400 H${left - 40}z`
      return `<path d="${path}" fill="${hex(mix(palette.far, palette.near, near))}"/>`
    })
    .join('')
}

function drops(stage: Stage, left: number, wide: number, sill: number): string {
  const random = stage.chance('drops')
  const colour = hex(mix(stage.palette.light, stage.palette.sky, 0.3))
  return Array.from({ length: 90 }, () => {
    const x = left + random() * wide
    const y = random() * sill
    const size = between(random, 3, 9)
    const trail = random() < 0.3 ? between(random, 30, 140) : 0
    return `<path d="M${x} ${y - trail} V${y}" stroke="${colour}" stroke-opacity=".28" stroke-width="${size * 0.8}" stroke-linecap="round"/><circle cx="${x}" cy="${y}" r="${size}" fill="${colour}" opacity=".6"/>`
  }).join('')
}
