import { setStyleNonce } from '@dailies/ui'

/** Passes the CSP nonce of this page to the one style element that a component adds, see `setStyleNonce`. */
export function signStyles(): void {
  const { nonce } = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]') ?? {}
  if (nonce) setStyleNonce(nonce)
}
