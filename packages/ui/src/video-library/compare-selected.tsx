import { useFilteredVideoIds } from '@dailies/core/react'
import { useId, useState } from 'react'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { isPlayable } from './library-query'
import { compareDialogModule } from './on-demand-modules'
import { useLibrary } from './video-library-context'

/** The most videos that a comparison shows. */
const maxCompared = 4

/** The button that compares the selected videos. Where it cannot, a press says what it needs. */
export function CompareSelected({ ids }: { ids: readonly string[] }) {
  const { openCompare } = useLibrary()
  const t = useLibraryStrings()
  const hint = useId()
  const [isHintShown, setHintShown] = useState(false)
  const playable = useFilteredVideoIds(ids, isPlayable)
  const canCompare = playable.length === ids.length && ids.length >= 2 && ids.length <= maxCompared
  return (
    <>
      <Button
        variant="outline"
        aria-disabled={!canCompare || undefined}
        aria-describedby={canCompare ? undefined : hint}
        aria-haspopup="dialog"
        title={canCompare ? undefined : t('compareHint')}
        onPointerEnter={compareDialogModule.preload}
        onFocus={compareDialogModule.preload}
        onClick={() => (canCompare ? openCompare(ids) : setHintShown(true))}
      >
        {t('compare')}
      </Button>
      {!canCompare && (
        <span id={hint} className={isHintShown ? 'dl-selection-hint dl-muted' : 'dl-hidden'}>
          {t('compareHint')}
        </span>
      )}
    </>
  )
}
