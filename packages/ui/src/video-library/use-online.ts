import { useSyncExternalStore } from 'react'
import { listen } from '../primitives'

/** Whether the browser is online. True during server rendering. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )

const subscribe = (listener: () => void) => listen(window, { online: listener, offline: listener })
