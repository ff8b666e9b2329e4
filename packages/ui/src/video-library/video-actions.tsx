import { isSettled, type Video } from '@dailies/core'
import { useCapabilities, useVideo } from '@dailies/core/react'
import { Download, Link, Link2 } from 'lucide'
import type { ReactNode } from 'react'
import { Button, Icon } from '../primitives'
import { canCancel, offeredOperations, type RemixOperation } from '../remix-operations'
import { useDialogStrings, useJobStrings, useLibraryStrings } from '../strings/texts'
import { VideoDownload } from '../video-frame'
import { CopyButton } from './copy-button'
import { isPlayable } from './library-query'
import { compareDialogModule, remixSectionModule } from './on-demand-modules'
import { useHasPart } from './use-mounted-part'
import { linkToVideo } from './use-video-link'
import { useLibrary } from './video-library-context'

/** A section beneath the actions, of which one is open at a time. */
export type DialogSection = RemixOperation | 'share'

/** The sections that a video has. */
export function useSections(video: Video, hasOwnPanel: boolean): DialogSection[] {
  const { capabilities } = useCapabilities()
  if (video.status !== 'completed') return []
  // Which operations its model has; while that is not known, the panel says so.
  const offered: RemixOperation[] = capabilities ? offeredOperations(capabilities, video.model) : ['remix']
  // A panel of the page's own has all of them.
  const operations: DialogSection[] = hasOwnPanel && offered.length > 0 ? ['remix'] : offered
  return capabilities?.sharing === true ? [...operations, 'share'] : operations
}

interface VideoActionsProps {
  video: Video
  sections: readonly DialogSection[]
  section: DialogSection | undefined
  onSectionChange(section: DialogSection | undefined): void
  onDelete(): void
  /** Actions with its frames. */
  children: ReactNode
}

/** What can be made from the video, and what can be done with its file. */
export function VideoActions({ video, sections, section, onSectionChange, onDelete, children }: VideoActionsProps) {
  const { linkToVideos } = useLibrary()
  const { capabilities } = useCapabilities()
  const t = useLibraryStrings()
  const tDialog = useDialogStrings()
  const tJob = useJobStrings()
  const labels = { remix: t('remix'), edit: tDialog('edit'), extend: tDialog('extend'), share: t('share') }
  const toggleOf = (each: DialogSection) => (
    <Button
      key={each}
      variant="outline"
      aria-expanded={section === each}
      {...(each !== 'share' && { onPointerEnter: remixSectionModule.preload, onFocus: remixSectionModule.preload })}
      onClick={() => onSectionChange(section === each ? undefined : each)}
    >
      {each === 'share' && <Icon icon={Link} />}
      {labels[each]}
    </Button>
  )
  return (
    <div className="dl-actions dl-dialog-bar">
      {sections.filter((each) => each !== 'share').map(toggleOf)}
      <CompareWithSource video={video} />
      {children}
      <VideoDownload video={video} data-variant="outline">
        <Icon icon={Download} />
        {t('download')}
      </VideoDownload>
      {sections.filter((each) => each === 'share').map(toggleOf)}
      {linkToVideos && (
        <CopyButton
          key={video.id}
          icon={Link2}
          variant="outline"
          text={linkToVideo(video.id)}
          label={tDialog('copyLink')}
          copied={tDialog('linkCopied')}
        />
      )}
      <Button variant="destructive-outline" onClick={onDelete}>
        {/* Deleting a running job ends it, so the label is Stop, unless it can be cancelled and kept. */}
        {isSettled(video) || canCancel(capabilities, video) ? t('delete') : tJob('stop')}
      </Button>
    </div>
  )
}

/** Compares a video with the one that it was made from, if both can be played. */
function CompareWithSource({ video }: { video: Video }) {
  const { openCompare } = useLibrary()
  const hasCompare = useHasPart('compare')
  const { video: source } = useVideo(video.remixed_from_video_id ?? undefined)
  const t = useLibraryStrings()
  if (!hasCompare || !source || !isPlayable(source) || !isPlayable(video)) return null
  return (
    <Button
      variant="outline"
      aria-haspopup="dialog"
      onPointerEnter={compareDialogModule.preload}
      onFocus={compareDialogModule.preload}
      onClick={() => openCompare([source.id, video.id])}
    >
      {t('compare')}
    </Button>
  )
}
