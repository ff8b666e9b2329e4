import type { Video } from '@dailies/core'
import { useCapabilities, useUpdateVideo } from '@dailies/core/react'
import { useRef } from 'react'
import { isFavorite } from './library-query'
import { useLibrary } from './video-library-context'

/**
 * Ends a comparison with the video that the user keeps: it becomes a favorite, and the selection ends. The other videos
 * stay as they are, because a comparison is no question about deleting them.
 *
 * @param onKept called with its id, before the comparison closes
 * @returns undefined where keeping would change nothing: the server has no metadata, and the page has no `onKeep`
 */
export function useKeepVideo(onKept: (id: string) => void): ((video: Video) => void) | undefined {
  const { openCompare, onKeep, selection, setFailedAction } = useLibrary()
  const { capabilities } = useCapabilities()
  const kept = useRef('')
  const { trigger } = useUpdateVideo({
    onError: (error) => setFailedAction({ action: 'update', id: kept.current, error }),
  })
  const canMark = capabilities?.metadata === true
  if (!canMark && !onKeep) return undefined
  return (video) => {
    kept.current = video.id
    onKept(video.id)
    if (canMark && !isFavorite(video)) void trigger(video.id, { metadata: { 'dailies.favorite': 'true' } })
    selection.clear()
    openCompare([])
    onKeep?.(video)
  }
}
