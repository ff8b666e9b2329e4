import { useCustomProperties } from '../primitives'
import { AspectRatioBox, useContentURL, videoFit, videoHue, VideoImage } from '../video-frame'
import type { ResolvedShot } from './resolve-shot'
import { tileOf, type ShotTile } from './shot-tile'

/** The picture of a shot: its first frame where its start was trimmed, else the thumbnail of its video. */
export function ShotPicture({ shot }: { shot: ResolvedShot }) {
  const { videoId, video, state } = shot
  const urlOf = useContentURL(video)
  const [thumbnail, sheet, tile] = [urlOf('thumbnail'), urlOf('spritesheet'), tileOf(shot)]
  const size = video?.size ?? ''
  const progress = useCustomProperties({ '--dl-progress': (video?.progress ?? 0) / 100 })
  return (
    <span className="dl-media">
      <span className="dl-video-frame" data-hue={videoHue(videoId)} data-fit={videoFit(size)}>
        <AspectRatioBox size={size} />
        {thumbnail !== undefined && state !== 'missing' && <VideoImage src={thumbnail} loading="lazy" />}
        {sheet !== undefined && tile && state !== 'missing' && <Tile src={sheet} tile={tile} />}
        {state === 'running' && <span ref={progress} className="dl-storyboard-progress" />}
      </span>
    </span>
  )
}

/** Over the thumbnail, which stays until the sheet has loaded, and if it cannot be loaded. */
function Tile({ src, tile: { column, row, columns, rows } }: { src: string; tile: ShotTile }) {
  const place = useCustomProperties({
    '--dl-column': column,
    '--dl-row': row,
    '--dl-columns': columns,
    '--dl-rows': rows,
  })
  return (
    <span ref={place} className="dl-storyboard-tile">
      <VideoImage src={src} loading="lazy" />
    </span>
  )
}
