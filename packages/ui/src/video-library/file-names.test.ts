import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { createFileNames } from './file-names'

const video = (prompt: string | null, title?: string) =>
  ({ prompt, metadata: title === undefined ? {} : { 'dailies.title': title } }) as Video

it.each([
  ['a prompt', video('A lamp'), 'video/mp4', 'A lamp.mp4'],
  ['a title', video('A lamp', 'Opening'), 'video/mp4', 'Opening.mp4'],
  ['no prompt', video(null), 'video/mp4', 'video.mp4'],
  ['another format', video('A lamp'), 'video/webm; codecs=vp9', 'A lamp.webm'],
  ['an unknown format', video('A lamp'), null, 'A lamp.mp4'],
  ['a path', video('../../etc/passwd'), 'video/mp4', 'etc passwd.mp4'],
  ['signs that Windows forbids', video('Who? "Me": a*b|c\\d<e>'), 'video/mp4', 'Who Me a b c d e.mp4'],
  ['a hidden extension', video('lamp\u202Egpj.exe\u0000'), 'video/mp4', 'lamp gpj.exe.mp4'],
  ['dots only', video('...'), 'video/mp4', 'video.mp4'],
  ['a long prompt', video('é'.repeat(100)), 'video/mp4', `${'é'.repeat(60)}.mp4`],
])('names a file after %s', (_, each, type, name) => {
  expect(createFileNames()(each, type)).toBe(name)
})

it('numbers files of the same name, without regard to case', () => {
  const nameOf = createFileNames()
  const names = ['A lamp', 'a Lamp', 'A lamp', 'A lamp (2)'].map((prompt) => nameOf(video(prompt), 'video/mp4'))
  expect(names).toEqual(['A lamp.mp4', 'a Lamp (2).mp4', 'A lamp (3).mp4', 'A lamp (2) (2).mp4'])
})
