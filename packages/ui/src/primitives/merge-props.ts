import { classes } from './classes'

interface Props {
  [name: string]: unknown
}

/**
 * Our props and theirs on one element: classes are joined, both listeners hear an event, theirs first and ours unless theirs
 * prevented it; otherwise their word counts.
 */
export const mergeProps = <Ours extends Props, Theirs extends object>(ours: Ours, theirs: Theirs): Ours & Theirs =>
  Object.assign(
    {},
    ours,
    theirs,
    Object.fromEntries(Object.entries(theirs).map(([name, their]) => [name, join(name, ours[name], their)])),
  )

const join = (name: string, our: unknown, their: unknown): unknown => {
  if (their === undefined) return our
  if (name === 'className' && typeof our === 'string') return classes(our, String(their))
  if (typeof our !== 'function' || typeof their !== 'function') return their
  return (event: { defaultPrevented: boolean }) => {
    their(event)
    if (!event.defaultPrevented) our(event)
  }
}
