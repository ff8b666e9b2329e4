import { useCapabilities } from '@dailies/core/react'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { listen } from '../primitives'

/** Films that are hidden on this device; the server and other devices still have them. */
export interface Dismissed {
  ids: ReadonlySet<string>
  dismiss(id: string): void
}

const mostRemembered = 500
const changed = 'dailies:dismissed'

/** Remembers, for each viewer, what was hidden on this device. */
export function useDismissed(): Dismissed {
  const { capabilities } = useCapabilities()
  const key = capabilities && `dailies.dismissed.${capabilities.viewer}`
  const written = useSyncExternalStore(
    subscribe,
    () => (key === undefined ? '' : read(key)),
    () => '',
  )
  const ids = useMemo(() => new Set(written.split('\n').filter(Boolean)), [written])
  const dismiss = useCallback(
    (id: string) => {
      if (key === undefined) return
      write(key, [...read(key).split('\n').filter(Boolean), id].slice(-mostRemembered).join('\n'))
    },
    [key],
  )
  return { ids, dismiss }
}

const subscribe = (listener: () => void) => listen(window, { storage: listener, [changed]: listener })

// Storage is refused in some private windows; then nothing is remembered.
const read = (key: string): string => {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

const write = (key: string, ids: string) => {
  try {
    localStorage.setItem(key, ids)
  } catch {
    return
  }
  dispatchEvent(new Event(changed))
}
