import type { Video } from '@dailies/core'
import { useFilteredVideoIds } from '@dailies/core/react'
import { ChevronsLeftRight, ChevronsRightLeft, Columns2 } from 'lucide'
import { useSyncExternalStore, type ReactNode } from 'react'
import { JobProgressRoot, useJobProgress } from '../job-progress'
import { Icon } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { stackKeyshortcuts } from './card-keys'
import { CardMedia } from './card-media'
import type { TakeGroup } from './library-items'
import { canCompare, isPlayable, titleOf } from './library-query'
import { compareDialogModule } from './on-demand-modules'
import { useHasPart } from './use-mounted-part'
import { useLibrary } from './video-library-context'

/** The takes of one prompt as one card: the first that can be played, or else that renders, over the edges of the others. */
export function CardStack({ group }: { group: TakeGroup }) {
  const playable = useFilteredVideoIds(group.ids, isPlayable)
  const rendering = useFilteredVideoIds(group.ids, isInProgress)
  const cover = playable[0] ?? rendering[0] ?? group.ids[0] ?? ''
  return (
    <JobProgressRoot id={cover} className="dl-card dl-stack">
      <StackContent group={group} />
    </JobProgressRoot>
  )
}

function StackContent({ group }: { group: TakeGroup }) {
  const { toggleStack } = useLibrary()
  const { video } = useJobProgress()
  const t = useLibraryStrings()
  const done = useFilteredVideoIds(group.ids, isCompleted)
  const count = group.ids.length
  const title = (video && titleOf(video)) ?? t('untitled')
  const open = () => toggleStack(group.name)
  return (
    <>
      <CardMedia onOpen={open}>
        <SelectTakes ids={group.ids} prompt={title} />
      </CardMedia>
      <div className="dl-card-text">
        <button
          type="button"
          className="dl-card-open"
          aria-label={t('showTakes', { prompt: title })}
          aria-expanded={false}
          aria-keyshortcuts={stackKeyshortcuts}
          data-video={group.ids[0]}
          data-takes={group.ids.join(' ')}
          onClick={open}
        >
          <span className="dl-job-prompt" dir="auto">
            {title}
          </span>
        </button>
        <p className="dl-card-facts dl-muted">
          {done.length < count ? t('takesDone', { done: done.length, total: count }) : t('takes', { count })}
        </p>
      </div>
    </>
  )
}

const isInProgress = ({ status }: Video) => status === 'in_progress'
const isCompleted = ({ status }: Video) => status === 'completed'

/**
 * What can be done with the takes of a prompt: to show or hide them, and to compare them. On the stack, and on the first
 * take of an open one. Keyboard users have the keys T and C of the card.
 */
export function StackActions({ group }: { group: TakeGroup }) {
  const { toggleStack, openCompare } = useLibrary()
  const hasCompare = useHasPart('compare')
  const t = useLibraryStrings()
  const playable = useFilteredVideoIds(group.ids, isPlayable)
  return (
    <div className="dl-stack-actions">
      <Pill
        action="takes"
        label={t(group.isOpen ? 'hideTakes' : 'showAllTakes')}
        onClick={() => toggleStack(group.name)}
      >
        <Icon icon={group.isOpen ? ChevronsRightLeft : ChevronsLeftRight} />
        {group.ids.length}
      </Pill>
      {hasCompare && canCompare(playable) && (
        <Pill
          action="compare"
          label={t('compareTakes')}
          onPreload={compareDialogModule.preload}
          onClick={() => openCompare(playable)}
        >
          <Icon icon={Columns2} />
        </Pill>
      )}
    </div>
  )
}

interface PillProps {
  action: 'takes' | 'compare'
  label: string
  onClick(): void
  onPreload?(): void
  children: ReactNode
}

function Pill({ action, label, onClick, onPreload, children }: PillProps) {
  return (
    <button
      type="button"
      className="dl-card-pill"
      data-action={action}
      title={label}
      tabIndex={-1}
      onPointerEnter={onPreload}
      onClick={onClick}
    >
      {children}
      <span className="dl-hidden">{label}</span>
    </button>
  )
}

function SelectTakes({ ids, prompt }: { ids: readonly string[]; prompt: string }) {
  const { selection, items } = useLibrary()
  const t = useLibraryStrings()
  const selected = useSyncExternalStore(
    selection.subscribe,
    () => ids.filter((id) => selection.has(id)).length,
    () => 0,
  )
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = selected > 0 && selected < ids.length
      }}
      type="checkbox"
      className="dl-card-select"
      tabIndex={-1}
      aria-label={t('selectTakes', { prompt })}
      checked={selected === ids.length}
      onChange={({ nativeEvent }) => {
        if ('shiftKey' in nativeEvent && nativeEvent.shiftKey) selection.extend(items, ids[0] ?? '')
        else selection.toggle(...ids)
      }}
      onClick={(event) => event.stopPropagation()}
    />
  )
}
