import { forwardRef } from 'react'
import { useVideoPrompt } from './video-prompt-context'

/** The browser's own file dialog, opened by a button of ours. */
export const PictureInput = /* @__PURE__ */ forwardRef<HTMLInputElement>(function PictureInput(_props, ref) {
  const { reference } = useVideoPrompt()
  return (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      hidden
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? []
        if (file) void reference.choose(file)
        // The same file again must be a change again.
        currentTarget.value = ''
      }}
    />
  )
})
