// A page with a class for its theme and no framework: nothing declares a color scheme to the browser.
import '@dailies/ui/styles.css'
import './app.css'
import { BareElements, Components, render, theme } from '../page'

document.documentElement.classList.add(theme)
render(
  <main>
    <BareElements />
    <Components />
  </main>,
)
