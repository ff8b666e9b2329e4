import { classes } from './classes'

interface Props {
  [name: string]: unknown
}

/**
 * Merges our props with those of the consumer: class names are joined, and event handlers are both called, theirs
 * first and ours only if theirs did not call `preventDefault`. For all other props theirs wins.
 */
export const mergeProps = <Ours extends Props, Theirs extends object>(ours: Ours, theirs: Theirs): Ours & Theirs =>
  Object.assign(
    {},
    ours,
    theirs,
    Object.fromEntries(Object.entries(theirs).map(([name, their]) => [name, mergeProp(name, ours[name], their)])),
  )

const mergeProp = (name: string, our: unknown, their: unknown): unknown => {
  if (their === undefined) return our
  if (name === 'className' && typeof our === 'string') return classes(our, String(their))
  if (typeof our !== 'function' || typeof their !== 'function') return their
  return (event: { defaultPrevented: boolean }) => {
    their(event)
    if (!event.defaultPrevented) our(event)
  }
}
