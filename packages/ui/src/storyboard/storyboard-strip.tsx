import { useMemo, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react'
import { hasFrameDrag, readFrameDrag } from '../frames'
import { mergeProps, part } from '../primitives'
import { useStoryboardStrings } from '../strings/texts'
import { dropIndexIn, indexAfterDrop } from './drop-index'
import { pressShotKey } from './press-shot-key'
import type { ResolvedShot } from './resolve-shot'
import { ShotContext, useStoryboardInternals } from './storyboard-context'
import { StoryboardShotActions, StoryboardShotLength } from './storyboard-shot-actions'
import { StoryboardShotFrame } from './storyboard-shot-frame'
import { StoryboardTrim } from './storyboard-trim'
import { noDrag, StripContext } from './strip-context'

/**
 * The shots in their order. Videos are dropped here, and shots are moved by drag or with Alt and an arrow key. Children
 * replace the content of each shot and are rendered once for each.
 */
export const StoryboardStrip = /* @__PURE__ */ part(
  'ol',
  'dl-storyboard-strip',
  function StoryboardStrip({ children, ...props }) {
    const state = useStoryboardInternals()
    const { shots, add, moveTo, isDisabled } = state
    const t = useStoryboardStrings()
    const [drag, setDrag] = useState(noDrag)
    const strip = useMemo(
      () => ({
        ...drag,
        setDrag: (changes: Partial<typeof noDrag>) => setDrag((drag) => ({ ...drag, ...changes })),
        drop() {
          const from = shots.findIndex(({ id }) => id === drag.draggedId)
          if (from >= 0 && drag.dropAt !== undefined) moveTo(shots[from]?.id ?? '', indexAfterDrop(from, drag.dropAt))
          setDrag(noDrag)
        },
      }),
      [drag, shots, moveTo],
    )
    const content = shots.map((shot) => (
      <Shot key={shot.id} shot={shot} count={shots.length}>
        {children ?? <ShotParts />}
      </Shot>
    ))
    return mergeProps(
      {
        'aria-label': t('strip'),
        'data-dropping': drag.dropAt === undefined ? undefined : '',
        onDragOver(event: DragEvent<HTMLOListElement>) {
          if (isDisabled || !hasFrameDrag(event.dataTransfer)) return
          event.preventDefault()
          event.dataTransfer.dropEffect = drag.draggedId === undefined ? 'copy' : 'move'
          const dropAt = dropIndexIn(event.currentTarget, event)
          if (dropAt !== drag.dropAt) strip.setDrag({ dropAt })
        },
        onDragLeave({ currentTarget, relatedTarget }: DragEvent<HTMLOListElement>) {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
            strip.setDrag({ dropAt: undefined })
        },
        onDrop(event: DragEvent<HTMLOListElement>) {
          const { dropAt } = drag
          const frame = readFrameDrag(event.dataTransfer)
          if (dropAt === undefined) return
          event.preventDefault()
          if (drag.draggedId === undefined && frame) add({ videoId: frame.videoId }, dropAt)
          strip.drop()
        },
        onKeyDown: (event: KeyboardEvent<HTMLOListElement>) => pressShotKey(state, event),
        render: (element: ReactNode) => <StripContext.Provider value={strip}>{element}</StripContext.Provider>,
        children: content.length > 0 ? content : <EmptyStrip />,
      },
      props,
    )
  },
)

const ShotParts = () => (
  <>
    <StoryboardShotFrame />
    <StoryboardTrim />
    <div className="dl-storyboard-caption">
      <StoryboardShotLength />
      <StoryboardShotActions />
    </div>
  </>
)

function Shot({ shot, count, children }: { shot: ResolvedShot; count: number; children: ReactNode }) {
  const { selected, current } = useStoryboardInternals()
  return (
    <StripContext.Consumer>
      {(strip) => (
        <li
          className="dl-storyboard-shot"
          data-state={shot.state}
          data-selected={shot.id === selected?.id ? '' : undefined}
          data-current={shot.id === current?.id ? '' : undefined}
          data-dragged={shot.id === strip?.draggedId ? '' : undefined}
          data-drop={dropOf(shot.index, count, strip?.dropAt)}
        >
          <ShotContext.Provider value={shot}>{children}</ShotContext.Provider>
        </li>
      )}
    </StripContext.Consumer>
  )
}

const dropOf = (index: number, count: number, dropAt: number | undefined): 'before' | 'after' | undefined => {
  if (dropAt === index) return 'before'
  return dropAt === count && index === count - 1 ? 'after' : undefined
}

function EmptyStrip() {
  const t = useStoryboardStrings()
  return (
    <li className="dl-storyboard-empty">
      <strong>{t('empty')}</strong>
      <span className="dl-muted">{t('emptyHint')}</span>
    </li>
  )
}
