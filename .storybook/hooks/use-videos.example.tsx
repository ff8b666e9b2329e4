import { useRunningJobs, useVideos } from '@dailies/core/react'

/** One component that needs several videos at once. A list of cards calls `useVideo` in each card instead. */
export const RunningTotal = () => {
  const { ids } = useRunningJobs()
  const { videos } = useVideos(ids)
  const seconds = videos.reduce((sum, { video }) => sum + Number(video?.seconds ?? 0), 0)
  return (
    <p>
      {ids.length} running, {seconds} seconds of video
    </p>
  )
}
