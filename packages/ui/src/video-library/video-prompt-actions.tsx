import type { Video } from '@dailies/core'
import { Check, Copy, PencilLine } from 'lucide'
import { useContext, useEffect, useState } from 'react'
import { Announcer, Button, Icon } from '../primitives'
import { useDialogStrings } from '../strings/texts'

// How long a button says that it has copied.
const copiedMs = 2_000

/** Copies the prompt of a video, or writes a new one from it. */
export function VideoPromptActions({ video, onEditPrompt }: { video: Video; onEditPrompt(video: Video): void }) {
  const t = useDialogStrings()
  const { prompt } = video
  if (!prompt) return null
  return (
    <div className="dl-actions dl-prompt-actions">
      <CopyButton text={prompt} label={t('copyPrompt')} copied={t('copied')} />
      <Button onClick={() => onEditPrompt(video)}>
        <Icon icon={PencilLine} />
        {t('reusePrompt')}
      </Button>
    </div>
  )
}

/** A button that copies a text, and says so on itself and to screen readers. */
function CopyButton({ text, label, copied }: { text: string; label: string; copied: string }) {
  const announce = useContext(Announcer)
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), copiedMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    if (!(await copyText(text))) return
    setCopied(true)
    announce?.(copied)
  }
  return (
    <Button onClick={() => void copy()}>
      <Icon icon={isCopied ? Check : Copy} />
      {isCopied ? copied : label}
    </Button>
  )
}

/** @returns whether the browser allowed it: it does not without permission, or on plain http */
const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
