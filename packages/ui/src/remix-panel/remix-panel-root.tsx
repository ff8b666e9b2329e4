import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { part, type AsChild } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { RemixPanelContext, useRemixPanel } from './remix-panel-context'
import { useRemixPanelState, type RemixPanelOptions } from './use-remix-panel-state'

/** Props of {@link RemixPanelRoot}. */
export interface RemixPanelRootProps
  extends RemixPanelOptions, AsChild, Omit<ComponentPropsWithoutRef<'section'>, 'onError'> {}

/**
 * The element that contains the parts of a RemixPanel. `data-operation` is the selected operation, `data-state` is `idle` or
 * `submitting`.
 */
export const RemixPanelRoot = /* @__PURE__ */ forwardRef<HTMLElement, RemixPanelRootProps>(function RemixPanelRoot(
  { video, onCreated, onError, onSelectVideo, ...props },
  ref,
) {
  const state = useRemixPanelState({ video, onCreated, onError, onSelectVideo })
  return (
    <RemixPanelContext.Provider value={state}>
      <Panel {...props} ref={ref} />
    </RemixPanelContext.Provider>
  )
})

const Panel = /* @__PURE__ */ part('section', 'dl dl-remix', function RemixPanelSection(props) {
  const { isSubmitting, operation } = useRemixPanel()
  const t = useRemixStrings()
  return {
    'aria-label': t('name'),
    ...props,
    'data-operation': operation,
    'data-state': isSubmitting ? 'submitting' : 'idle',
  }
})
