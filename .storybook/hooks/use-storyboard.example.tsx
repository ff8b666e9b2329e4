import { StoryboardRoot, StoryboardStrip, useStoryboard, useStoryboardShot, useStoryboardTarget } from '@dailies/ui'

const Length = () => {
  const { shots, seconds } = useStoryboard()
  return (
    <p>
      {shots.length} shots, {seconds.toFixed(1)} s
    </p>
  )
}

/** Rendered for each shot. */
const State = () => {
  const { index, state } = useStoryboardShot()
  return (
    <p>
      {index + 1}: {state}
    </p>
  )
}

/** Anywhere on the page. */
const Add = ({ id }: { id: string }) => {
  const { available, add } = useStoryboardTarget('cut')
  return (
    <button type="button" disabled={!available} onClick={() => add([id])}>
      Add to the storyboard
    </button>
  )
}

export const SmallCut = ({ id }: { id: string }) => (
  <>
    <Add id={id} />
    <StoryboardRoot name="cut">
      <Length />
      <StoryboardStrip>
        <State />
      </StoryboardStrip>
    </StoryboardRoot>
  </>
)
