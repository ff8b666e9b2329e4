import type { Frame } from '../frame'
import { between, hashText, randomFrom } from '../random'
import type { RenderRequest } from '@dailies/sandbox'
import { createCaption } from './caption'
import { createCloseUp } from './close-up'
import { createLand } from './land'
import { createSea } from './sea'
import { palettes } from './palette'
import { readPrompts } from './reading'
import { paintSky } from './sky'
import type { Sheet } from './sheet'
import type { Stage } from './stage'
import { placeSubjects } from './subjects/place-subjects'
import { paintWeather } from './weather'

/** Any moment of one video, drawn on demand. */
export interface Scene {
  draw(frame: Frame, seconds: number): void
}

export interface SceneRequest extends Omit<RenderRequest, 'reference'> {
  /** The first picture, which dissolves into the scene. */
  reference?: Frame | undefined
}

/** How long a reference picture takes to dissolve. */
const dissolveSeconds = 1.2

/** Composes the scene of a video; the same request always gives the same pictures. */
export function createScene(request: SceneRequest): Scene {
  const { reference, prompts } = request
  const stage = createStage(request)
  const caption = createCaption(stage, prompts)
  const sky = paintSky(stage)
  const sheets = createSheets(stage)
  const subjects = placeSubjects(stage, sheets)
  const weather = paintWeather(stage)
  const visible = sheets.map(({ paint }, index) => ({
    paint,
    behind: subjects.filter(({ before }) => before === index),
    bottom: Math.min(stage.height, ...sheets.slice(index + 1).map(({ lowest }) => lowest + 1)),
  }))
  return {
    draw(frame, seconds) {
      const dissolved =
        reference === undefined ? 1 : Math.min(1, seconds / Math.min(dissolveSeconds, request.seconds / 3))
      if (reference !== undefined && dissolved === 0) {
        frame.bytes.set(reference.bytes)
        return
      }
      sky(frame, seconds)
      for (const { paint, behind, bottom } of visible) {
        for (const subject of behind) subject.paint(frame, seconds)
        paint(frame, seconds, bottom)
      }
      weather?.(frame, seconds)
      if (reference !== undefined && dissolved < 1) dissolve(frame, reference, dissolved)
      caption(frame, seconds)
    },
  }
}

function createSheets(stage: Stage): Sheet[] {
  const { setting } = stage.reading
  if (setting === 'sea') return createSea(stage)
  if (setting === 'lights') return createCloseUp(stage)
  return createLand(stage, setting)
}

function createStage({ width, height, seconds, seed, prompts }: SceneRequest): Stage {
  const family = hashText(prompts[0], seed)
  const chance = (part: string) => randomFrom(hashText(part, family))
  const random = chance('stage')
  const reading = readPrompts(seed, prompts)
  const palette = palettes[reading.palette]
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
  const scrim = (row: number): number => 1 - 0.55 * smooth((row - height + unit * 0.36) / (unit * 0.28))
  return { width, height, unit, seconds, reading, palette, chance, horizon, heading, light, scrim }
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
