import type { OptionalOperation } from './dialects'
import type { Upstream } from './upstream'

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
interface OperationSupport {
  /** The operation succeeded, so this server supports it. */
  recordSuccess(operation: OptionalOperation): void
  /**
   * The server responded as if it had no such operation. Returns whether that is certain by now.
   *
   * @param source id of the source video, if the video alone may be the cause of the response
   */
  recordUnsupported(operation: OptionalOperation, source?: string): boolean
  /** Disables the operation for good. */
  disable(operation: OptionalOperation): void
}

/**
 * Feature detection for the optional operations: defines each operation as a property of the upstream, which is undefined while
 * the operation counts as unsupported. `delete` always stays defined: otherwise one wrong response would end the retries of
 * every deletion.
 */
export function defineSupportedOperations(
  upstream: Upstream,
  operations: Required<Operations>,
  names: readonly OptionalOperation[],
  now: () => number,
): OperationSupport {
  const unsupportedFor = new Map<OptionalOperation, Set<string>>()
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
      unsupportedFor.delete(operation)
    },
    recordUnsupported: (operation, source = crypto.randomUUID()) => {
      const sources = unsupportedFor.get(operation) ?? new Set()
      unsupportedFor.set(operation, sources)
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
