// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, forwardRef, type ComponentPropsWithoutRef } from 'react'
import { expect, it, vi } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { mergeProps } from './merge-props'
import { part } from './part'

expectNoConsoleErrors()

const calls: string[] = []
const Save = part('button', 'dl-button', function Save(props) {
  return mergeProps(
    { type: 'button' as const, children: 'Save', 'data-state': 'idle', onClick: () => calls.push('part') },
    props,
  )
})

const Child = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>((props, ref) => (
  <button type="submit" {...props} ref={ref} />
))
Child.displayName = 'Child'

it('renders one element with its class, its state and the given ref', () => {
  const ref = createRef<HTMLButtonElement>()
  render(<Save className="wide" ref={ref} />)
  const button = screen.getByRole('button', { name: 'Save' })
  expect(button).toHaveClass('dl-button', 'wide')
  expect(button).toHaveAttribute('data-state', 'idle')
  expect(ref.current).toBe(button)
})

it('with asChild merges class, state, text, refs and event handlers into the child, whose handler is called first', async () => {
  calls.length = 0
  const ours = createRef<HTMLButtonElement>()
  const theirs = vi.fn<(element: HTMLElement | null) => void>()
  const { unmount } = render(
    <Save asChild ref={ours}>
      <Child className="link" ref={theirs} onClick={() => calls.push('child')} />
    </Save>,
  )
  const child = screen.getByRole('button', { name: 'Save' })
  expect(child).toHaveClass('dl-button', 'link')
  expect(child).toHaveAttribute('data-state', 'idle')
  await userEvent.click(child)
  expect(calls).toEqual(['child', 'part'])
  expect(ours.current).toBe(child)
  expect(theirs).toHaveBeenCalledWith(child)
  unmount()
  expect(theirs).toHaveBeenLastCalledWith(null)
})

it('keeps the text of a child that has some', () => {
  render(
    <Save asChild>
      <button type="submit">Store</button>
    </Save>,
  )
  expect(screen.getByRole('button', { name: 'Store' })).toHaveAttribute('type', 'submit')
})

it('throws if the child of asChild is not an element', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(() => render(<Save asChild>two words</Save>)).toThrow('put exactly one into the part')
})
