import '@dailies/ui/styles.css'
import { BareElements, Components, declareColorScheme, render } from '../page'

declareColorScheme()
render(
  <div style={{ display: 'flex', height: '100vh' }}>
    <aside style={{ flex: '0 0 280px', boxSizing: 'border-box', padding: 12, overflow: 'auto', contain: 'paint' }}>
      <Components />
    </aside>
    <main style={{ flex: 1, position: 'relative', zIndex: 100, background: 'Canvas' }}>
      <BareElements />
    </main>
  </div>,
)
