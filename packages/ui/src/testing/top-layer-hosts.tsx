import { VideosProvider } from '@dailies/core/react'
import * as Dialog from '@radix-ui/react-dialog'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { VideoLibrary } from '..'
import * as OtherDialog from './another-copy-of-radix'

/** A modal of the page, and what the page has around the components. */
interface Host {
  (props: { children: ReactNode; isOpen: boolean; onClose(): void }): ReactNode
}

/** Above every z-index in the document, over the whole window. */
const Cover = () => (
  <div style={{ position: 'fixed', inset: 0, zIndex: 2_147_483_647, background: 'crimson', pointerEvents: 'none' }} />
)

const radixModal =
  (Radix: typeof Dialog): Host =>
  ({ children, isOpen, onClose }) => (
    <Radix.Root open={isOpen} onOpenChange={(isOpening) => !isOpening && onClose()}>
      <Radix.Portal>
        <Radix.Overlay style={{ position: 'fixed', inset: 0, zIndex: 9_999, background: 'rgb(0 0 0 / 0.5)' }} />
        <Radix.Content className="modal" aria-describedby={undefined}>
          <Radix.Title>The host's modal</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )

const NativeModal: Host = ({ children, isOpen, onClose }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  // It hides its content when it closes, and React keeps that mounted.
  return (
    <dialog ref={dialog} className="modal" onClose={onClose}>
      <h2>The host's modal</h2>
      {children}
    </dialog>
  )
}

const clipping = { overflow: 'hidden', transform: 'translateX(0)', filter: 'blur(0)', contain: 'paint', height: 300 }

const hosts: Record<string, Host> = {
  'clipping page': ({ children, isOpen }) => (
    <>
      <div hidden={!isOpen}>
        <div style={clipping}>{children}</div>
      </div>
      <Cover />
    </>
  ),
  'native dialog': NativeModal,
  'Radix dialog': radixModal(Dialog),
  'dialog of another copy of Radix': radixModal(OtherDialog),
}

function Page({ host: Host }: { host: Host }) {
  const [isOpen, setOpen] = useState(true)
  const [clicks, setClicks] = useState(0)
  useEffect(() => {
    Object.assign(window, { setHost: setOpen })
  }, [])
  return (
    <VideosProvider baseURL="/api">
      <button type="button" onClick={() => setClicks(clicks + 1)}>
        Clicked {clicks} times
      </button>
      <Host isOpen={isOpen} onClose={() => setOpen(false)}>
        <div dir="rtl" lang="he" data-theme="dark" className="brand">
          <VideoLibrary />
        </div>
      </Host>
      <div style={{ height: 3_000 }} />
    </VideosProvider>
  )
}

const root = document.getElementById('root')
const host = hosts[decodeURIComponent(location.pathname.slice(1))]
if (!root || !host) throw new Error(`There is no host ${location.pathname}.`)
createRoot(root).render(<Page host={host} />)
