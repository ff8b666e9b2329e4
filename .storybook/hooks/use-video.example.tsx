import { useEstimate, useNow, useVideo } from '@dailies/core/react'

export const JobStatus = ({ id }: { id: string }) => {
  const { video, connection } = useVideo(id)
  const estimate = useEstimate(id)
  const now = useNow(1_000, video?.status === 'in_progress')
  if (!video) return <p>Loading…</p>
  return (
    <p>
      {video.status}, {video.progress ?? 0} %, updates: {connection}
      {now !== undefined && `, ${Math.max(0, Math.round(now - video.created_at))} s so far`}
      {estimate && `, ${Math.round(estimate.from)} to ${Math.round(estimate.to)} s left`}
    </p>
  )
}
