import { useCustomProperties } from '../primitives'
import { useStoryboardInternals } from './storyboard-context'

/** A mark at each cut of the seek bar. */
export function CutMarks() {
  const { shots, seconds } = useStoryboardInternals()
  const lengths = shots.filter(({ state }) => state === 'ready').map(({ start, end }) => end - start)
  return lengths.slice(1).map((_, index) => {
    const time = lengths.slice(0, index + 1).reduce((total, length) => total + length, 0)
    // oxlint-disable-next-line react/no-array-index-key -- A cut has no identity but its place.
    return <CutMark key={index} at={time / seconds || 0} />
  })
}

const CutMark = ({ at }: { at: number }) => (
  <span ref={useCustomProperties({ '--dl-cut': at.toFixed(5) })} className="dl-storyboard-cut" />
)
