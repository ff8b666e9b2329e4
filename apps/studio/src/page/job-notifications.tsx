import { useJobs, useJobNotifications } from '@dailies/core/react'
import { useEffect } from 'react'

const title = 'Dailies studio'

/** How many films run, in the title; and the offer to be told of those that are done, which asks the browser only once it is taken. */
export function JobNotifications() {
  const { length: running } = useJobs().ids
  const { isNotifying, cannotNotify, setNotifying } = useJobNotifications({
    text: ({ status, prompt }) => [status === 'completed' ? 'Ready' : 'Failed', prompt].filter(Boolean).join(': '),
  })

  useEffect(() => {
    const count = () => {
      // While nobody looks the title tells what is done.
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
