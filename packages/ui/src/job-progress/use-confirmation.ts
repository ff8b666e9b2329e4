import { useEffect, useRef, useState, type RefObject } from 'react'

/** A button that asks before it acts: whether it asks, and the button, which gets the focus back. */
export function useConfirmation(): {
  button: RefObject<HTMLButtonElement | null>
  isAsking: boolean
  ask(): void
  close(): void
} {
  const [step, setStep] = useState<'initial' | 'asking' | 'closed'>('initial')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (step === 'closed') button.current?.focus()
  }, [step])
  return { button, isAsking: step === 'asking', ask: () => setStep('asking'), close: () => setStep('closed') }
}
