import '@dailies/ui/styles.css'
import { BareElements, Components, declareColorScheme, render } from '../page'

declareColorScheme()
render(
  <>
    <BareElements />
    <dialog
      aria-label="Videos"
      style={{ width: 600 }}
      ref={(dialog) => {
        if (dialog && !dialog.open) dialog.showModal()
      }}
    >
      <Components />
    </dialog>
  </>,
)
