import { useCallback, useSyncExternalStore } from 'react'
import { listen } from '../primitives'

/** Reads something of a media element and reads it again at each of the events. @param read must give a primitive, or the same object while nothing changed */
export function useMedia<Value>(
  media: HTMLMediaElement | null,
  events: readonly (keyof HTMLMediaElementEventMap)[],
  read: (media: HTMLMediaElement) => Value,
  absent: Value,
): Value {
  const subscribe = useCallback(
    (listener: () => void) =>
      media ? listen(media, Object.fromEntries(events.map((event) => [event, listener]))) : () => {},
    [media, events],
  )
  return useSyncExternalStore(
    subscribe,
    () => (media ? read(media) : absent),
    () => absent,
  )
}
