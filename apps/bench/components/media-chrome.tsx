import { MediaController, MediaTimeRange } from 'media-chrome/react'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, files, findMain } from './measured'

// The range brings its preview thumbnail with it.
createRoot(findMain()).render(
  <Profiler id="page" onRender={countCommit}>
    <MediaController style={{ width: 640, aspectRatio: '320 / 192' }}>
      <video slot="media" src={files.film} preload="auto" muted>
        <track label="thumbnails" default kind="metadata" src={files.thumbnailTrack} />
      </video>
      <MediaTimeRange style={{ width: '100%' }} />
    </MediaController>
  </Profiler>,
)
