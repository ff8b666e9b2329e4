import { sniff, sniffLength } from './sniff'

/** The type of a file, detected from its first bytes, or else as declared. */
export const typeOfFile = async (file: Blob): Promise<string> =>
  sniff(new Uint8Array(await file.slice(0, sniffLength).arrayBuffer())) ?? file.type

/** A file as base64. */
export async function base64OfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const step = 0x8000
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += step) parts.push(String.fromCharCode(...bytes.subarray(at, at + step)))
  return btoa(parts.join(''))
}

/** A file as a `data:` URL. */
export const dataURLOfFile = async (file: Blob): Promise<string> =>
  `data:${await typeOfFile(file)};base64,${await base64OfFile(file)}`
