import { useMemo, useSyncExternalStore } from 'react'
import { Button, mergeProps, part } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { useRaised } from '../top-layer'
import { AddToStoryboard } from './add-to-storyboard'
import { CompareSelected } from './compare-selected'
import { DeletionBars } from './deletion-bar'
import { DownloadBar, DownloadSelected } from './download-selected'
import { focusVideo } from './focus-video'
import { useDownload, type Download } from './use-download'
import { useHasPart, useMountedPart } from './use-mounted-part'
import { useDeletions, useLibrary } from './video-library-context'

/**
 * The bar at the bottom: the number of selected videos with their actions, the undo button after a deletion, and
 * failed deletions.
 */
export const VideoLibrarySelectionBar = /* @__PURE__ */ part(
  'output',
  'dl-selection-bar-area',
  function VideoLibrarySelectionBar(props) {
    const { openVideoId, compareIds } = useLibrary()
    const { pending, failed } = useDeletions()
    useMountedPart('selection-bar')
    // A deletion can be undone for a few seconds, wherever the page is scrolled to and whatever covers it. Under the
    // dialog of another video it could not be clicked.
    const hasDialog = openVideoId !== undefined || compareIds.length > 0
    const raised = useRaised((pending.length > 0 || failed !== undefined) && !hasDialog)
    return mergeProps({ ...raised, children: <Bars /> }, props)
  },
)

/** The selected videos that are shown: the delete button does not affect others, such as those that a filter hides. */
function useSelected(): readonly string[] {
  const { ids, selection } = useLibrary()
  const selected = useSyncExternalStore(selection.subscribe, selection.ids, selection.ids)
  return useMemo(() => {
    const shown = new Set(ids)
    return selected.filter((id) => shown.has(id))
  }, [selected, ids])
}

function Bars() {
  const selected = useSelected()
  const { onError } = useLibrary()
  // Here, so that it goes on when the selection is cleared.
  const download = useDownload(onError)
  return (
    <>
      <DeletionBars />
      <DownloadBar {...download} />
      {selected.length > 0 && <Selected ids={selected} download={download} />}
    </>
  )
}

function Selected({ ids, download }: { ids: readonly string[]; download: Download }) {
  const { selection } = useLibrary()
  const { deleteVideos } = useDeletions()
  const hasCompare = useHasPart('compare')
  const t = useLibraryStrings()
  return (
    <div className="dl-selection-bar">
      <span>{t('selected', { count: ids.length })}</span>
      <Button
        onClick={() => {
          selection.clear()
          focusVideo()
        }}
      >
        {t('clearSelection')}
      </Button>
      {hasCompare && <CompareSelected ids={ids} />}
      <AddToStoryboard ids={ids} />
      <DownloadSelected ids={ids} download={download} />
      <Button variant="destructive-outline" onClick={() => deleteVideos(ids)}>
        {t('delete')}
      </Button>
    </div>
  )
}
