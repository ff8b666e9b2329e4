import { useEffect } from 'react'
import { holdConnection } from './media-connections'

/** Counts a media element that loads nothing before it plays (`preload="none"`) among the connections of the page. */
export function useConnectionFromPlay(media: HTMLMediaElement | null): void {
  useEffect(() => {
    if (!media) return undefined
    let endConnection: (() => void) | undefined
    const hold = () => (endConnection ??= holdConnection())
    media.addEventListener('play', hold)
    return () => {
      media.removeEventListener('play', hold)
      endConnection?.()
    }
  }, [media])
}
