import { setNonce } from 'get-nonce'

/**
 * Gives the page's nonce to the one `<style>` that a component adds: the scroll lock of an open dialog. Without it a page under
 * `style-src 'self' 'nonce-…'` refuses that style, and scrolls behind the dialog. Call it once, before the first dialog opens.
 *
 * @param nonce that of the page's Content-Security-Policy, without `nonce-`
 * @example
 * setStyleNonce(document.querySelector('meta[property=csp-nonce]')?.nonce ?? '')
 */
export const setStyleNonce = (nonce: string): void => setNonce(nonce)
