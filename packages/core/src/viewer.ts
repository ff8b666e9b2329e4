import type { Capabilities } from './capabilities'
import { pollDelay } from './poll-delay'
import { toVideoError } from './video-error'
import type { VideoError } from './video-error'
import type { Environment } from './environment'

/** Whose videos these are, and what the server can do, as it says itself. */
export interface Viewer {
  /** Undefined until the server has said it, and for ever on a server that has no capabilities. */
  capabilities(): Capabilities | undefined
  /**
   * Asks, unless there is an answer of at most this age, in milliseconds; one request for all who ask at the same time.
   *
   * @param told what counts until then, where nothing is known yet
   */
  ask(oldest: number, told?: Capabilities): Promise<Capabilities>
  /** Asks unless the last answer is still good, and again later where none came. */
  check(): void
  close(): void
}

/** Who wants to know the viewer. */
export interface ViewerOptions {
  ask: () => Promise<Capabilities>
  environment: Environment
  /** Known now, or another than before. */
  onChange(): void
}

// A sign-in in another tab may have changed whose cookies this page sends.
const goodFor = 60_000

export function createViewer({ ask, environment, onChange }: ViewerOptions): Viewer {
  let capabilities: Capabilities | undefined
  let askedAt = -Infinity
  let refusal: VideoError | undefined
  let failures = 0
  let isOpen = false
  let pendingRequest: Promise<Capabilities> | undefined
  let cancelWait = (): void => {}

  const learn = (told: Capabilities): Capabilities => {
    const isNew = capabilities?.viewer !== told.viewer || capabilities.events !== told.events
    capabilities = told
    askedAt = environment.now()
    refusal = undefined
    failures = 0
    if (isNew) onChange()
    return told
  }

  const refuse = (cause: unknown): never => {
    const error = toVideoError(cause)
    // Another server of the Videos API takes the path for the id of a video, or knows no such route: it need not be asked again.
    if (!error.retryable) refusal = error
    throw error
  }

  const askOnce = async (oldest: number, told?: Capabilities): Promise<Capabilities> => {
    if (told && !capabilities) {
      capabilities = told
      onChange()
    }
    if (refusal && oldest > 0) throw refusal
    if (capabilities && environment.now() - askedAt <= oldest) return capabilities
    pendingRequest ??= ask()
      .then(learn, refuse)
      .finally(() => {
        pendingRequest = undefined
      })
    return pendingRequest
  }

  const check = async (): Promise<void> => {
    isOpen = true
    cancelWait()
    if (refusal) return
    try {
      await askOnce(goodFor)
    } catch (cause) {
      failures += 1
      if (toVideoError(cause).retryable && isOpen) {
        cancelWait = environment.after(
          pollDelay({ elapsedMs: 0, failures, random: environment.random }),
          () => void check(),
        )
      }
    }
  }

  return {
    capabilities: () => capabilities,
    ask: askOnce,
    check: () => void check(),
    close() {
      isOpen = false
      cancelWait()
    },
  }
}
