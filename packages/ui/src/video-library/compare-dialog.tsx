import * as Dialog from '@radix-ui/react-dialog'
import { X } from 'lucide'
import { useRef, type ReactElement } from 'react'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useCompareStrings, useLibraryStrings } from '../strings/texts'
import { DialogContent, DialogLayer } from '../top-layer'
import { VideoCompare } from '../video-compare'
import { focusVideo } from './focus-video'
import { useKeepVideo } from './use-keep-video'
import { useLibrary } from './video-library-context'

/** The dialog with the compared videos of a library. */
export const CompareDialog = /* @__PURE__ */ part(
  DialogContent,
  'dl dl-dialog dl-dialog-compare',
  function CompareDialog(props) {
    const { compareIds, openCompare } = useLibrary()
    const t = useCompareStrings()
    // Radix returns the focus to the trigger, and there is none.
    const previousFocus = useRef<Element>(null)
    const comparison = useRef<HTMLElement>(null)
    const keptId = useRef<string>(undefined)
    const keep = useKeepVideo((id) => {
      keptId.current = id
    })
    return mergeProps(
      {
        'aria-describedby': undefined,
        onOpenAutoFocus: (event: Event) => {
          previousFocus.current = document.activeElement
          keptId.current = undefined
          // Radix focuses the first button, which keeps a video. The keys of the comparison need the focus inside it.
          event.preventDefault()
          comparison.current?.focus()
        },
        onCloseAutoFocus: (event: Event) => {
          event.preventDefault()
          const { current: previous } = previousFocus
          if (keptId.current === undefined && previous instanceof HTMLElement && previous.isConnected) previous.focus()
          else focusVideo(keptId.current)
        },
        children: (
          <>
            <Dialog.Title className="dl-dialog-title">{t('name')}</Dialog.Title>
            <VideoCompare ref={comparison} tabIndex={-1} ids={compareIds} {...(keep && { onKeep: keep })} />
            <CloseButton />
          </>
        ),
        render: (element: ReactElement) => (
          <DialogLayer isOpen={compareIds.length > 0} onClose={() => openCompare([])}>
            {element}
          </DialogLayer>
        ),
      },
      props,
    )
  },
)

function CloseButton() {
  const t = useLibraryStrings()
  return (
    <Dialog.Close asChild>
      <Button variant="icon" className="dl-dialog-close" aria-label={t('close')}>
        <Icon icon={X} />
      </Button>
    </Dialog.Close>
  )
}
