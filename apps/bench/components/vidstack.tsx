import { MediaPlayer, MediaProvider, TimeSlider } from '@vidstack/react'
import '@vidstack/react/player/styles/default/theme.css'
import '@vidstack/react/player/styles/default/sliders.css'
import '@vidstack/react/player/styles/default/thumbnail.css'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, files, findMain } from './page-measurements'

// The slider as in the Vidstack documentation.
createRoot(findMain()).render(
  <Profiler id="page" onRender={countCommit}>
    <MediaPlayer
      style={{ display: 'block', width: 640 }}
      src={{ src: files.video, type: 'video/mp4' }}
      load="eager"
      muted
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
  </Profiler>,
)
