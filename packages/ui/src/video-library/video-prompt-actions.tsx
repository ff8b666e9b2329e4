import type { Video } from '@dailies/core'
import { Copy, PencilLine } from 'lucide'
import { Button, Icon } from '../primitives'
import { useDialogStrings } from '../strings/texts'
import { CopyButton } from './copy-button'
import { usePromptActions } from './use-prompt-actions'

/** Copies the prompt of a video, or puts it into the prompt of the page, if there is one. */
export function VideoPromptActions({ video, closeThen }: { video: Video; closeThen(action: () => void): void }) {
  const t = useDialogStrings()
  const { reusePrompt } = usePromptActions(video)
  const { prompt } = video
  if (!prompt) return null
  return (
    <div className="dl-actions dl-prompt-actions">
      <CopyButton icon={Copy} text={prompt} label={t('copyPrompt')} copied={t('copied')} />
      {reusePrompt && (
        <Button onClick={() => closeThen(reusePrompt)}>
          <Icon icon={PencilLine} />
          {t('reusePrompt')}
        </Button>
      )}
    </div>
  )
}
