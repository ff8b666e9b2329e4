import '@dailies/ui/styles.css'
import * as Dialog from '@radix-ui/react-dialog'
import { BareElements, Components, declareColorScheme, render } from '../page'

const content = {
  position: 'fixed',
  inset: '5vh 20%',
  zIndex: 1000,
  overflow: 'auto',
  padding: 24,
  background: 'Canvas',
}

declareColorScheme()
render(
  <Dialog.Root defaultOpen>
    <BareElements />
    <Dialog.Portal>
      <Dialog.Overlay style={{ position: 'fixed', inset: 0, zIndex: 999, background: 'rgb(0 0 0 / 0.5)' }} />
      <Dialog.Content aria-describedby={undefined} style={content}>
        <Dialog.Title>Videos</Dialog.Title>
        <Components />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>,
)
