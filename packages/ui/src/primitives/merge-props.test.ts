import { expect, it, vi } from 'vitest'
import { mergeProps } from './merge-props'

it.each([
  ['joins class names', { className: 'ours' }, { className: 'theirs' }, { className: 'ours theirs' }],
  ['joins styles', { style: { order: 1, gap: 2 } }, { style: { order: 3 } }, { style: { order: 3, gap: 2 } }],
  ['joins descriptions', { 'aria-describedby': 'a' }, { 'aria-describedby': 'b' }, { 'aria-describedby': 'a b' }],
  ['stays disabled', { disabled: true, readOnly: true }, { disabled: false }, { disabled: true, readOnly: true }],
  ['can be disabled', { disabled: false }, { disabled: true }, { disabled: true }],
  ['takes their value', { title: 'Play', role: 'group' }, { title: 'Start' }, { title: 'Start', role: 'group' }],
  ['keeps our value if theirs is undefined', { title: 'Play' }, { title: undefined }, { title: 'Play' }],
])('%s', (_, ours: object, theirs: object, expected) => {
  expect(mergeProps(ours, theirs)).toEqual(expected)
})

it('calls their handler first, and ours with the same arguments', () => {
  const calls: unknown[][] = []
  const { onSeek } = mergeProps(
    { onSeek: (...args: unknown[]) => calls.push(['ours', ...args]) },
    { onSeek: (...args: unknown[]) => calls.push(['theirs', ...args]) },
  )
  onSeek(3, 'drag')
  expect(calls).toEqual([
    ['theirs', 3, 'drag'],
    ['ours', 3, 'drag'],
  ])
})

it('does not call ours after preventDefault', () => {
  const ours = vi.fn<(event: Event) => void>()
  const { onClick } = mergeProps({ onClick: ours }, { onClick: (event: Event) => event.preventDefault() })
  onClick(new Event('click', { cancelable: true }))
  expect(ours).not.toHaveBeenCalled()
})
