import { glyphs, lowMarks, marks } from './glyphs'

/** A straight piece of a stroke, in glyph units: capitals are 10 high. */
type Segment = readonly [x1: number, y1: number, x2: number, y2: number]

/** A character as it is set: its strokes from x = 0 on, and how far the next one starts behind it. */
export interface Outline {
  segments: Segment[]
  advance: number
}

const gap = 2.35
const wordSpace = 3.4
const known = new Map<string, Outline>()

/** The strokes of a character; accents are composed, and what the face lacks altogether is drawn as an empty frame. */
export function outlineOf(character: string): Outline {
  const found = known.get(character)
  if (found !== undefined) return found
  const made = compose(character)
  known.set(character, made)
  return made
}

function compose(character: string): Outline {
  if (character.trim() === '') return { segments: [], advance: wordSpace }
  const whole = glyphs[character]
  if (whole !== undefined) return placed(strokes(whole))
  const [letter = '', ...accents] = character.normalize('NFD')
  const high = accents.filter((accent) => marks[accent] !== undefined)
  const dotless = high.length > 0 ? ({ i: 'ı', j: 'ȷ' }[letter] ?? letter) : letter
  const base = glyphs[dotless]
  if (base === undefined) return spelled(character)
  const segments = strokes(base)
  const [left, right] = extent(segments)
  const middle = (left + right) / 2
  const lift = letter === letter.toLowerCase() && letter !== letter.toUpperCase() ? 0 : 3
  for (const accent of accents) {
    const mark = marks[accent] ?? lowMarks[accent]
    if (mark === undefined) continue
    const rise = marks[accent] === undefined ? 0 : lift
    for (const [x1, y1, x2, y2] of strokes(mark)) segments.push([x1 + middle, y1 + rise, x2 + middle, y2 + rise])
  }
  return placed(segments, [left, right])
}

/** Small raised figures, fractions, ligatures and wide forms by the plain characters they stand for; else an empty frame. */
function spelled(character: string): Outline {
  const plain = [...character.normalize('NFKD').replace('\u2044', '/')]
  if (plain.join('') === character.normalize('NFD')) return placed(strokes(glyphs['\uFFFD'] ?? ''))
  if (plain.length === 1) {
    const { segments } = outlineOf(plain[0] ?? '')
    return placed(segments.map(([x1, y1, x2, y2]) => [x1 * 0.56, y1 * 0.56 + 4.6, x2 * 0.56, y2 * 0.56 + 4.6]))
  }
  const segments: Segment[] = []
  let advance = 0
  for (const part of plain) {
    const outline = outlineOf(part)
    for (const [x1, y1, x2, y2] of outline.segments) segments.push([x1 + advance, y1, x2 + advance, y2])
    advance += outline.advance
  }
  return { segments, advance }
}

function placed(segments: Segment[], [left, right] = extent(segments)): Outline {
  return {
    segments: segments.map(([x1, y1, x2, y2]) => [x1 - left, y1, x2 - left, y2]),
    advance: right - left + gap,
  }
}

function extent(segments: Segment[]): [left: number, right: number] {
  let left = Infinity
  let right = -Infinity
  for (const [x1, , x2] of segments) {
    left = Math.min(left, x1, x2)
    right = Math.max(right, x1, x2)
  }
  return [left, right]
}

function strokes(source: string): Segment[] {
  return source.split('|').flatMap((stroke) => flatten(stroke))
}

function flatten(stroke: string): Segment[] {
  const closed = stroke.endsWith('z')
  const corners = (closed ? stroke.slice(0, -1) : stroke).split(' ').map((point) => {
    const [place = '', radius = '0'] = point.split('~')
    const [x = '0', y = '0'] = place.split(',')
    return { x: Number(x), y: Number(y), radius: Number(radius) }
  })
  const path: [number, number][] = []
  for (const [index, corner] of corners.entries()) {
    const before = corners[closed ? (index + corners.length - 1) % corners.length : index - 1]
    const after = corners[closed ? (index + 1) % corners.length : index + 1]
    if (before === undefined || after === undefined || corner.radius === 0) {
      path.push([corner.x, corner.y])
      continue
    }
    path.push(...rounded(before, corner, after, corner.radius))
  }
  const first = path[0]
  if (closed && first !== undefined) path.push(first)
  return path.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = path[index] ?? [x, y]
    return [fromX, fromY, x, y]
  })
}

interface Point {
  x: number
  y: number
}

const arcSteps = 6

function rounded(before: Point, corner: Point, after: Point, radius: number): [number, number][] {
  const start = towards(corner, before, radius)
  const end = towards(corner, after, radius)
  // The handle length at which a cubic comes closest to a quarter of a circle.
  const pull = 0.5523
  const points: [number, number][] = []
  for (let step = 0; step <= arcSteps; step += 1) {
    const t = step / arcSteps
    const s = 1 - t
    const near = [start.x + (corner.x - start.x) * pull, start.y + (corner.y - start.y) * pull] as const
    const far = [end.x + (corner.x - end.x) * pull, end.y + (corner.y - end.y) * pull] as const
    points.push([
      s ** 3 * start.x + 3 * s * s * t * near[0] + 3 * s * t * t * far[0] + t ** 3 * end.x,
      s ** 3 * start.y + 3 * s * s * t * near[1] + 3 * s * t * t * far[1] + t ** 3 * end.y,
    ])
  }
  return points
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance, length) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
