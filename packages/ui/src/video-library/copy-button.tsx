import { Check } from 'lucide'
import { useContext, useEffect, useState } from 'react'
import { Announcer, Button, Icon, type ButtonVariantProps, type IconDrawing } from '../primitives'

interface CopyButtonProps extends ButtonVariantProps {
  icon: IconDrawing
  /** What it copies. */
  text: string
  label: string
  /** What it says for a moment after that, on itself and to screen readers. */
  copied: string
}

const copiedMs = 2_000

/** A button that copies a text, and says so. */
export function CopyButton({ icon, text, label, copied, variant }: CopyButtonProps) {
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
    <Button {...(variant && { variant })} onClick={() => void copy()}>
      <Icon icon={isCopied ? Check : icon} />
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
