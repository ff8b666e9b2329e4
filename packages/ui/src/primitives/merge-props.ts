import { classes } from './classes'

/**
 * Merges the props of a part with those of its user. Handlers are both called, the user's first, and ours only if the
 * default is not prevented. Class names, styles and descriptions are joined. A part is disabled if either says so. For
 * all other props the user's value wins.
 */
export const mergeProps = <Ours extends object, Theirs extends object>(ours: Ours, theirs: Theirs): Ours & Theirs => {
  const own = new Map<string, unknown>(Object.entries(ours))
  const merged = Object.entries(theirs).map(([name, their]) => [name, mergeProp(name, own.get(name), their)])
  return Object.assign({}, ours, theirs, Object.fromEntries(merged))
}

const mergeProp = (name: string, our: unknown, their: unknown): unknown => {
  if (their === undefined) return our
  if (our === undefined) return their
  if (/^on[A-Z]/.test(name) && isHandler(our) && isHandler(their)) return chain(their, our)
  return Object.hasOwn(joins, name) ? joins[name]?.(our, their) : their
}

const tokens = (our: unknown, their: unknown) => classes(String(our), String(their))
const either = (our: unknown, their: unknown) => our || their

/** The props of which both values count. */
const joins: Record<string, (our: unknown, their: unknown) => unknown> = {
  className: tokens,
  'aria-describedby': tokens,
  style: (our, their) => Object.assign({}, our, their),
  disabled: either,
  readOnly: either,
  'aria-disabled': either,
}

type Handler = (...args: unknown[]) => unknown

const isHandler = (prop: unknown): prop is Handler => typeof prop === 'function'

const chain =
  (theirs: Handler, ours: Handler): Handler =>
  (...args) => {
    theirs(...args)
    const [event] = args
    if (!isPrevented(event)) ours(...args)
  }

const isPrevented = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'defaultPrevented' in event && event.defaultPrevented === true
