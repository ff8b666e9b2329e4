import { useCapabilities } from '@dailies/core/react'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { listen } from '../primitives'

/** Videos that are hidden on this device only. The server and other devices still show them. */
export interface Dismissed {
  ids: ReadonlySet<string>
  dismiss(id: string): void
}

const maxDismissed = 500
const changeEvent = 'dailies:dismissed'

/** Reads and writes the dismissed videos of the current viewer in localStorage. */
export function useDismissed(): Dismissed {
  const { capabilities } = useCapabilities()
  const key = capabilities && `dailies.dismissed.${capabilities.viewer}`
  const stored = useSyncExternalStore(
    subscribe,
    () => (key === undefined ? '' : read(key)),
    () => '',
  )
  const ids = useMemo(() => new Set(stored.split('\n').filter(Boolean)), [stored])
  const dismiss = useCallback(
    (id: string) => {
      if (key === undefined) return
      write(key, [...read(key).split('\n').filter(Boolean), id].slice(-maxDismissed).join('\n'))
    },
    [key],
  )
  return { ids, dismiss }
}

const subscribe = (listener: () => void) => listen(window, { storage: listener, [changeEvent]: listener })

// Some private windows block storage. Then nothing is remembered.
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
  dispatchEvent(new Event(changeEvent))
}
