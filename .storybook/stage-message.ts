import type { DialectName, Fault } from '@dailies/sandbox/browser'
import type { DeclaredGrid, Limits } from '@dailies/server'

/** How a story's stage is set up. */
export interface StageOptions {
  /** `manual`: the sandbox's time stands still until the story turns it. `system`: it runs by itself. @default 'manual' */
  clock?: 'manual' | 'system'
  /** How long a job takes, in milliseconds of the sandbox's clock. @default 10_000 */
  jobDurationMs?: number
  /** Whose wire the far end speaks. @default the toolbar's, else 'openai' */
  dialect?: DialectName
  /** What one viewer may use. @default no limits */
  limits?: Limits
  /** How the far end cuts every sheet, as its operator would tell it. @default nobody tells */
  spritesheet?: DeclaredGrid
  /** Where its time begins, in Unix seconds. @default now */
  startsAt?: number
  /** How long the sandbox serves a finished video, in milliseconds. @default 3_600_000 */
  expiresAfterMs?: number
}

/** The line from the page to its server: `up` it answers, `down` it cannot be reached, `silent` it never answers. */
export type Line = 'up' | 'down' | 'silent'

/** What a page may ask of the service worker; each is answered with a {@link StageAnswer} on the port that comes along. */
export type StageMessage =
  | { type: 'open'; stage: string; options: StageOptions }
  | { type: 'advance'; stage: string; seconds: number }
  | { type: 'strike'; stage: string; faults: readonly Fault[] }
  | { type: 'restart'; stage: string }
  | { type: 'line'; stage: string; line: Line }
  | { type: 'close'; stage: string }
  | { type: 'stay' }

/** How the service worker answers: done, or why not. */
export type StageAnswer = { error?: string }

/** Everything under this path, relative to the service worker's scope, belongs to a stage: `stages/<name>/api/videos`. */
export const stagesPath = 'stages/'
