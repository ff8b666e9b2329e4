import type { Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import {
  JobProgress,
  LanguageProvider,
  RemixPanel,
  SpritesheetScrubber,
  VideoLibrary,
  VideoPlayer,
  VideoPrompt,
} from '..'
import { english } from '../strings/en'

/** Props of {@link EveryComponent}. */
export interface EveryComponentProps {
  /** A finished film that was made from another. */
  video: Video
}

/** A page that shows all there is, as an app would. */
export const EveryComponent = ({ video }: EveryComponentProps) => (
  <VideosProvider baseURL="/api">
    <LanguageProvider language={english}>
      <main>
        <VideoPrompt />
        <JobProgress id={video.id} />
        <SpritesheetScrubber video={video} />
        <VideoPlayer id={video.id} />
        <RemixPanel video={video} />
        <VideoLibrary />
      </main>
    </LanguageProvider>
  </VideosProvider>
)
