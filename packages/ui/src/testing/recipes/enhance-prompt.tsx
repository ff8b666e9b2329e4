import { VideoPrompt } from '@dailies/ui'

async function enhance(prompt: string, { signal }: { signal: AbortSignal }): Promise<string> {
  const response = await fetch('/api/enhance', { method: 'POST', body: JSON.stringify({ prompt }), signal })
  if (!response.ok) throw new Error(`The server answered with ${response.status}.`)
  const { better } = (await response.json()) as { better: string }
  return better
}

export const EnhancedPrompt = () => <VideoPrompt onEnhance={enhance} />
