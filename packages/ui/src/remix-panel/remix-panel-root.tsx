import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { part, type AsChild } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { RemixPanelContext, useRemixPanel } from './remix-panel-context'
import { useRemixPanelState, type RemixPanelOptions } from './use-remix-panel-state'

/** Props of {@link RemixPanelRoot}. */
export interface RemixPanelRootProps
  extends RemixPanelOptions, AsChild, Omit<ComponentPropsWithoutRef<'section'>, 'onError'> {}

/**
 * The element that contains the parts of a RemixPanel. `data-verb` is the selected verb, `data-state` is `idle` or
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
  const { isSubmitting, verb } = useRemixPanel()
  const text = useRemixStrings()
  return {
    'aria-label': text('name'),
    ...props,
    'data-verb': verb,
    'data-state': isSubmitting ? 'submitting' : 'idle',
  }
})
