import type { ComponentPropsWithoutRef, FormEvent, ReactElement } from 'react'
import { mergeProps, part, splitProps, type AsChild } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useFileDrop } from './use-file-drop'
import { useFilePaste } from './use-file-paste'
import { promptOptionNames, type VideoPromptOptions } from './prompt-options'
import { useMountPrompt } from './use-mount-prompt'
import { useVideoPromptState } from './use-video-prompt-state'
import { VideoPromptContext } from './video-prompt-context'

/** Props of {@link VideoPromptRoot}. */
export interface VideoPromptRootProps
  extends VideoPromptOptions, AsChild, Omit<ComponentPropsWithoutRef<'form'>, keyof VideoPromptOptions> {}

/**
 * The form that contains the parts of a VideoPrompt. `data-state` is `idle` or `submitting`, `data-error` names the
 * field with an error (`form` for an error of the form as a whole), `data-dropping` is set while a file is dragged over
 * it. An image that is pasted at a frame or at the references goes there; anywhere else into the first free frame that the
 * model takes, then into the references, and if none is free in place of the first frame.
 */
export const VideoPromptRoot = /* @__PURE__ */ part<'form', VideoPromptOptions>(
  'form',
  'dl dl-prompt',
  function VideoPromptRoot(given) {
    const [options, props] = splitProps<VideoPromptOptions, typeof given>(promptOptionNames, given)
    const state = useVideoPromptState(options)
    const { isDisabled, isSubmitting, error, submit } = state
    const t = usePromptStrings()
    const drop = useFileDrop(state)
    const paste = useFilePaste(state)
    useMountPrompt(state)
    const onSubmit = (event: FormEvent) => {
      event.preventDefault()
      void submit()
    }
    return mergeProps(
      {
        'aria-label': t('name'),
        noValidate: true,
        'data-state': isSubmitting ? 'submitting' : 'idle',
        'data-error': error && (error.field ?? 'form'),
        'data-disabled': isDisabled ? '' : undefined,
        'aria-busy': isSubmitting,
        onSubmit,
        ...drop,
        ...paste,
        render: (element: ReactElement) => (
          <VideoPromptContext.Provider value={state}>{element}</VideoPromptContext.Provider>
        ),
      },
      props,
    )
  },
)
