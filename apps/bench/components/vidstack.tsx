import { MediaPlayer, MediaProvider, TimeSlider } from '@vidstack/react'
import '@vidstack/react/player/styles/default/theme.css'
import '@vidstack/react/player/styles/default/sliders.css'
import '@vidstack/react/player/styles/default/thumbnail.css'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, files, findMain, playerCount } from './page-measurements'

// The slider as in the Vidstack documentation.
const Player = () => (
  <MediaPlayer
    style={{ display: 'block', width: 640 }}
    src={{ src: files.video, type: 'video/mp4' }}
    load="eager"
    muted
    autoPlay={playerCount > 1}
    loop={playerCount > 1}
  >
    <MediaProvider />
    <TimeSlider.Root className="vds-time-slider vds-slider">
      <TimeSlider.Track className="vds-slider-track" />
      <TimeSlider.TrackFill className="vds-slider-track-fill vds-slider-track" />
      <TimeSlider.Progress className="vds-slider-progress vds-slider-track" />
      <TimeSlider.Preview className="vds-slider-preview">
        <TimeSlider.Thumbnail.Root src={files.thumbnailTrack} className="vds-slider-thumbnail vds-thumbnail">
          <TimeSlider.Thumbnail.Img />
        </TimeSlider.Thumbnail.Root>
        <TimeSlider.Value className="vds-slider-value" />
      </TimeSlider.Preview>
      <TimeSlider.Thumb className="vds-slider-thumb" />
    </TimeSlider.Root>
  </MediaPlayer>
)

createRoot(findMain()).render(
  <Profiler id="page" onRender={countCommit}>
    {Array.from({ length: playerCount }, (_, index) => (
      <Player key={index} />
    ))}
  </Profiler>,
)
