// A parent that is as wide as its content: an absolutely positioned popover, whose content is centred.
import '@dailies/ui/styles.css'
import { BareElements, Components, declareColorScheme, render } from '../page'

const popover = {
  position: 'absolute',
  insetInlineStart: 40,
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  padding: 16,
  border: '1px solid',
  transform: 'translateY(8px)',
}

declareColorScheme()
render(
  <>
    <BareElements />
    <div style={popover}>
      <Components />
    </div>
  </>,
)
