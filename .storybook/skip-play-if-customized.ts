import { initialGlobals } from './toolbar'

interface PreviewState {
  currentRender?: { renderOptions?: { autoplay: boolean } }
}

/**
 * A loader that skips a story's `play` function if the toolbar selects a network or provider that the story was not
 * written for. Storybook has no option for this. Its preview reads `autoplay` after the loaders, and tests run without
 * that preview.
 */
export const skipPlayIfCustomized = ({ globals }: { globals: Record<string, unknown> }): void => {
  const { currentRender }: PreviewState = Reflect.get(globalThis, '__STORYBOOK_PREVIEW__') ?? {}
  if (!currentRender?.renderOptions) return
  const { network, provider } = initialGlobals
  currentRender.renderOptions.autoplay = globals['network'] === network && globals['provider'] === provider
}
