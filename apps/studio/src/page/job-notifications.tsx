import { useRunningJobs, useJobNotifications } from '@dailies/core/react'
import { useEffect } from 'react'

const title = 'Dailies studio'

/** Shows the number of running videos in the title, and a button that enables notifications; the browser's permission prompt opens only after a click. */
export function JobNotifications() {
  const { length: running } = useRunningJobs().ids
  const { isNotifying, cannotNotify, setNotifying } = useJobNotifications({
    text: ({ status, prompt }) => [status === 'completed' ? 'Ready' : 'Failed', prompt].filter(Boolean).join(': '),
  })

  useEffect(() => {
    const count = () => {
      // While the page is hidden, the title shows what is done.
      if (!document.hidden) document.title = running > 0 ? `(${running}) ${title}` : title
    }
    count()
    document.addEventListener('visibilitychange', count)
    return () => document.removeEventListener('visibilitychange', count)
  }, [running])

  if (cannotNotify || (running === 0 && !isNotifying)) return null
  return (
    <button
      type="button"
      className="dl-button"
      data-variant="ghost"
      aria-pressed={isNotifying}
      onClick={() => void setNotifying(!isNotifying)}
    >
      Tell me when done
    </button>
  )
}
