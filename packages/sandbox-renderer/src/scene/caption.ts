import { createMask, measureText, setText } from '../type/set-text'
import type { Mask } from '../type/set-text'
import { wrapText } from '../type/wrap-text'
import { mix, yuv } from './colour'
import { blendMask } from './paint'
import type { Painter } from './paint'
import type { Stage } from './stage'

const sizes = [0.034, 0.03, 0.026, 0.023]

/** Sets the last prompt in the lower left corner, as large as its length allows, and a line about the take before it. */
export function createCaption(stage: Stage, prompts: readonly [string, ...string[]]): Painter {
  const { width, height, unit, palette } = stage
  const margin = even(unit * 0.065)
  const clock = clockSize(unit)
  const clockWidth = measureText('00:00:00', clock)
  const column = width - 2 * margin - (width > height ? clockWidth + margin : 0)
  const prompt = prompts.at(-1) ?? ''
  const before = prompts.length > 1 ? (prompts.at(-2) ?? '') : undefined
  const { lines, capHeight } = fit(prompt, unit, Math.min(column, unit * 1.25), width > height ? 4 : 6)
  const small = Math.max(6.4, capHeight * 0.62)
  const leading = capHeight * 1.85
  const tall = even(lines.length * leading + (before === undefined ? 0 : small * 2.3) + capHeight)
  const widest = Math.max(...lines.map((line) => measureText(line, capHeight)))
  const text = createMask(Math.min(even(widest + capHeight), width - margin), tall)
  const notes = createMask(Math.min(even(unit * 1.25), width - margin), tall)
  const last = tall - capHeight * 0.5
  for (const [index, line] of lines.entries()) {
    setText(text, line, 1, last - (lines.length - 1 - index) * leading, capHeight)
  }
  if (before !== undefined) {
    const [line = ''] = wrapText(`from: ${before}`, small, Math.min(column, unit * 1.25), 1)
    setText(notes, line, 1, last - (lines.length - 1) * leading - capHeight - small * 1.35, small)
  }
  const bright = yuv(mix(palette.light, [1, 0, 0], 0.5))
  const quiet = yuv(mix(palette.light, palette.accent, 0.55))
  const shadow = soften(text, Math.max(1, Math.round(unit / 260)))
  const top = height - (width > height ? margin : even(margin + clock * 2.6)) - tall
  const paintClock = createClock(stage, margin, clock)
  return (frame, seconds) => {
    blendMask(frame, shadow, margin, top, [16, 128, 128], 0.55)
    blendMask(frame, text, margin, top, bright)
    if (before !== undefined) blendMask(frame, notes, margin, top, quiet)
    paintClock(frame, seconds)
  }
}

const even = (value: number): number => Math.ceil(value / 2) * 2
const clockSize = (unit: number): number => Math.max(6.4, unit * 0.019)

function fit(text: string, unit: number, width: number, maxLines: number): { lines: string[]; capHeight: number } {
  let capHeight = 0
  for (const size of sizes) {
    capHeight = Math.max(7.4, unit * size)
    const lines = wrapText(text, capHeight, width, maxLines + 1)
    if (lines.length <= maxLines) return { lines: balanced(text, capHeight, width, lines), capHeight }
  }
  return { lines: wrapText(text, capHeight, width, maxLines), capHeight }
}

/** The narrowest column that needs no more lines, so that no line holds a single left-over word. */
function balanced(text: string, capHeight: number, width: number, lines: string[]): string[] {
  let best = lines
  for (let narrower = width * 0.95; narrower > width * 0.4; narrower *= 0.95) {
    const tried = wrapText(text, capHeight, narrower, lines.length + 1)
    if (tried.length > lines.length || tried.some((line) => measureText(line, capHeight) > narrower)) break
    best = tried
  }
  return best
}

/** Minutes, seconds and pictures would be a video clock; minutes, seconds and hundredths are what a viewer reads. */
function createClock({ width, height, palette }: Stage, margin: number, capHeight: number): Painter {
  const colour = yuv(mix(palette.light, palette.accent, 0.35))
  const figureWidth = Math.max(...[...'0123456789'].map((figure) => measureText(figure, capHeight)))
  const mask = createMask(even(figureWidth * 8), even(capHeight * 2))
  const left = width > height ? even(width - margin - figureWidth * 7.2) : margin
  const top = even(height - margin - capHeight * 1.5)
  return (frame, seconds) => {
    mask.alpha.fill(0)
    let pen = 1
    for (const character of clockText(seconds)) {
      const wide = character === ':' || character === '.' ? figureWidth * 0.55 : figureWidth
      setText(mask, character, pen + (wide - measureText(character, capHeight)) / 2, capHeight * 1.5, capHeight)
      pen += wide
    }
    blendMask(frame, mask, left, top, colour, 0.9)
  }
}

/** `0:03.25`: minutes, seconds, hundredths. */
function clockText(seconds: number): string {
  const hundredths = Math.round(seconds * 100)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${two(hundredths / 6000)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`
}

/** A blurred copy, to lie under text as a shadow. */
function soften(mask: Mask, radius: number): Mask {
  let { alpha } = mask
  for (const stride of [1, mask.width]) {
    const source = alpha
    alpha = new Uint8Array(source.length)
    for (let place = 0; place < source.length; place += 1) {
      let sum = 0
      for (let step = -radius; step <= radius; step += 1) sum += source[place + step * stride] ?? 0
      alpha[place] = sum / (radius * 2 + 1)
    }
  }
  return { ...mask, alpha }
}
