import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { setStyleNonce } from '..'
import { EveryComponent } from './every-component'

const props = document.getElementById('props')
const root = document.getElementById('root')
if (!props || !root) throw new Error('The page was not rendered by serveEveryComponent.')
const { nonce } = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]') ?? {}
if (nonce) setStyleNonce(nonce)
hydrateRoot(
  root,
  <StrictMode>
    <EveryComponent {...JSON.parse(props.textContent)} />
  </StrictMode>,
)
