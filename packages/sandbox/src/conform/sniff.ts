const magics: readonly [type: string, offset: number, bytes: string][] = [
  ['video/mp4', 4, 'ftyp'],
  ['video/x-msvideo', 8, 'AVI '],
  ['image/webp', 8, 'WEBP'],
  ['video/webm', 0, '\u001a\u0045\u00df\u00a3'],
  ['image/jpeg', 0, '\u00ff\u00d8\u00ff'],
  ['image/png', 0, '\u0089PNG'],
  ['image/gif', 0, 'GIF8'],
]

/** Content type by the first bytes, whatever the header says; undefined for other types than such servers send. */
export const sniff = (bytes: Uint8Array): string | undefined =>
  magics.find(
    ([, offset, magic]) => String.fromCharCode(...bytes.subarray(offset, offset + magic.length)) === magic,
  )?.[0]
