/** The keys of a card in the grid, and what each does. The actions are buttons too, which are no stops of Tab. */
const keys = {
  x: '.dl-card-select',
  f: '.dl-card-favorite',
  r: '[data-action="reuse"]',
  l: '[data-action="last-frame"]',
  d: '[data-action="download"]',
  s: '[role="slider"]',
  t: '[data-action="takes"]',
  c: '[data-action="compare"]',
} as const

/** The `aria-keyshortcuts` of a card. */
export const cardKeyshortcuts = 'X F R L D S'

/** The `aria-keyshortcuts` of a stack of takes. */
export const stackKeyshortcuts = 'X T C'

/**
 * Presses the button of a card that has a key: X selects, F marks a favorite, R reuses the prompt, L starts from the
 * last frame, D downloads, T shows or stacks the takes of a prompt, C
 * compares them. S moves the focus to the scrubber, and Escape from there back to the card.
 *
 * @returns whether the key was one of them
 */
export function pressCardKey({ target, key, ctrlKey, metaKey, altKey }: CardKeyEvent): boolean {
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey || altKey) return false
  const place = target.closest('li')
  if (key === 'Escape' && target.role === 'slider') {
    place?.querySelector<HTMLElement>('[data-video]')?.focus()
    return true
  }
  const selector =
    target.dataset['video'] === undefined
      ? undefined
      : Object.entries(keys).find(([name]) => name === key.toLowerCase())?.[1]
  const element = selector && place?.querySelector<HTMLElement>(selector)
  if (!element) return false
  if (element.role === 'slider') element.focus()
  else element.click()
  return true
}

type CardKeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & { target: EventTarget }
