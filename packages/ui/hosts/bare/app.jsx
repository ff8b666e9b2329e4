// A page that was made for light systems only: it declares no color scheme.
import '@dailies/ui/styles.css'
import { BareElements, Components, render } from '../page'

render(
  <main>
    <BareElements />
    <Components />
  </main>,
)
