import { forwardRef, useState, type ComponentPropsWithoutRef, type DragEvent } from 'react'
import { part, type AsChild } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPromptState, type VideoPromptOptions } from './use-video-prompt-state'
import { VideoPromptContext, useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptRoot}. */
export interface VideoPromptRootProps
  extends VideoPromptOptions, AsChild, Omit<ComponentPropsWithoutRef<'form'>, 'name'> {}

/**
 * The form that contains the parts of a VideoPrompt. `data-state` is `idle` or `submitting`, `data-error` names the
 * field with an error (`form` for an error of the form as a whole), `data-dropping` is set while a file is dragged over
 * it.
 */
export const VideoPromptRoot = /* @__PURE__ */ forwardRef<HTMLFormElement, VideoPromptRootProps>(
  function VideoPromptRoot({ name, onCreated, ...props }, ref) {
    const state = useVideoPromptState({ name, onCreated })
    return (
      <VideoPromptContext.Provider value={state}>
        <Form {...props} ref={ref} />
      </VideoPromptContext.Provider>
    )
  },
)

const Form = /* @__PURE__ */ part('form', 'dl dl-prompt', function VideoPromptForm(props) {
  const { isSubmitting, error: promptError, submit } = useVideoPrompt()
  const t = usePromptStrings()
  const onSubmit: ComponentPropsWithoutRef<'form'>['onSubmit'] = (event) => {
    event.preventDefault()
    props.onSubmit?.(event)
    void submit()
  }
  return {
    'aria-label': t('name'),
    noValidate: true,
    ...useFileDrop(),
    ...props,
    'data-state': isSubmitting ? 'submitting' : 'idle',
    'data-error': promptError && (promptError.field ?? 'form'),
    'aria-busy': isSubmitting,
    onSubmit,
  }
})

const useFileDrop = () => {
  const { selection, firstFrame, isSubmitting } = useVideoPrompt()
  const [isDropping, setDropping] = useState(false)
  const acceptsDrop = (event: DragEvent) =>
    selection.model?.input_reference && !isSubmitting && event.dataTransfer.types.includes('Files')
  return {
    'data-dropping': isDropping ? '' : undefined,
    onDragOver: (event: DragEvent<HTMLFormElement>) => {
      if (!acceptsDrop(event)) return
      event.preventDefault()
      setDropping(true)
    },
    onDragLeave: (event: DragEvent<HTMLFormElement>) => {
      const entered = event.relatedTarget
      if (!(entered instanceof Node && event.currentTarget.contains(entered))) setDropping(false)
    },
    onDrop: (event: DragEvent<HTMLFormElement>) => {
      setDropping(false)
      if (!acceptsDrop(event)) return
      event.preventDefault()
      const [file] = event.dataTransfer.files
      if (file) void firstFrame.select(file)
    },
  }
}
