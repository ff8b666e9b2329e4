import { useVideoLibrary } from '@dailies/core/react'
import { useState } from 'react'
import { Alert, useFailureText } from '../failure'
import { Button, useRadioGroup } from '../primitives'
import type { FrameSlot } from '../prompt-target'
import { usePromptStrings } from '../strings/texts'
import { usePopover } from '../top-layer'
import { PickedVideo } from './picked-video'
import { useTileKeys } from './use-tile-keys'
import { useVideoPrompt } from './video-prompt-context'

interface VideoPickerProps {
  id: string
  slot: FrameSlot
  label: string
  button: HTMLElement | null
  /** @param returnsFocus whether the focus goes back to the button */
  onClose(returnsFocus: boolean): void
}

const completed = { status: 'completed' } as const

/** The viewer's finished videos as tiles, and which frame of one is used. */
export function VideoPicker({ id, slot, label, button, onClose }: VideoPickerProps) {
  const { captureInto } = useVideoPrompt()
  const t = usePromptStrings()
  const describeFailure = useFailureText()
  const { layer, content } = usePopover(button, onClose)
  const { ids, isLoading, isLoadingMore, hasMore, loadMore, error, refresh } = useVideoLibrary({ filter: completed })
  // The last frame of one video is where the next one begins, and the first is where the one before ends.
  const [at, setAt] = useState<'first' | 'last'>(slot === 'last' ? 'first' : 'last')
  const { tiles, active, setActive, onKeyDown } = useTileKeys(0, ids.length > 0)
  const whichFrame = useRadioGroup<'first' | 'last'>({
    legend: t('whichFrame'),
    options: [
      ['last', t('itsLastFrame')],
      ['first', t('itsFirstFrame')],
    ],
    value: at,
    onValueChange: setAt,
  })
  const failure = error && describeFailure(error)
  const isEmpty = ids.length === 0 && !failure
  return (
    <div {...layer}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A dialog element would be modal or in the flow. */}
      <div ref={content} className="dl dl-popover dl-video-picker" id={id} role="dialog" aria-label={label}>
        <fieldset className="dl-segments" {...whichFrame} />
        <output>
          {isEmpty && <p className="dl-muted">{t(isLoading || hasMore ? 'loadingVideos' : 'noVideos')}</p>}
        </output>
        {failure && (
          <Alert {...failure}>
            <Button variant="outline" onClick={() => void refresh()}>
              {t('tryAgain')}
            </Button>
          </Alert>
        )}
        <div className="dl-tiles">
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its tiles have the focus. */}
          <div ref={tiles} className="dl-tile-grid" role="toolbar" aria-label={label} onKeyDown={onKeyDown}>
            {ids.map((videoId, index) => (
              <PickedVideo
                key={videoId}
                id={videoId}
                isActive={index === active}
                onFocus={() => setActive(index)}
                onPress={() => {
                  void captureInto(slot, { videoId, at })
                  onClose(true)
                }}
              />
            ))}
          </div>
          {hasMore && ids.length > 0 && (
            <Button aria-disabled={isLoadingMore} onClick={() => void loadMore()}>
              {t('moreVideos')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}
