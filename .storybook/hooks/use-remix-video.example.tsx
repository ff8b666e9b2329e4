import { useEditVideo, useExtendVideo, useRemixVideo } from '@dailies/core/react'

/** What can be made from a completed video, if the model has it. */
export const MoreFromIt = ({ id }: { id: string }) => {
  const remix = useRemixVideo()
  const edit = useEditVideo()
  const extend = useExtendVideo()
  const error = remix.error ?? edit.error ?? extend.error
  return (
    <p>
      <button type="button" onClick={() => void remix.trigger({ source: id, prompt: 'Make it night' })}>
        Remix
      </button>
      <button type="button" onClick={() => void edit.trigger({ source: id, prompt: 'Remove the boat' })}>
        Edit
      </button>
      <button
        type="button"
        onClick={() => void extend.trigger({ source: id, prompt: 'The light goes on', seconds: '4' })}
      >
        Extend
      </button>
      <output>{error?.message}</output>
    </p>
  )
}
