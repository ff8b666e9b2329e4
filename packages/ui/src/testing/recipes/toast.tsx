import { useJobNotifications } from '@dailies/core/react'

export function VideoToasts({ showToast }: { showToast: (text: string) => void }) {
  const { announcement } = useJobNotifications({
    text: ({ status, prompt }) =>
      status === 'completed' ? `Your video is ready: ${prompt ?? ''}` : 'A video could not be made.',
    onSettled: (video) => showToast(video.status === 'completed' ? 'Your video is ready.' : 'A video failed.'),
  })
  // For screen readers; most toasts are no live region.
  return <output style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{announcement}</output>
}
