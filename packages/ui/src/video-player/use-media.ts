import { useCallback, useSyncExternalStore } from 'react'
import { listen } from '../primitives'

/**
 * Subscribes to a value of a media element, which is read again on each of the events.
 *
 * @param events must be a constant, since a new array subscribes again
 * @param read must return a primitive, or the same object while nothing changed
 * @param fallback the value while there is no element, and on the server
 */
export function useMedia<Value>(
  media: HTMLVideoElement | null,
  events: readonly (keyof HTMLVideoElementEventMap)[],
  read: (media: HTMLVideoElement) => Value,
  fallback: Value,
): Value {
  const subscribe = useCallback(
    (listener: () => void) =>
      media ? listen(media, Object.fromEntries(events.map((event) => [event, listener]))) : () => {},
    [media, events],
  )
  return useSyncExternalStore(
    subscribe,
    () => (media ? read(media) : fallback),
    () => fallback,
  )
}
