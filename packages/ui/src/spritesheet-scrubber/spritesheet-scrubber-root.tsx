import { toldGrid, type Video, type VideoVariant } from '@dailies/core'
import { useVideos } from '@dailies/core/react'
import { forwardRef, useMemo } from 'react'
import { FilmScrubber, type ScrubberElementProps, type ScrubberFilm, type ScrubberOptions } from './film-scrubber'

/** Props of {@link SpritesheetScrubberRoot}: a video, or a film told by its files. */
export type SpritesheetScrubberRootProps = ScrubberElementProps &
  ScrubberOptions &
  (
    | ({
        /** Its files and its grid are found by themselves. */
        video: Video
      } & { [K in keyof ScrubberFilm]?: never })
    | ({ video?: never } & ScrubberFilm)
  )

/**
 * The slider: it takes the pointer, the touch and the keys, and tells its parts where in the film they are by the custom property
 * `--dl-at` (0 to 1; `--dl-chosen` is the chosen moment). `data-state` is that of the sheet, `data-active` stands while somebody scrubs.
 */
export const SpritesheetScrubberRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, SpritesheetScrubberRootProps>(
  ({ video, src, film, seconds, size, poster, ...props }, ref) =>
    video ? (
      <VideoScrubber {...props} video={video} ref={ref} />
    ) : (
      <FilmScrubber {...props} src={src} film={film} seconds={seconds} size={size} poster={poster} ref={ref} />
    ),
)
SpritesheetScrubberRoot.displayName = 'SpritesheetScrubberRoot'

type OptionProps = ScrubberElementProps & ScrubberOptions

const VideoScrubber = /* @__PURE__ */ forwardRef<HTMLDivElement, OptionProps & { video: Video }>(
  ({ video, grid, ...props }, ref) => {
    const videos = useVideos()
    const sheet = video.assets?.spritesheet
    const told = useMemo(() => toldGrid(sheet), [sheet])
    const urlOf = (variant: VideoVariant) => {
      const state = video.assets?.[variant].state ?? (video.status === 'completed' ? 'ready' : 'waiting')
      return state === 'ready' || state === 'archiving' ? videos.contentURL(video, variant) : undefined
    }
    return (
      <FilmScrubber
        {...props}
        src={urlOf('spritesheet')}
        film={urlOf('video')}
        poster={urlOf('thumbnail')}
        seconds={Number(video.seconds)}
        size={video.size}
        grid={grid ?? told}
        ref={ref}
      />
    )
  },
)
VideoScrubber.displayName = 'VideoScrubber'
