/**
 * Hands this page's nonce to whatever adds a style element, here the scroll lock of the dialog: it reads this global, which
 * bundlers and style libraries agreed on. https://github.com/theKashey/get-nonce
 */
export function signStyles(): void {
  const { nonce } = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]') ?? {}
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
}
