import { useCreateTakes } from '@dailies/core/react'

/** Four videos of one prompt. A second press repeats only those that did not start. */
export const FourTakes = ({ prompt }: { prompt: string }) => {
  const { trigger, isMutating } = useCreateTakes()
  return (
    <button type="button" disabled={isMutating} onClick={() => void trigger({ prompt }, 4)}>
      Create four takes
    </button>
  )
}
