import { PictureInPicture2 } from 'lucide'
import { useSyncExternalStore } from 'react'
import { Icon, mergeProps, part } from '../primitives'
import { useVideoPlayer } from '../playback'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'

const events = ['enterpictureinpicture', 'leavepictureinpicture', 'emptied'] as const

/** The button that shows the video in a window of its own. It renders nothing where the browser has none. */
export const VideoPlayerPictureInPicture = /* @__PURE__ */ part(
  'button',
  'dl-button',
  function VideoPlayerPictureInPicture(props) {
    const { media, isDisabled } = useVideoPlayer()
    const t = usePlayerStrings()
    const isActive = useMedia(media, events, (element) => document.pictureInPictureElement === element, false)
    // Not during server rendering, where no browser is known.
    const isOffered = useSyncExternalStore(
      subscribeToNothing,
      () => document.pictureInPictureEnabled === true,
      () => false,
    )
    if (!isOffered) return null
    const label = t('pictureInPicture')
    return mergeProps(
      {
        type: 'button' as const,
        'aria-label': label,
        title: label,
        'aria-pressed': isActive,
        'data-variant': 'icon',
        disabled: !media || isDisabled,
        onClick: () => {
          // The browser refuses before the metadata has loaded.
          if (isActive) void document.exitPictureInPicture()
          else media?.requestPictureInPicture().catch(() => {})
        },
        children: <Icon icon={PictureInPicture2} />,
      },
      props,
    )
  },
)

const subscribeToNothing = () => () => {}
