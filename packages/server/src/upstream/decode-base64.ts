/** The bytes of base64. Buffer takes a film in a moment, but passes over what is no base64; so what it does not take whole is read strictly. @throws DOMException */
export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  // Not there in a service worker.
  if (typeof Buffer !== 'undefined') {
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.byteLength === Buffer.byteLength(base64, 'base64')) return bytes
  }
  const characters = atob(base64)
  const bytes = new Uint8Array(characters.length)
  for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at)
  return bytes
}
