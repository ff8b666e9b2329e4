import { MediaController, MediaTimeRange } from 'media-chrome/react'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, files, findMain, playerCount } from './page-measurements'

// MediaTimeRange includes the preview thumbnail.
const Player = () => (
  <MediaController style={{ width: 640, aspectRatio: '320 / 192' }}>
    <video slot="media" src={files.video} preload="auto" muted autoPlay={playerCount > 1} loop={playerCount > 1}>
      <track label="thumbnails" default kind="metadata" src={files.thumbnailTrack} />
    </video>
    <MediaTimeRange style={{ width: '100%' }} />
  </MediaController>
)

createRoot(findMain()).render(
  <Profiler id="page" onRender={countCommit}>
    {Array.from({ length: playerCount }, (_, index) => (
      <Player key={index} />
    ))}
  </Profiler>,
)
