import type { Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import {
  JobProgress,
  LanguageProvider,
  RemixPanel,
  SpritesheetScrubber,
  Storyboard,
  VideoCompare,
  VideoLibrary,
  VideoPlayer,
  VideoPrompt,
} from '..'
import { english } from '../strings/en'

/** Props of {@link EveryComponent}. */
export interface EveryComponentProps {
  /** A completed video that is a remix of another. */
  video: Video
}

/** A page that renders every component, as an app would. */
export const EveryComponent = ({ video }: EveryComponentProps) => (
  <VideosProvider baseURL="/api">
    <LanguageProvider language={english}>
      <main>
        <VideoPrompt />
        <JobProgress id={video.id} />
        <SpritesheetScrubber video={video} />
        <VideoPlayer id={video.id} />
        <VideoCompare ids={[video.id, video.remixed_from_video_id ?? '']} defaultPlaying={false} />
        <Storyboard value={[{ id: 'shot', videoId: video.id }]} />
        <RemixPanel video={video} />
        <VideoLibrary />
      </main>
    </LanguageProvider>
  </VideosProvider>
)
