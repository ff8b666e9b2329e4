import type { OptionalVerb } from './dialects'
import type { Upstream } from './upstream'

type Verbs = Pick<Upstream, OptionalVerb>

/**
 * How many "unsupported" responses in a row disable a verb. If the video itself may be the cause, they must concern
 * different videos.
 */
const responsesToDisable = 3
/**
 * How long such a verb stays disabled, in milliseconds. After that it is tried again: the server may have been
 * upgraded.
 */
const disabledForMs = 3_600_000

/** Records how the server responds to each optional verb. */
interface VerbSupport {
  /** The verb succeeded, so this server supports it. */
  recordSuccess(verb: OptionalVerb): void
  /**
   * The server responded as if it had no such verb. Returns whether that is certain by now.
   *
   * @param source id of the source video, if the video alone may be the cause of the response
   */
  recordUnsupported(verb: OptionalVerb, source?: string): boolean
  /** Disables the verb for good. */
  disable(verb: OptionalVerb): void
}

/**
 * Feature detection for the optional verbs: defines each verb as a property of the upstream, which is undefined while
 * the verb counts as unsupported. `delete` always stays defined: otherwise one wrong response would end the retries of
 * every deletion.
 */
export function defineSupportedVerbs(
  upstream: Upstream,
  verbs: Required<Verbs>,
  names: readonly OptionalVerb[],
  now: () => number,
): VerbSupport {
  const unsupportedFor = new Map<OptionalVerb, Set<string>>()
  const supported = new Set<OptionalVerb>()
  const disabledUntil = new Map<OptionalVerb, number>()
  for (const name of names) {
    Object.defineProperty(upstream, name, {
      enumerable: true,
      configurable: true,
      get: () => ((disabledUntil.get(name) ?? 0) > now() ? undefined : verbs[name]),
      // Code that wraps an upstream may assign a verb of its own.
      set(this: Upstream, value: unknown) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true })
      },
    })
  }
  return {
    recordSuccess: (verb) => {
      supported.add(verb)
      unsupportedFor.delete(verb)
    },
    recordUnsupported: (verb, source = crypto.randomUUID()) => {
      const sources = unsupportedFor.get(verb) ?? new Set()
      unsupportedFor.set(verb, sources)
      if (sources.size < responsesToDisable) sources.add(source)
      if (sources.size < responsesToDisable) return false
      if (verb === 'delete') return true
      if (supported.has(verb)) return false
      disabledUntil.set(verb, Math.max(disabledUntil.get(verb) ?? 0, now() + disabledForMs))
      return true
    },
    disable: (verb) => void disabledUntil.set(verb, Infinity),
  }
}
