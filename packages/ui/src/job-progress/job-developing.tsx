import type { Video } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { formatPercent } from '../format'
import { useSentFrame } from '../sent-frames'
import { useLocale } from '../strings/language-provider'
import { useContentURL, VideoImage } from '../video-frame'

/**
 * A running job in its frame. The picture that it is made from, blurred, comes into focus as the job progresses: the first
 * frame that was sent from this device, or the thumbnail of the source video. Without one, a viewfinder with the percentage.
 */
export function JobDeveloping({ video }: { video: Video }) {
  const frame = useSentFrame(video)
  const { video: source } = useVideo(video.remixed_from_video_id ?? undefined)
  const thumbnail = useContentURL(source)('thumbnail')
  if (frame)
    return (
      <Picture>
        <FrameCanvas image={frame} />
      </Picture>
    )
  if (thumbnail !== undefined)
    return (
      <Picture>
        <VideoImage src={thumbnail} />
      </Picture>
    )
  return (
    <span className="dl-job-developing" aria-hidden>
      <Percent progress={video.status === 'in_progress' ? video.progress : null} />
    </span>
  )
}

const Picture = ({ children }: { children: ReactNode }) => (
  <span className="dl-job-developing" data-picture="">
    {children}
  </span>
)

function Percent({ progress }: { progress: number | null }) {
  const locale = useLocale()
  return progress === null ? null : formatPercent(locale, progress)
}

/** A canvas, because a `blob:` URL needs an exception in the page's Content-Security-Policy. */
function FrameCanvas({ image }: { image: Blob }) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isCurrent = true
    const draw = async () => {
      const bitmap = await createImageBitmap(image)
      const { current: canvas } = ref
      if (isCurrent && canvas) {
        canvas.width = bitmap.width
        canvas.height = bitmap.height
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
        canvas.dataset['loaded'] = ''
      }
      bitmap.close()
    }
    // The browser may refuse to decode, and then the frame stays as it is.
    draw().catch(() => {})
    return () => {
      isCurrent = false
    }
  }, [image])
  return <canvas ref={ref} className="dl-video-image" />
}
