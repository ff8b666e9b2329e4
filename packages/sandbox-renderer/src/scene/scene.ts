import type { RenderEnvironment } from '../environment'
import type { Frame } from '../frame'
import { between, hashText, randomFrom } from '../random'
import type { RenderRequest } from '@dailies/sandbox'
import { createCaption } from './caption'
import { createCloseUp } from './close-up'
import { createLand } from './land'
import { createSea } from './sea'
import { createGrade, lookOf } from './look'
import { variedPalette } from './palette'
import type { Painter } from './paint'
import { paintMotif } from './painted/paint-motif'
import { readPrompts } from './reading'
import type { Motif } from './reading'
import { paintSky } from './sky'
import type { Sheet } from './sheet'
import type { Stage } from './stage'
import { placeSubjects } from './subjects/place-subjects'
import { paintWeather } from './weather'

/** Any moment of one video, drawn on demand. */
export interface Scene {
  draw(frame: Frame, seconds: number): void
}

export interface SceneRequest extends Omit<RenderRequest, 'referenceImage'> {
  /** The first picture, which dissolves into the scene. */
  reference?: Frame | undefined
  /** Draws the parts of painted scenes. */
  drawSvg: RenderEnvironment['drawSvg']
  /** Whether the prompt and the time are written into the picture. @default false */
  caption?: boolean
}

/** How long a reference picture takes to dissolve. */
const dissolveSeconds = 1.2

/** Composes the scene of a video; the same request always gives the same pictures. */
export async function createScene(request: SceneRequest): Promise<Scene> {
  const { reference, prompts } = request
  const stage = createStage(request)
  const caption = request.caption ? createCaption(stage, prompts) : undefined
  const paint = await createPicture(stage)
  const grade = createGrade(lookOf(request.model), stage.width, stage.height)
  const weather = isIndoors(stage) ? undefined : paintWeather(stage)
  return {
    draw(frame, seconds) {
      const dissolved =
        reference === undefined ? 1 : Math.min(1, seconds / Math.min(dissolveSeconds, request.seconds / 3))
      if (reference !== undefined && dissolved === 0) {
        frame.bytes.set(reference.bytes)
        return
      }
      paint(frame, seconds)
      weather?.(frame, seconds)
      grade?.(frame, seconds)
      if (reference !== undefined && dissolved < 1) dissolve(frame, reference, dissolved)
      caption?.(frame, seconds)
    },
  }
}

/** Rain and snow stay outside; the window shows them. */
const isIndoors = ({ reading: { motif } }: Stage): boolean => motif !== undefined && indoors.has(motif)

const indoors: ReadonlySet<Motif> = new Set(['coffee', 'lamp', 'bread', 'cat', 'rainy window'])

async function createPicture(stage: Stage): Promise<Painter> {
  const painted = await paintMotif(stage)
  if (typeof painted === 'function') return painted
  const sky = paintSky(stage)
  const all = createSheets(stage)
  const sheets = all.slice(0, painted?.sheets)
  const standing = [...placeSubjects(stage, all), ...(painted?.extras ?? [])]
  const visible = sheets.map(({ paint }, index) => ({
    paint,
    behind: standing.filter(({ before }) => before === index),
    bottom: Math.min(stage.height, ...sheets.slice(index + 1).map(({ lowest }) => lowest + 1)),
  }))
  const before = standing.filter((each) => each.before >= sheets.length)
  return (frame, seconds) => {
    sky(frame, seconds)
    for (const { paint, behind, bottom } of visible) {
      for (const subject of behind) subject.paint(frame, seconds)
      paint(frame, seconds, bottom)
    }
    for (const { paint } of before) paint(frame, seconds)
  }
}

function createSheets(stage: Stage): Sheet[] {
  const { setting } = stage.reading
  if (setting === 'sea') return createSea(stage)
  if (setting === 'lights') return createCloseUp(stage)
  return createLand(stage, setting)
}

function createStage({ width, height, seconds, seed, prompts, model, caption, drawSvg }: SceneRequest): Stage {
  const family = hashText(prompts[0], seed)
  const chance = (part: string) => randomFrom(hashText(part, family))
  const random = chance('stage')
  const reading = readPrompts(seed, prompts)
  const palette = variedPalette(chance('hour'), reading.palette)
  const camera = { ...lookOf(model) }
  camera.pace *= between(chance('pace'), 0.75, 1.3)
  const unit = Math.min(width, height)
  const horizon = Math.round(height * between(random, 0.52, 0.6))
  const heading = random() < 0.5 ? 1 : -1
  const start = {
    x: width * (random() < 0.5 ? between(random, 0.24, 0.4) : between(random, 0.6, 0.76)),
    y: horizon - unit * between(random, 0.16, 0.3),
  }
  const radius = unit * between(random, 0.045, 0.075)
  const rises = reading.palette === 'dawn' || reading.palette === 'night' ? -1 : 1
  const light: Stage['light'] = (moment) => {
    const progress = moment / seconds - 0.5
    return { x: start.x - heading * unit * 0.06 * progress, y: start.y + rises * unit * 0.13 * progress, radius }
  }
  const scrim = (row: number): number => (caption ? 1 - 0.55 * smooth((row - height + unit * 0.36) / (unit * 0.28)) : 1)
  return { width, height, unit, seconds, reading, palette, chance, horizon, heading, camera, light, scrim, drawSvg }
}

const smooth = (share: number): number => {
  const part = Math.min(1, Math.max(0, share))
  return part * part * (3 - 2 * part)
}

function dissolve(frame: Frame, reference: Frame, share: number): void {
  const part = Math.round(share * share * (3 - 2 * share) * 256)
  for (let place = 0; place < frame.bytes.length; place += 1) {
    const from = reference.bytes[place] ?? 0
    frame.bytes[place] = from + ((((frame.bytes[place] ?? 0) - from) * part) >> 8)
  }
}
