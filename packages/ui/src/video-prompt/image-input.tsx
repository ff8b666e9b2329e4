import { forwardRef } from 'react'
import type { FirstFrameState } from './use-first-frame'

/** A hidden file input for an image; a button opens its file dialog. */
export const ImageInput = /* @__PURE__ */ forwardRef<HTMLInputElement, { frame: FirstFrameState }>(function ImageInput(
  { frame },
  ref,
) {
  return (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      hidden
      tabIndex={-1}
      onChange={({ currentTarget }) => {
        const [file] = currentTarget.files ?? []
        if (file) void frame.select(file)
        // Cleared, so that selecting the same file again fires another change event.
        currentTarget.value = ''
      }}
    />
  )
})
