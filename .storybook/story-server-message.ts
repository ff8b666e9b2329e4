import type { DialectName, Fault } from '@dailies/sandbox/browser'
import type { DeclaredGrid, Limits } from '@dailies/server'

/** The provider whose API and models the server of a story uses. `sandbox`: the Videos API, with models that show every option. */
export type ProviderName = 'sandbox' | 'gemini' | 'fal' | 'replicate' | 'openrouter'

/** Options of a story's server. */
export interface StoryServerOptions {
  /**
   * `manual`: the sandbox's clock moves only when the story advances it. `system`: it follows the system clock.
   *
   * @default 'manual'
   */
  clock?: 'manual' | 'system'
  /** Duration of a job, in milliseconds of the sandbox's clock. @default 10_000 */
  jobDurationMs?: number
  /** The provider whose API and models the server uses. @default the toolbar's, else 'sandbox' */
  provider?: ProviderName
  /** The wire dialect of the provider `sandbox`. @default the toolbar's, else 'openai' */
  dialect?: DialectName
  /** Whether jobs can be cancelled, and whether the upstream confirms that they have ended. @default no cancelling */
  cancels?: 'confirmed' | 'unconfirmed' | undefined
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
 * The simulated network between the page and its server. `slow`: every response takes 2 s longer. `offline`: requests fail. `failing`:
 * every response is a 503. `unresponsive`: requests never get a response.
 */
export type NetworkCondition = 'online' | 'slow' | 'offline' | 'failing' | 'unresponsive'

/** A call of the service worker by the page. */
export type StoryServerMessage =
  | { type: 'open'; server: string; options: StoryServerOptions }
  | { type: 'advance'; server: string; seconds: number }
  | { type: 'setFaults'; server: string; faults: readonly Fault[] }
  | { type: 'restartUpstream'; server: string }
  | { type: 'setNetworkCondition'; server: string; condition: NetworkCondition }
  | { type: 'close'; server: string }
  | { type: 'keepAlive' }

/** The path prefix of all story servers, relative to the service worker's scope: `story-servers/<name>/api/videos`. */
export const storyServersPath = 'story-servers/'
