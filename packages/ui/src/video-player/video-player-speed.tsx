import { formatNumber } from '../format'
import { mergeProps, part, selectProps, type ValueOfRoot } from '../primitives'
import { useVideoPlayer } from '../playback'
import { useLocale } from '../strings/language-provider'
import { usePlayerStrings } from '../strings/texts'
import { useMedia } from './use-media'

const rateEvents = ['ratechange', 'emptied'] as const
const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2]

/** The select for the speed, from a quarter to twice that of the video. */
export const VideoPlayerSpeed = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function VideoPlayerSpeed(props) {
    const { media, setSpeed, isDisabled } = useVideoPlayer()
    const t = usePlayerStrings()
    const locale = useLocale()
    const speed = useMedia(media, rateEvents, (element) => element.playbackRate, 1)
    // One that the page or the browser has set.
    const offered = speeds.includes(speed) ? speeds : [...speeds, speed].sort((one, other) => one - other)
    const select = selectProps({
      value: String(speed),
      options: offered.map((each) => [String(each), `${formatNumber(locale, each)}×`]),
      onValueChange: (value) => setSpeed(Number(value)),
    })
    return mergeProps({ 'aria-label': t('speed'), title: t('speed'), disabled: !media || isDisabled, ...select }, props)
  },
)
