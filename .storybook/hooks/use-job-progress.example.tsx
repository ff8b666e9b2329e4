import { JobProgressRoot, useJobProgress } from '@dailies/ui'

const Percent = () => {
  const { video, connection } = useJobProgress()
  return (
    <p>
      {video?.progress ?? 0} % ({connection})
    </p>
  )
}

export const OnlyPercent = ({ id }: { id: string }) => (
  <JobProgressRoot id={id}>
    <Percent />
  </JobProgressRoot>
)
