// The CSP nonce for libraries that add a style element, here the scroll lock of a dialog. It reads this global, a convention of bundlers
// and style libraries: https://github.com/theKashey/get-nonce
Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce })
