import { MediaController, MediaTimeRange } from 'media-chrome/react'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, files, findMain } from './page-measurements'

// MediaTimeRange includes the preview thumbnail.
createRoot(findMain()).render(
  <Profiler id="page" onRender={countCommit}>
    <MediaController style={{ width: 640, aspectRatio: '320 / 192' }}>
      <video slot="media" src={files.video} preload="auto" muted>
        <track label="thumbnails" default kind="metadata" src={files.thumbnailTrack} />
      </video>
      <MediaTimeRange style={{ width: '100%' }} />
    </MediaController>
  </Profiler>,
)
