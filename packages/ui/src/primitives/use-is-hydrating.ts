import { useSyncExternalStore } from 'react'

/**
 * Whether this renders on a server, or takes over what a server rendered. What the clock says differs between the two, so it is told
 * right afterwards only.
 */
export const useIsHydrating = (): boolean => useSyncExternalStore(toNothing, isNot, is)

const toNothing = () => () => {}
const isNot = () => false
const is = () => true
