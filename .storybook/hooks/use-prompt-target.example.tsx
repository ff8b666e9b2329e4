import { useVideo, useVideosClient } from '@dailies/core/react'
import { captureFrame, usePromptTarget } from '@dailies/ui'

/** The last frame of a video becomes the first frame of the next one, in the prompt of the page. */
export const ContinueButton = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  const client = useVideosClient()
  const prompt = usePromptTarget()
  if (!video) return null
  return (
    <button
      type="button"
      disabled={!prompt.available}
      onClick={async () => prompt.setFrame('first', await captureFrame({ client, video, at: 'last' }))}
    >
      Continue from its last frame
    </button>
  )
}
