import type { Video } from '@dailies/core'
import { Copy, PencilLine } from 'lucide'
import { Button, Icon } from '../primitives'
import { useDialogStrings } from '../strings/texts'
import { CopyButton } from './copy-button'

/** Copies the prompt of a video, or writes a new one from it. */
export function VideoPromptActions({ video, onEditPrompt }: { video: Video; onEditPrompt(video: Video): void }) {
  const t = useDialogStrings()
  const { prompt } = video
  if (!prompt) return null
  return (
    <div className="dl-actions dl-prompt-actions">
      <CopyButton icon={Copy} text={prompt} label={t('copyPrompt')} copied={t('copied')} />
      <Button onClick={() => onEditPrompt(video)}>
        <Icon icon={PencilLine} />
        {t('reusePrompt')}
      </Button>
    </div>
  )
}
