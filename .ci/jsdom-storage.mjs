// Node 25 and newer have a `localStorage` of their own. Without a file it is undefined, and Vitest keeps it instead of jsdom's.
const { jsdom } = globalThis
if (jsdom) {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, { configurable: true, value: jsdom.window[name] })
}
