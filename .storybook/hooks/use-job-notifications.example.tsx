import { useJobNotifications } from '@dailies/core/react'

/** Tells when a job has ended, also while the page is hidden if the user allows notifications. */
export const JobNotices = () => {
  const { announcement, cannotNotify, isNotifying, setNotifying } = useJobNotifications({
    text: (video) => `${video.prompt ?? 'A video'}: ${video.status}`,
  })
  return (
    <label>
      <input
        type="checkbox"
        disabled={cannotNotify}
        checked={isNotifying}
        onChange={({ target }) => void setNotifying(target.checked)}
      />{' '}
      Notify me <output>{announcement}</output>
    </label>
  )
}
