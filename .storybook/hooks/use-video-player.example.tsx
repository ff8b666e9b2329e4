import { useVideoPlayer, VideoPlayerMedia, VideoPlayerRoot } from '@dailies/ui'

const Restart = () => {
  const { seek, togglePlay, source } = useVideoPlayer()
  return (
    <p>
      <button type="button" onClick={togglePlay}>
        Play or pause
      </button>
      <button type="button" onClick={() => seek(0)}>
        From the start
      </button>
      {source.state}
    </p>
  )
}

export const PlayerWithRestart = ({ id }: { id: string }) => (
  <VideoPlayerRoot id={id} defaultMuted>
    <VideoPlayerMedia />
    <Restart />
  </VideoPlayerRoot>
)
