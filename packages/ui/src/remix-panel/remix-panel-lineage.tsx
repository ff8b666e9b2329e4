import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { mergeProps, part } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { VideoThumbnail } from '../video-frame'
import { useRemixPanel } from './remix-panel-context'

// Stops at a cyclic or endless lineage, which a faulty server could return.
const maxAncestors = 24

/**
 * The lineage of a video: its ancestors, oldest first, the video itself, and the last remix created in the panel. A
 * click selects a video.
 */
export const RemixPanelLineage = /* @__PURE__ */ part('nav', 'dl-lineage', function RemixPanelLineage(props) {
  const { result, video } = useRemixPanel()
  const t = useRemixStrings()
  if (!video.remixed_from_video_id && !result) return null
  const children = (
    <ol>
      {video.remixed_from_video_id && <Ancestors id={video.remixed_from_video_id} depth={1} />}
      <LineageItem video={video} isCurrent />
      {result && <Ancestors id={result} depth={maxAncestors} />}
    </ol>
  )
  return mergeProps({ 'aria-label': t('lineage'), children }, props)
})

/** A video, after all its ancestors. */
function Ancestors({ id, depth }: { id: string; depth: number }) {
  const { video } = useVideo(id)
  if (!video) return null
  return (
    <>
      {video.remixed_from_video_id && depth < maxAncestors && (
        <Ancestors id={video.remixed_from_video_id} depth={depth + 1} />
      )}
      <LineageItem video={video} isCurrent={false} />
    </>
  )
}

function LineageItem({ video, isCurrent }: { video: Video; isCurrent: boolean }) {
  const { select } = useRemixPanel()
  const t = useRemixStrings()
  const prompt = video.prompt ?? t('untitled')
  return (
    <li data-status={video.status}>
      <button
        type="button"
        title={prompt}
        aria-label={prompt}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => select(video.id)}
      >
        <VideoThumbnail video={video} />
      </button>
    </li>
  )
}
