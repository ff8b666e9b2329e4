import './app.css'
import * as Dialog from '@radix-ui/react-dialog'
import { BareElements, Components, render, theme } from '../page'

document.documentElement.classList.toggle('dark', theme === 'dark')

// The components are inside a card and a dialog, as the generated files of shadcn/ui have them.
render(
  <Dialog.Root defaultOpen>
    <BareElements />
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-50 bg-black/50" />
      <Dialog.Content
        aria-describedby={undefined}
        className="bg-background fixed top-[50%] left-[50%] z-50 grid max-h-[90vh] w-full max-w-[calc(100%-2rem)] translate-x-[-50%] translate-y-[-50%] gap-4 overflow-auto rounded-lg border p-6 shadow-lg sm:max-w-lg"
      >
        <Dialog.Title className="text-lg leading-none font-semibold">Videos</Dialog.Title>
        <div className="bg-card rounded-xl border p-4 shadow-sm">
          <Components />
        </div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>,
)
