import {
  Storyboard,
  StoryboardControls,
  StoryboardPlayer,
  StoryboardRoot,
  StoryboardStrip,
  type StoryboardShot,
} from '@dailies/ui'
import { useState } from 'react'

/** The shots are kept in this tab. With `value` and `onValueChange` they are yours. */
export const CutPage = ({ ids }: { ids: readonly string[] }) => (
  <Storyboard defaultValue={ids.map((videoId) => ({ id: `shot-${videoId}`, videoId }))} />
)

/** The strip above the player, and no button for the export. */
export const StripFirst = () => {
  const [shots, setShots] = useState<readonly StoryboardShot[]>([])
  return (
    <StoryboardRoot value={shots} onValueChange={setShots}>
      <StoryboardStrip />
      <StoryboardPlayer />
      <StoryboardControls />
    </StoryboardRoot>
  )
}
