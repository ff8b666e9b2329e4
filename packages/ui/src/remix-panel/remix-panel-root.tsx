import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { mergeProps, part, splitProps, type AsChild, type PropNames } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { RemixPanelContext } from './remix-panel-context'
import { useRemixPanelState, type RemixPanelOptions } from './use-remix-panel-state'

/** Props of {@link RemixPanelRoot}. */
export interface RemixPanelRootProps
  extends RemixPanelOptions, AsChild, Omit<ComponentPropsWithoutRef<'section'>, keyof RemixPanelOptions> {}

/**
 * The element that contains the parts of a RemixPanel. `data-operation` is the selected operation, `data-state` is `idle`
 * or `submitting`.
 */
export const RemixPanelRoot = /* @__PURE__ */ part<'section', RemixPanelOptions>(
  'section',
  'dl dl-remix',
  function RemixPanelRoot(given) {
    const [options, props] = splitProps(optionNames, given)
    const state = useRemixPanelState(options)
    const t = useRemixStrings()
    return mergeProps(
      {
        'aria-label': t('name'),
        'data-operation': state.operation,
        'data-state': state.isSubmitting ? 'submitting' : 'idle',
        'data-disabled': state.isDisabled ? '' : undefined,
        render: (element: ReactElement) => (
          <RemixPanelContext.Provider value={state}>{element}</RemixPanelContext.Provider>
        ),
      },
      props,
    )
  },
)

const optionNames: PropNames<RemixPanelOptions> = {
  video: true,
  prompt: true,
  defaultPrompt: true,
  onPromptChange: true,
  operation: true,
  defaultOperation: true,
  onOperationChange: true,
  seconds: true,
  defaultSeconds: true,
  onSecondsChange: true,
  disabled: true,
  onCreated: true,
  onError: true,
  onSelectVideo: true,
}
