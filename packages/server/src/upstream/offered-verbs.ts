import type { OptionalVerb } from './dialects'
import type { Upstream } from './upstream'

type Verbs = Pick<Upstream, OptionalVerb>

/** Refusals in a row, and of different films where a film may be to blame, before a verb counts as lacking. */
const certainAfter = 3
/** How long a verb is not offered then, in milliseconds: the server may have been changed since. */
const withdrawnFor = 3_600_000

/** What is learned about the verbs of a server while they are used. */
interface OfferedVerbs {
  worked(verb: OptionalVerb): void
  /**
   * The server refused this verb as if it had none; whether that is certain by now.
   *
   * @param source which film it was asked for, where that alone may be the reason
   */
  refused(verb: OptionalVerb, source?: string): boolean
  /** Never offered again. */
  drop(verb: OptionalVerb): void
}

/**
 * Offers the verbs as properties of an upstream. One that counts as lacking is not there for a while, but for `delete`: a deletion that is
 * taken for done because of a refusal would never be made.
 */
export function offerVerbs(
  upstream: Upstream,
  verbs: Required<Verbs>,
  names: readonly OptionalVerb[],
  now: () => number,
): OfferedVerbs {
  const refusals = new Map<OptionalVerb, Set<string>>()
  const proven = new Set<OptionalVerb>()
  const withdrawnUntil = new Map<OptionalVerb, number>()
  for (const name of names) {
    Object.defineProperty(upstream, name, {
      enumerable: true,
      configurable: true,
      get: () => ((withdrawnUntil.get(name) ?? 0) > now() ? undefined : verbs[name]),
      // Whoever wraps an upstream may put a verb of their own in its place.
      set(this: Upstream, value: unknown) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true })
      },
    })
  }
  return {
    worked: (verb) => {
      proven.add(verb)
      refusals.delete(verb)
    },
    refused: (verb, source = crypto.randomUUID()) => {
      const known = refusals.get(verb) ?? new Set()
      refusals.set(verb, known)
      if (known.size < certainAfter) known.add(source)
      if (known.size < certainAfter) return false
      if (verb === 'delete') return true
      if (proven.has(verb)) return false
      withdrawnUntil.set(verb, Math.max(withdrawnUntil.get(verb) ?? 0, now() + withdrawnFor))
      return true
    },
    drop: (verb) => void withdrawnUntil.set(verb, Infinity),
  }
}
