import {
  VideoCompare,
  VideoCompareControls,
  VideoCompareFacts,
  VideoCompareFrames,
  VideoCompareRoot,
} from '@dailies/ui'

/** `ids` are two to four completed videos. */
export const ComparePage = ({ ids, onKeep }: { ids: readonly string[]; onKeep?: (id: string) => void }) => (
  <VideoCompare ids={ids} onKeep={({ id }) => onKeep?.(id)} />
)

/** The controls above the videos, and no button to keep one. */
export const CompareOnly = ({ ids }: { ids: readonly string[] }) => (
  <VideoCompareRoot ids={ids}>
    <VideoCompareControls />
    <VideoCompareFrames>
      <VideoCompareFacts />
    </VideoCompareFrames>
  </VideoCompareRoot>
)
