/** Decodes base64; undefined if it is invalid. Node's Buffer is much faster than a loop over `atob`. */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  // Buffer does not exist in a service worker.
  if (globalThis.Buffer !== undefined) {
    const bytes = globalThis.Buffer.from(text, 'base64')
    // Buffer skips invalid characters, which would yield a damaged image. So text that it did not decode completely is
    // decoded strictly below.
    if (bytes.byteLength === globalThis.Buffer.byteLength(text, 'base64')) return bytes
  }
  try {
    const characters = atob(text)
    const bytes = new Uint8Array(characters.length)
    for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at)
    return bytes
  } catch {
    return undefined
  }
}
