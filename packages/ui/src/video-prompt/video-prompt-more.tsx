import type { ModelCapabilities } from '@dailies/core'
import { ChevronDown } from 'lucide'
import { useEffect, type MouseEvent } from 'react'
import { Icon, mergeProps, part, useControllable } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { VideoPromptNegativePrompt } from './video-prompt-negative-prompt'
import { VideoPromptParameters } from './video-prompt-parameters'
import { VideoPromptSeed } from './video-prompt-seed'
import { VideoPromptSound } from './video-prompt-sound'
import { useVideoPrompt } from './video-prompt-context'
import type { PromptField } from './prompt-error'

/** Props of {@link VideoPromptMore}, in addition to those of the element. */
export interface VideoPromptMoreOwnProps {
  /** Whether the options are shown. */
  open?: boolean | undefined
  /** Whether the options are shown at first, if `open` is not given. @default false */
  defaultOpen?: boolean | undefined
  /** Called when the options are shown or hidden. */
  onOpenChange?: ((open: boolean) => void) | undefined
}

/**
 * The options that few videos need, behind "More": sound, seed, negative prompt and the model's own parameters. Renders
 * nothing if the model has none of them. It opens if one of them has an error. Children replace the `summary` and the
 * options.
 */
export const VideoPromptMore = /* @__PURE__ */ part<'details', VideoPromptMoreOwnProps>(
  'details',
  'dl-prompt-more',
  function VideoPromptMore({ open, defaultOpen = false, onOpenChange, ...props }) {
    const { selection, error } = useVideoPrompt()
    const t = usePromptStrings()
    const [isOpen, setOpen] = useControllable('open', {
      value: open,
      defaultValue: defaultOpen,
      onChange: onOpenChange,
    })
    const hasError = fieldsOfMore.has(error?.field ?? null)
    useEffect(() => {
      if (hasError) setOpen(true)
    }, [hasError, setOpen])
    if (!hasMore(selection.model)) return null
    return mergeProps(
      {
        open: isOpen,
        onClick: (event: MouseEvent) => {
          if (!(event.target instanceof Element && event.target.closest('summary'))) return
          // The browser would toggle it as well, whatever its user says.
          event.preventDefault()
          setOpen(!isOpen)
        },
        children: (
          <>
            <summary>
              {t('more')}
              <Icon icon={ChevronDown} />
            </summary>
            <div className="dl-prompt-parameters">
              <VideoPromptSound />
              <VideoPromptSeed />
              <VideoPromptNegativePrompt />
            </div>
            <VideoPromptParameters />
          </>
        ),
      },
      props,
    )
  },
)

const hasMore = (model: ModelCapabilities | undefined): boolean =>
  model !== undefined &&
  (model.generate_audio === 'optional' ||
    model.seed === true ||
    model.negative_prompt !== undefined ||
    (model.parameters ?? []).length > 0)

const fieldsOfMore = new Set<PromptField | null>(['generate_audio', 'seed', 'negative_prompt', 'parameters'])
