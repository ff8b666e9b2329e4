import { setStyleNonce } from '@dailies/ui'

/** Hands this page's nonce to the one style that a component adds, see `setStyleNonce`. */
export function signStyles(): void {
  const { nonce } = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]') ?? {}
  if (nonce) setStyleNonce(nonce)
}
