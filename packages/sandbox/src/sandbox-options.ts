import type { DialectName } from './dialects/dialects'
import type { Variation } from './dialects/variation'
import type { Fault } from './faults/fault'
import type { Renderer } from './video/renderer'
import type { SandboxModel } from './models'
import type { WebhookOptions } from './webhooks'

/** How a sandbox is to behave. */
export interface SandboxOptions {
  /** Makes the films. */
  renderer: Renderer
  /** `manual` stands still until `advance` turns it; `system` is the machine's. @default 'system' */
  clock?: 'manual' | 'system'
  /** Where a manual clock starts, in Unix seconds. @default 1_790_000_000 */
  startsAt?: number
  /** How long a job takes from creation to completion, in milliseconds; rendering may make it longer, never shorter. @default 8_000 */
  jobDurationMs?: number
  /** The share by which `jobDurationMs` differs from job to job, 0 to 1, derived from the seed. @default 0 */
  jitter?: number
  /** The key that every request must carry; without it none is asked for. */
  apiKey?: string
  /** Repeats the same ids, films and chances in every run. @default 1 */
  seed?: number
  /** What is offered; the first is the default. @default lamp-1, lamp-1-pro and mini */
  models?: readonly SandboxModel[]
  /** How many films are rendered at once; the rest stay queued. @default 1 */
  concurrency?: number
  /** How long a finished video is served, in milliseconds. @default 3_600_000 */
  expiresAfterMs?: number
  /** Content honours a Range; by default it is served whole, as nothing is known of OpenAI's. @default false */
  ranges?: boolean
  /** A repeated `Idempotency-Key` answers the job that it made first. OpenAI's Videos API promised no such thing. @default false */
  idempotent?: boolean
  /** Milliseconds that `openai-poll-after-ms` asks a client to wait between two looks. @default an eighth of `jobDurationMs` */
  pollAfterMs?: number
  /** Whose wire is spoken. @default 'openai' */
  dialect?: DialectName
  /** What only some servers of that dialect do. @default none */
  variations?: readonly Variation[]
  /** The origin of the media server, on which some dialects lay their files; the sandbox answers there too. @default 'http://media.sandbox' */
  mediaOrigin?: string | (() => string)
  /** Who is told of every job that ended. @default nobody */
  webhook?: WebhookOptions
  /** What goes wrong, from the start. @default nothing */
  faults?: readonly Fault[]
}
