import { expect, it } from 'vitest'
import { sniff } from './sniff'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

it.each([
  ['video/mp4', '\0\0\0\x18ftypisom\0\0\0\0'],
  ['video/quicktime', '\0\0\0\x14ftypqt  \0\0\0\0'],
  ['image/avif', '\0\0\0\x1cftypavif\0\0\0\0'],
  ['video/webm', '\x1a\x45\xdf\xa3\0\0\0\0'],
  ['video/x-msvideo', 'RIFF\0\0\0\0AVI LIST'],
  ['image/webp', 'RIFF\0\0\0\0WEBPVP8 '],
  ['image/gif', 'GIF89a\0\0'],
  ['image/jpeg', '\xff\xd8\xff\xe0\0\0'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['text', '{"url":"https://…'],
  ['text', '  \n[1]'],
  ['text', '\xef\xbb\xbf<!DOCTYPE html>'],
  ['text', '"https://cdn.test"'],
  [undefined, 'RIFF\0\0\0\0WAVE'],
  [undefined, '\0\0\0\0\0\0\0\0'],
  [undefined, ''],
])('detects %s from the first bytes', (type, start) => {
  expect(sniff(bytes(start))).toBe(type)
})
