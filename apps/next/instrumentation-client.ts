// The nonce of this page for whatever adds a style element, here the scroll lock of a dialog: it reads this global, which bundlers and
// style libraries agreed on. https://github.com/theKashey/get-nonce
Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce })
