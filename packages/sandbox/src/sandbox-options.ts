import type { CallbackOptions } from './callbacks'
import type { DialectName } from './dialects/dialects'
import type { DialectQuirk } from './dialects/dialect-quirk'
import type { Fault } from './faults/fault'
import type { Renderer } from './renderer'
import type { SandboxModel } from './models'
import type { SavedJobs } from './saved-jobs'
import type { WebhookOptions } from './webhooks'

/** Options of a sandbox. */
export interface SandboxOptions {
  /** Produces the files of each job. */
  renderer: Renderer
  /** `manual` only moves when `advance` is called; `system` is the system clock. @default 'system' */
  clock?: 'manual' | 'system'
  /** Start of a manual clock, in Unix seconds. @default 1_790_000_000 */
  startsAt?: number
  /** How long a job takes from creation to completion, in milliseconds; rendering may make it longer, never shorter. @default 8_000 */
  jobDurationMs?: number
  /** The share by which `jobDurationMs` differs from job to job, 0 to 1, derived from the seed. @default 0 */
  jitter?: number
  /** The API key that every request must send. @default none is required; the native APIs require any */
  apiKey?: string
  /** Makes ids, videos and random faults repeatable. @default 1 */
  seed?: number
  /** The models of the Videos API; the first is the default. @default `sandboxModels` */
  models?: readonly SandboxModel[]
  /** How many videos render concurrently; the rest stay queued. @default 1 */
  concurrency?: number
  /**
   * How many jobs are in progress concurrently. The rest stay queued, in the order of their creation, and report how
   * many are ahead of them as `queue_position`.
   *
   * @default no limit, and no position is reported
   */
  maxRunningJobs?: number
  /** How long a finished video is served, in milliseconds. @default 3_600_000 */
  expiresAfterMs?: number
  /** Content of the Videos API supports Range requests. Off by default, since OpenAI documented nothing about it. @default false */
  ranges?: boolean
  /** A repeated `Idempotency-Key` returns the first job, in the Videos API only. OpenAI did not promise that. @default false */
  idempotent?: boolean
  /** The value of the `openai-poll-after-ms` header, in milliseconds. @default an eighth of `jobDurationMs` */
  pollAfterMs?: number
  /** The server whose wire is imitated. @default 'openai' */
  dialect?: DialectName
  /** Quirks of the dialect: behaviour that only some of its servers have. @default none */
  quirks?: readonly DialectQuirk[]
  /** The origin of the media server, from which some dialects serve files; the sandbox answers there too. @default 'http://media.sandbox' */
  mediaOrigin?: string | (() => string)
  /** Where a webhook is sent for every settled job. @default none */
  webhook?: WebhookOptions
  /** How the URLs that creates of fal, OpenRouter and Replicate name are called. @default without a signature, by the global fetch */
  callbacks?: CallbackOptions
  /** Where jobs are kept, so that they go on after a restart, which needs another `seed`. @default in memory only */
  savedJobs?: SavedJobs
  /** Faults to inject from the start. @default none */
  faults?: readonly Fault[]
}
