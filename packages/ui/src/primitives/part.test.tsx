// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, forwardRef, type ComponentPropsWithoutRef } from 'react'
import { expect, it, vi } from 'vitest'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { part } from './part'

expectNoConsoleErrors()

const received: string[] = []
const Save = part('button', 'dl-button', function Save(props) {
  return {
    type: 'button',
    children: 'Save',
    'data-state': 'idle',
    ...props,
    onClick: () => received.push('part'),
  }
})

const Child = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>((props, ref) => (
  <button type="submit" {...props} ref={ref} />
))
Child.displayName = 'Child'

it('is one element with its class, its state and the ref that was given', () => {
  const ref = createRef<HTMLButtonElement>()
  render(<Save className="wide" ref={ref} />)
  const button = screen.getByRole('button', { name: 'Save' })
  expect(button).toHaveClass('dl-button', 'wide')
  expect(button).toHaveAttribute('data-state', 'idle')
  expect(ref.current).toBe(button)
})

it('lends itself to its child: class, state, words, both refs, and both listeners with the child first', async () => {
  received.length = 0
  const ours = createRef<HTMLButtonElement>()
  const theirs = vi.fn<(element: HTMLElement | null) => void>()
  const { unmount } = render(
    <Save asChild ref={ours}>
      <Child className="link" ref={theirs} onClick={() => received.push('child')} />
    </Save>,
  )
  const child = screen.getByRole('button', { name: 'Save' })
  expect(child).toHaveClass('dl-button', 'link')
  expect(child).toHaveAttribute('data-state', 'idle')
  await userEvent.click(child)
  expect(received).toEqual(['child', 'part'])
  expect(ours.current).toBe(child)
  expect(theirs).toHaveBeenCalledWith(child)
  unmount()
  expect(theirs).toHaveBeenLastCalledWith(null)
})

it('leaves the words of a child that has some', () => {
  render(
    <Save asChild>
      <button type="submit">Store</button>
    </Save>,
  )
  expect(screen.getByRole('button', { name: 'Store' })).toHaveAttribute('type', 'submit')
})

it('says what is wrong where there is nothing to lend itself to', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(() => render(<Save asChild>two words</Save>)).toThrow('put exactly one into the part')
})
