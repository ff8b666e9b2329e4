import '@dailies/ui/styles.css'
import './studio.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { signStyles } from './sign-styles'
import { Studio } from './studio'
import { loadKeptLanguage } from './use-language'

signStyles()

const root = document.querySelector('#root')
if (root) {
  const language = await loadKeptLanguage()
  createRoot(root).render(
    <StrictMode>
      <Studio language={language} />
    </StrictMode>,
  )
}
