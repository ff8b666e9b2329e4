import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import type { ComponentPropsWithoutRef } from 'react'
import { classes } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { VideoStill } from './video-still'
import { useRemixPanel } from './remix-panel-context'

// A line that leads back into itself, or never ends, is a fault of a server and must not be one of the page.
const longestLine = 24

/** The line this film comes from, oldest first, and what was made of it here. A click goes there. */
export function RemixPanelLineage({ className, ...props }: ComponentPropsWithoutRef<'nav'>) {
  const { result, video } = useRemixPanel()
  const text = useRemixStrings()
  if (!video.remixed_from_video_id && !result) return null
  return (
    <nav aria-label={text('lineage')} {...props} className={classes('dl-lineage', className)}>
      <ol>
        {video.remixed_from_video_id && <Line id={video.remixed_from_video_id} length={1} />}
        <Generation video={video} isCurrent />
        {result && <Line id={result} length={longestLine} />}
      </ol>
    </nav>
  )
}

/** A film, after all those it comes from. */
function Line({ id, length }: { id: string; length: number }) {
  const { video } = useVideo(id)
  if (!video) return null
  return (
    <>
      {video.remixed_from_video_id && length < longestLine && (
        <Line id={video.remixed_from_video_id} length={length + 1} />
      )}
      <Generation video={video} isCurrent={false} />
    </>
  )
}

function Generation({ video, isCurrent }: { video: Video; isCurrent: boolean }) {
  const { select } = useRemixPanel()
  const text = useRemixStrings()
  const prompt = video.prompt ?? text('untitled')
  return (
    <li data-status={video.status}>
      <button
        type="button"
        title={prompt}
        aria-label={prompt}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => select(video.id)}
      >
        <VideoStill video={video} />
      </button>
    </li>
  )
}
