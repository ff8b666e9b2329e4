import { useCallback, useState } from 'react'
import { useOnReconnect } from '../failure'
import type { PromptError } from './prompt-error'

/** The error of a prompt. One of the connection goes when that is back. */
export function usePromptError() {
  const [promptError, setPromptError] = useState<PromptError>()
  const dismiss = useCallback(() => setPromptError(undefined), [])
  useOnReconnect(promptError?.failure, dismiss)
  return { promptError, setPromptError, dismiss }
}
