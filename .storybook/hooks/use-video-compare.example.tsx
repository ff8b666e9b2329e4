import { useComparedVideo, useVideoCompare, VideoCompareFrames, VideoCompareRoot } from '@dailies/ui'

const Toggle = () => {
  const { isPlaying, togglePlay, videos } = useVideoCompare()
  return (
    <button type="button" onClick={togglePlay}>
      {isPlaying ? 'Pause' : 'Play'} {videos.length} videos
    </button>
  )
}

/** Rendered in each frame. */
const Letter = () => {
  const { letter, video } = useComparedVideo()
  return (
    <p>
      {letter}: {video?.model}
    </p>
  )
}

export const CompareWithLetters = ({ ids }: { ids: readonly string[] }) => (
  <VideoCompareRoot ids={ids}>
    <Toggle />
    <VideoCompareFrames>
      <Letter />
    </VideoCompareFrames>
  </VideoCompareRoot>
)
