import type * as Dialog from '@radix-ui/react-dialog'
import { forwardRef } from 'react'
import { toLoadError } from '../failure'
import { useOnDemand, type PartProps, type WithoutAsChild } from '../primitives'
import { compareDialogModule } from './on-demand-modules'
import { useMountedPart } from './use-mounted-part'
import { useLibrary } from './video-library-context'

/** Props of {@link VideoLibraryCompare}. */
export type VideoLibraryCompareProps = PartProps<typeof Dialog.Content, WithoutAsChild>

/**
 * The dialog that compares two to four videos of the library: a VideoCompare whose "Keep this one" marks a favorite and
 * closes it. It is loaded when its button is pointed at or focused.
 */
export const VideoLibraryCompare = /* @__PURE__ */ forwardRef<HTMLDivElement, VideoLibraryCompareProps>(
  function VideoLibraryCompare(props, ref) {
    const { compareIds, openCompare, setFailedAction } = useLibrary()
    useMountedPart('compare')
    const loaded = useOnDemand(compareDialogModule, compareIds.length > 0, (cause) => {
      openCompare([])
      setFailedAction({ action: 'open', error: toLoadError(cause) })
    })
    return loaded ? <loaded.CompareDialog {...props} ref={ref} /> : null
  },
)
