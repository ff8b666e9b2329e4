/** The bytes that base64 stands for; undefined where it is none. Node decodes in a fiftieth of the time that a loop over `atob` takes. */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  // Buffer passes over whatever it does not know, and a picture with holes would be sent on.
  if (!/^[A-Za-z\d+/\s]*={0,2}\s*$/.test(text)) return undefined
  if (globalThis.Buffer !== undefined) return new Uint8Array(globalThis.Buffer.from(text, 'base64'))
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
