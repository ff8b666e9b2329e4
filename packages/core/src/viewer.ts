import type { Capabilities } from './capabilities'
import { pollDelay } from './poll-delay'
import { toVideoError } from './video-error'
import type { World } from './world'

/** Whose videos these are, as the server says. */
export interface Viewer {
  /** Undefined until the server has said it, and for ever on a server that has no capabilities. */
  capabilities(): Capabilities | undefined
  /** Asks, unless the answer is still good. */
  check(): void
  /** Takes an answer that somebody else asked for. */
  learn(capabilities: Capabilities): void
  close(): void
}

/** Who wants to know the viewer. */
export interface ViewerOptions {
  ask: ((options: { signal: AbortSignal }) => Promise<Capabilities>) | undefined
  world: World
  /** Known now, or another than before. */
  onChange(): void
}

// A sign-in in another tab may have changed whose cookies this page sends.
const goodFor = 60_000

export function createViewer({ ask, world, onChange }: ViewerOptions): Viewer {
  let capabilities: Capabilities | undefined
  let goodUntil = Number.NEGATIVE_INFINITY
  let failures = 0
  let asking: AbortController | undefined
  let cancelWait = (): void => {}

  const learn = (next: Capabilities): void => {
    const isNew = capabilities?.viewer !== next.viewer || capabilities.events !== next.events
    capabilities = next
    goodUntil = world.now() + goodFor
    failures = 0
    if (isNew) onChange()
  }

  const check = async (): Promise<void> => {
    cancelWait()
    if (!ask || asking || world.now() < goodUntil) return
    const controller = new AbortController()
    asking = controller
    try {
      const told = await ask({ signal: controller.signal })
      if (asking !== controller) return
      asking = undefined
      learn(told)
    } catch (cause) {
      if (asking !== controller) return
      asking = undefined
      failures += 1
      const error = toVideoError(cause)
      // Another server of the Videos API takes the path for the id of a video, or knows no such route.
      if (!error.retryable) goodUntil = Number.POSITIVE_INFINITY
      else cancelWait = world.after(pollDelay({ elapsed: 0, failures, random: world.random }), () => void check())
    }
  }

  return {
    capabilities: () => capabilities,
    check: () => void check(),
    learn,
    close() {
      cancelWait()
      asking?.abort()
      asking = undefined
    },
  }
}
