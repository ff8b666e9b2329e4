/** The bytes that base64 stands for; undefined where it is none. Node decodes far sooner than a loop over `atob`. */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  // Not there in a service worker.
  if (globalThis.Buffer !== undefined) {
    const bytes = globalThis.Buffer.from(text, 'base64')
    // Buffer passes over whatever it does not know, and a picture with holes would be sent on: what it does not take whole is read strictly.
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
