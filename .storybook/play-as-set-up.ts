import { initialGlobals } from './toolbar'

interface Shown {
  currentRender?: { renderOptions?: { autoplay: boolean } }
}

/**
 * A loader: leaves a story's `play` out where the toolbar sets something against what it was written for. Storybook has no option for
 * this; its preview asks whether to play after the loaders only, and in the tests there is no such preview.
 */
export const playAsSetUp = ({ globals }: { globals: Record<string, unknown> }): void => {
  const { currentRender }: Shown = Reflect.get(globalThis, '__STORYBOOK_PREVIEW__') ?? {}
  if (!currentRender?.renderOptions) return
  const { trouble, dialect } = initialGlobals
  currentRender.renderOptions.autoplay = globals['trouble'] === trouble && globals['dialect'] === dialect
}
