import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { mergeProps, part, type AsChild } from '../primitives'
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
  function RemixPanelRoot({ video, onCreated, onError, onSelectVideo, ...props }) {
    const state = useRemixPanelState({ video, onCreated, onError, onSelectVideo })
    const t = useRemixStrings()
    return mergeProps(
      {
        'aria-label': t('name'),
        'data-operation': state.operation,
        'data-state': state.isSubmitting ? 'submitting' : 'idle',
        render: (element: ReactElement) => (
          <RemixPanelContext.Provider value={state}>{element}</RemixPanelContext.Provider>
        ),
      },
      props,
    )
  },
)
