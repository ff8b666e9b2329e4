import { mergeProps, part } from '../primitives'
import { StoryboardControls } from './storyboard-controls'
import { StoryboardExport } from './storyboard-export'
import { StoryboardNextShot } from './storyboard-next-shot'
import { StoryboardPlayer } from './storyboard-player'
import { StoryboardRoot, type StoryboardRootProps } from './storyboard-root'
import { StoryboardStrip } from './storyboard-strip'
import { StoryboardSummary } from './storyboard-summary'

/** Props of {@link Storyboard}. Children replace the default parts. */
export type StoryboardProps = StoryboardRootProps

/**
 * A row of shots that play as one video: put in order by drag or keyboard, trimmed at both ends, continued from the last
 * frame. For another layout, compose its parts in a {@link StoryboardRoot}.
 *
 * @example
 * <Storyboard value={shots} onValueChange={save} />
 */
export const Storyboard = /* @__PURE__ */ part(StoryboardRoot, '', function Storyboard(props) {
  return mergeProps({ children: <Parts /> }, props)
})

const Parts = () => (
  <>
    <StoryboardPlayer />
    <StoryboardControls />
    <StoryboardStrip />
    <div className="dl-storyboard-foot">
      <StoryboardSummary />
      <StoryboardNextShot />
      <StoryboardExport />
    </div>
  </>
)
