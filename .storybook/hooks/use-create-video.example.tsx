import { useCapabilities, useCreateVideo, useDraft } from '@dailies/core/react'

export const OneFieldForm = () => {
  const { draft, setDraft, clearDraft } = useDraft('one-field', '')
  const { capabilities } = useCapabilities()
  const { trigger, isMutating, error } = useCreateVideo({ onSuccess: clearDraft })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void trigger({ prompt: draft })
      }}
    >
      <label>
        Prompt <input value={draft} onChange={({ target }) => setDraft(target.value)} />
      </label>
      <button type="submit" disabled={isMutating || draft === ''}>
        Create
      </button>
      <output>{error?.message ?? `${capabilities?.models?.length ?? 0} models`}</output>
    </form>
  )
}
