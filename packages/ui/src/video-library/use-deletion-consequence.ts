import { cancellationOf, isSettled, type Video } from '@dailies/core'
import { useCapabilities, useFilteredVideoIds } from '@dailies/core/react'
import { useMemo } from 'react'
import { consequences } from '../strings/consequences'
import { useJobStrings } from '../strings/texts'

/** What a deletion means for the bill of jobs that still run; empty if none does. */
export function useDeletionConsequence(ids: readonly string[]): string {
  const running = useFilteredVideoIds(ids, isRunning)
  const unsent = useFilteredVideoIds(ids, isUnsent)
  const cancellation = useCancellationOfAll(running)
  const t = useJobStrings()
  if (running.length > 0) return t(consequences[cancellation])
  return unsent.length > 0 ? t('stopFree') : ''
}

const isUnsent = ({ assets }: Video) => assets?.waiting === true
const isRunning = (video: Video) => !isSettled(video) && !isUnsent(video)

/** What deleting the videos does to their jobs: unknown if it differs between their models. */
function useCancellationOfAll(ids: readonly string[]) {
  const { capabilities } = useCapabilities()
  const [cancels, continues] = useMemo(
    () =>
      (['cancels', 'continues'] as const).map(
        (cancellation) => (video: Video) => cancellationOf(capabilities, video.model) === cancellation,
      ),
    [capabilities],
  )
  const cancelled = useFilteredVideoIds(ids, cancels)
  const continued = useFilteredVideoIds(ids, continues)
  if (cancelled.length === ids.length) return 'cancels'
  return continued.length === ids.length ? 'continues' : 'unknown'
}
