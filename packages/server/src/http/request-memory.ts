import { VideoError } from '@dailies/core'

/** How many bytes of request bodies may be in memory at once. */
export interface MemoryLimits {
  /** Of one owner, so that no owner can keep the others out. */
  each: number
  /** In this process. */
  all: number
}

const defaultBytes = 268_435_456

/** @throws VideoError `misconfigured` if the largest body does not fit */
export function memoryLimits(maxRequestMemoryBytes: number | undefined, largestBodyBytes: number): MemoryLimits {
  const all = maxRequestMemoryBytes ?? Math.max(defaultBytes, 4 * largestBodyBytes)
  if (all >= largestBodyBytes) return { all, each: Math.max(all / 4, largestBodyBytes) }
  throw new VideoError(
    `maxRequestMemoryBytes is ${all}, so a body of the largest size (${largestBodyBytes} bytes) could never be received. Raise it, or lower maxReferenceImageBytes or maxUploadedVideoBytes.`,
    { code: 'misconfigured' },
  )
}

/** The memory that the body of one request holds. */
export interface RequestMemory {
  /**
   * Counts more bytes, before they are kept.
   * @throws VideoError `rate_limited` or `overloaded` if a limit is reached
   */
  take(bytes: number): void
  /** The request is done, and nothing of its body is kept any more. */
  release(): void
}

const retryAfter = 5

let takenByAll = 0
const takenByOwner = new Map<string, number>()

/** Counts the memory of a request of this owner. All servers of this process share the count. */
export function createRequestMemory(owner: string, { each, all }: MemoryLimits): RequestMemory {
  let taken = 0
  const add = (bytes: number): void => {
    taken += bytes
    takenByAll += bytes
    const byOwner = (takenByOwner.get(owner) ?? 0) + bytes
    if (byOwner > 0) takenByOwner.set(owner, byOwner)
    else takenByOwner.delete(owner)
  }
  return {
    take: (bytes) => {
      if ((takenByOwner.get(owner) ?? 0) + bytes > each) {
        throw new VideoError(
          'Your other requests are still being uploaded or processed, and there is no room for one more. Try again when they are done.',
          { code: 'rate_limited', retryAfter },
        )
      }
      if (takenByAll + bytes > all) {
        throw new VideoError('Too many files are being uploaded to this server. Try again in a moment.', {
          code: 'overloaded',
          retryAfter,
        })
      }
      add(bytes)
    },
    release: () => add(-taken),
  }
}
