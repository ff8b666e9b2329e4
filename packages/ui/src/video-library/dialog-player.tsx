import { Keyboard } from 'lucide'
import { useEffect } from 'react'
import { allowsMotion } from '../playback'
import { Button, Icon } from '../primitives'
import { useDialogStrings } from '../strings/texts'
import {
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMedia,
  VideoPlayerMute,
  VideoPlayerPictureInPicture,
  VideoPlayerPlay,
  VideoPlayerRoot,
  VideoPlayerSeekBar,
  VideoPlayerSpeed,
  VideoPlayerTime,
  useVideoPlayer,
  type PlaybackOptions,
} from '../video-player'
import { useLibrary } from './video-library-context'

/** What stays from video to video while the dialog is open. */
export type DialogPlayback = Required<Pick<PlaybackOptions, 'muted' | 'onMutedChange' | 'speed' | 'onSpeedChange'>>

/** The player of the dialog. It plays by itself, in a loop, unless the system asks for less motion or data. */
export function DialogPlayer({
  id,
  playback,
  onShowKeys,
}: {
  id: string
  playback: DialogPlayback
  onShowKeys(): void
}) {
  const t = useDialogStrings()
  return (
    <VideoPlayerRoot id={id} defaultPlaying={allowsMotion()} {...playback}>
      <VideoPlayerMedia loop />
      <div className="dl-player-controls">
        <VideoPlayerPlay />
        <VideoPlayerSeekBar />
        <VideoPlayerTime />
        <VideoPlayerMute />
        <VideoPlayerSpeed />
        <VideoPlayerLoop className="dl-player-extra" />
        <VideoPlayerPictureInPicture className="dl-player-extra" />
        <Button
          variant="icon"
          className="dl-player-extra dl-player-keys"
          aria-label={t('keys')}
          title={`${t('keys')} (?)`}
          aria-keyshortcuts="?"
          onClick={onShowKeys}
        >
          <Icon icon={Keyboard} />
        </Button>
        <VideoPlayerFullscreen />
      </div>
      <PauseWhileComparing />
    </VideoPlayerRoot>
  )
}

/** The comparison opens over the dialog, and plays the same file. */
function PauseWhileComparing() {
  const { media } = useVideoPlayer()
  const { compareIds } = useLibrary()
  const isComparing = compareIds.length > 0
  useEffect(() => {
    if (!media || !isComparing || media.paused) return undefined
    media.pause()
    // Paused while it compares, it may have been unmounted.
    return () => void (media.isConnected && media.play().catch(() => {}))
  }, [media, isComparing])
  return null
}
