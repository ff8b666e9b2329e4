import type { Upstream } from './upstream'

/** Operations that a server of this API may not support. */
export type OptionalOperation = 'delete' | 'list' | 'remix' | 'edit' | 'extend'

type Operations = Pick<Upstream, OptionalOperation>

/**
 * How many "unsupported" responses in a row disable an operation. If the video itself may be the cause, they must concern
 * different videos.
 */
const responsesToDisable = 3
/**
 * How long such an operation stays disabled, in milliseconds. After that it is tried again: the server may have been
 * upgraded.
 */
const disabledForMs = 3_600_000

/** Records how the server responds to each optional operation. */
interface OperationSupportRecorder {
  /** The operation succeeded, so this server supports it. */
  recordSuccess(operation: OptionalOperation): void
  /**
   * The server responded as if it had no such operation. Returns whether enough such responses arrived to treat the
   * operation as unsupported. One that has succeeded never is; `delete` is reported, but stays defined.
   *
   * @param source id of the source video, if the video alone may be the cause of the response; without it, every
   * response counts as a different source
   */
  recordUnsupported(operation: OptionalOperation, source?: string): boolean
  /** Disables the operation for good. */
  disable(operation: OptionalOperation): void
}

/**
 * Feature detection for the optional operations, with a circuit breaker for each: defines each operation as a property of
 * the upstream, which is undefined while the operation is disabled. `delete` is always defined, because one wrong
 * response would otherwise end the retries of all deletions.
 */
export function defineOptionalOperations(
  upstream: Upstream,
  operations: Required<Operations>,
  names: readonly OptionalOperation[],
  now: () => number,
): OperationSupportRecorder {
  const unsupportedSources = new Map<OptionalOperation, Set<string>>()
  const supported = new Set<OptionalOperation>()
  const disabledUntil = new Map<OptionalOperation, number>()
  for (const name of names) {
    Object.defineProperty(upstream, name, {
      enumerable: true,
      configurable: true,
      get: () => ((disabledUntil.get(name) ?? 0) > now() ? undefined : operations[name]),
      // Code that wraps an upstream may assign an operation of its own.
      set(this: Upstream, value: unknown) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true })
      },
    })
  }
  return {
    recordSuccess: (operation) => {
      supported.add(operation)
      unsupportedSources.delete(operation)
    },
    recordUnsupported: (operation, source = crypto.randomUUID()) => {
      const sources = unsupportedSources.get(operation) ?? new Set()
      unsupportedSources.set(operation, sources)
      if (sources.size < responsesToDisable) sources.add(source)
      if (sources.size < responsesToDisable) return false
      if (operation === 'delete') return true
      if (supported.has(operation)) return false
      disabledUntil.set(operation, Math.max(disabledUntil.get(operation) ?? 0, now() + disabledForMs))
      return true
    },
    disable: (operation) => void disabledUntil.set(operation, Infinity),
  }
}
