import '@dailies/ui/styles.css'
import './studio.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { signStyles } from './sign-styles'
import { Studio } from './studio'

signStyles()

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Studio />
    </StrictMode>,
  )
}
