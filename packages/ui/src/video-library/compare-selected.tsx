import { useFilteredVideoIds } from '@dailies/core/react'
import { useId, useState } from 'react'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { canCompare, isPlayable } from './library-query'
import { compareDialogModule } from './on-demand-modules'
import { useLibrary } from './video-library-context'

/** The button that compares the selected videos. Where it cannot, a press says what it needs. */
export function CompareSelected({ ids }: { ids: readonly string[] }) {
  const { openCompare } = useLibrary()
  const t = useLibraryStrings()
  const hint = useId()
  const [isHintShown, setHintShown] = useState(false)
  const playable = useFilteredVideoIds(ids, isPlayable)
  const isOffered = playable.length === ids.length && canCompare(ids)
  return (
    <>
      <Button
        variant="outline"
        aria-disabled={!isOffered || undefined}
        aria-describedby={isOffered ? undefined : hint}
        aria-haspopup="dialog"
        title={isOffered ? undefined : t('compareHint')}
        onPointerEnter={compareDialogModule.preload}
        onFocus={compareDialogModule.preload}
        onClick={() => (isOffered ? openCompare(ids) : setHintShown(true))}
      >
        {t('compare')}
      </Button>
      {!isOffered && (
        <span id={hint} className={isHintShown ? 'dl-selection-hint dl-muted' : 'dl-hidden'}>
          {t('compareHint')}
        </span>
      )}
    </>
  )
}
