import { useSyncExternalStore } from 'react'

/**
 * Whether the component renders on a server or hydrates. The clock differs between the two, so times are rendered
 * only right after hydration.
 */
export const useIsHydrating = (): boolean => useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot)

const subscribe = () => () => {}
const getSnapshot = () => false
const getServerSnapshot = () => true
