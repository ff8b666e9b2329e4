import { VideoPrompt } from '@dailies/ui'
import { useState } from 'react'

export function EnhancedPrompt() {
  const [prompt, setPrompt] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState('')

  async function enhance(): Promise<void> {
    setBusy(true)
    setError('')
    try {
      const response = await fetch('/api/enhance', { method: 'POST', body: JSON.stringify({ prompt }) })
      if (!response.ok) throw new Error(`The server answered with ${response.status}.`)
      const { better } = (await response.json()) as { better: string }
      // What was typed meanwhile is not lost.
      setPrompt((current) => (current === prompt ? better : current))
    } catch {
      setError('The prompt could not be improved. Try again.')
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <VideoPrompt prompt={prompt} onPromptChange={setPrompt} />
      <button type="button" disabled={isBusy || prompt.trim() === ''} onClick={() => void enhance()}>
        {isBusy ? 'Improving…' : 'Improve my prompt'}
      </button>
      <p role="alert">{error}</p>
    </>
  )
}
