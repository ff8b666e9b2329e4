import { forwardRef } from 'react'
import { useVideoPrompt } from './video-prompt-context'

/** A hidden file input for an image; a button opens its file dialog. */
export const ImageInput = /* @__PURE__ */ forwardRef<HTMLInputElement>(function ImageInput(_props, ref) {
  const { firstFrame } = useVideoPrompt()
  return (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      hidden
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? []
        if (file) void firstFrame.select(file)
        // Cleared, so that selecting the same file again fires another change event.
        currentTarget.value = ''
      }}
    />
  )
})
