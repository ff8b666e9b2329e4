import type { DialectName, Fault } from '@dailies/sandbox/browser'
import type { DeclaredGrid, Limits } from '@dailies/server'

/** Options of a story's stage. */
export interface StageOptions {
  /**
   * `manual`: the sandbox's clock moves only when the story advances it. `system`: it follows the system clock.
   *
   * @default 'manual'
   */
  clock?: 'manual' | 'system'
  /** Duration of a job, in milliseconds of the sandbox's clock. @default 10_000 */
  jobDurationMs?: number
  /** The wire dialect of the upstream. @default the toolbar's, else 'openai' */
  dialect?: DialectName
  /** Limits per owner. @default no limits */
  limits?: Limits
  /** The grid of every spritesheet, as an operator declares it to the server. @default not declared */
  spritesheet?: DeclaredGrid
  /** Start time of the sandbox's clock, in Unix seconds. @default now */
  startsAt?: number
  /** How long the sandbox serves a finished video, in milliseconds. @default 3_600_000 */
  expiresAfterMs?: number
}

/**
 * The connection from the page to its server. `offline`: requests fail. `unresponsive`: requests never get a response.
 */
export type Connection = 'online' | 'offline' | 'unresponsive'

/** A message from the page to the service worker, which sends a {@link StageResponse} to the port in the message. */
export type StageMessage =
  | { type: 'open'; stage: string; options: StageOptions }
  | { type: 'advance'; stage: string; seconds: number }
  | { type: 'setFaults'; stage: string; faults: readonly Fault[] }
  | { type: 'restartUpstream'; stage: string }
  | { type: 'setConnection'; stage: string; connection: Connection }
  | { type: 'close'; stage: string }
  | { type: 'keepAlive' }

/** The response of the service worker: empty on success, else with an error. */
export type StageResponse = { error?: string }

/** The path prefix of all stages, relative to the service worker's scope: `stages/<name>/api/videos`. */
export const stagesPath = 'stages/'
