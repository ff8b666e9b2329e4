import { forwardRef, useState, type ComponentPropsWithoutRef, type DragEvent } from 'react'
import { part, type AsChild } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPromptState, type VideoPromptOptions } from './use-video-prompt-state'
import { VideoPromptContext, useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptRoot}. */
export interface VideoPromptRootProps
  extends VideoPromptOptions, AsChild, Omit<ComponentPropsWithoutRef<'form'>, 'name'> {}

/**
 * The form around the parts. `data-state` is `idle` or `submitting`, `data-refused` names the field that was refused (`form` for
 * none of them), `data-dropping` is there while a file hangs over it.
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
  const { isSubmitting, refusal, submit } = useVideoPrompt()
  const text = usePromptStrings()
  const onSubmit: ComponentPropsWithoutRef<'form'>['onSubmit'] = (event) => {
    event.preventDefault()
    props.onSubmit?.(event)
    void submit()
  }
  return {
    'aria-label': text('name'),
    noValidate: true,
    ...useDropping(),
    ...props,
    'data-state': isSubmitting ? 'submitting' : 'idle',
    'data-refused': refusal && (refusal.field ?? 'form'),
    'aria-busy': isSubmitting,
    onSubmit,
  }
})

const useDropping = () => {
  const { choice, reference, isSubmitting } = useVideoPrompt()
  const [isDropping, setDropping] = useState(false)
  const isWanted = (event: DragEvent) =>
    choice.model?.input_reference && !isSubmitting && event.dataTransfer.types.includes('Files')
  return {
    'data-dropping': isDropping ? '' : undefined,
    onDragOver: (event: DragEvent<HTMLFormElement>) => {
      if (!isWanted(event)) return
      event.preventDefault()
      setDropping(true)
    },
    onDragLeave: (event: DragEvent<HTMLFormElement>) => {
      const into = event.relatedTarget
      if (!(into instanceof Node && event.currentTarget.contains(into))) setDropping(false)
    },
    onDrop: (event: DragEvent<HTMLFormElement>) => {
      setDropping(false)
      if (!isWanted(event)) return
      event.preventDefault()
      const [file] = event.dataTransfer.files
      if (file) void reference.choose(file)
    },
  }
}
