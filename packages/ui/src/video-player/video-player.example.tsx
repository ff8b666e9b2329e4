import { VideoPlayer, VideoPlayerMedia, VideoPlayerPlay, VideoPlayerRoot, VideoPlayerSeekBar } from '@dailies/ui'

export const WatchPage = ({ id }: { id: string }) => <VideoPlayer id={id} />

/** Only what a small player needs. */
export const SmallPlayer = ({ id }: { id: string }) => (
  <VideoPlayerRoot id={id} defaultMuted>
    <VideoPlayerMedia />
    <VideoPlayerPlay />
    <VideoPlayerSeekBar />
  </VideoPlayerRoot>
)
