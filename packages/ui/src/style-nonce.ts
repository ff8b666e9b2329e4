import { setNonce } from 'get-nonce'

/**
 * Sets the Content-Security-Policy (CSP) nonce of the one `<style>` element that a component adds: the scroll lock of
 * an open dialog. Without it a page with `style-src 'self' 'nonce-…'` blocks that style, and scrolls behind the
 * dialog. Call it once, before the first dialog opens.
 *
 * @param nonce the nonce of the page's Content-Security-Policy, without the prefix `nonce-`
 * @example
 * setStyleNonce(document.querySelector('meta[property=csp-nonce]')?.nonce ?? '')
 */
export const setStyleNonce = (nonce: string): void => setNonce(nonce)
