import { useCapabilities, useCreateVideo } from '@dailies/core/react'
import { useState } from 'react'

/** Creates a video. Pressing twice creates it once: the same fields are one video until the server has answered. */
export function PromptForm() {
  const { capabilities, error: loadError } = useCapabilities()
  const [prompt, setPrompt] = useState('')
  const [modelId, setModelId] = useState<string>()
  const [seconds, setSeconds] = useState<string>()
  const { trigger, isMutating, error = loadError } = useCreateVideo({ onSuccess: () => setPrompt('') })

  const models = capabilities?.models ?? []
  const model = models.find(({ id }) => id === modelId) ?? models[0]
  const length = model?.seconds.find((each) => each === seconds) ?? model?.seconds[0]
  const price = model?.prices?.[model.sizes[0] ?? '']

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void trigger({
          prompt,
          ...(model && { model: model.id, size: model.sizes[0] }),
          ...(length && { seconds: length }),
        })
      }}
    >
      <label>
        Prompt
        <textarea value={prompt} onChange={({ target }) => setPrompt(target.value)} rows={3} required />
      </label>
      <label>
        Model
        <select value={model?.id} onChange={({ target }) => setModelId(target.value)}>
          {models.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Seconds
        <select value={length} onChange={({ target }) => setSeconds(target.value)}>
          {model?.seconds.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={!model || isMutating}>
        Generate
        {typeof price === 'number' && ` for $${(price * Number(length)).toFixed(2)}`}
      </button>
      {error && <p role="alert">{error.message}</p>}
    </form>
  )
}
