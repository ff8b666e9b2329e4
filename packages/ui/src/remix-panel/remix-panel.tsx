import { RemixPanelComparison } from './remix-panel-comparison'
import { useRemixPanel } from './remix-panel-context'
import { RemixPanelLineage } from './remix-panel-lineage'
import {
  RemixPanelHint,
  RemixPanelEstimate,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelErrorMessage,
  RemixPanelSeconds,
  RemixPanelSubmit,
  RemixPanelSuggestions,
  RemixPanelVerbs,
} from './remix-panel-form'
import { RemixPanelRoot, type RemixPanelRootProps } from './remix-panel-root'

/** Props of {@link RemixPanel}. */
export type RemixPanelProps = Omit<RemixPanelRootProps, 'asChild' | 'children'>

/**
 * Makes a changed copy of a finished film: remix, edit and extend as the server offers them, with before and after and the line of
 * descent. For another arrangement put its parts into a {@link RemixPanelRoot}.
 *
 * @example
 * <RemixPanel video={video} />
 */
export const RemixPanel = (props: RemixPanelProps) => (
  <RemixPanelRoot {...props}>
    <RemixPanelForm>
      <RemixPanelVerbs />
      <RemixPanelField />
      <RemixPanelHint />
      <RemixPanelSuggestions />
      <RemixPanelErrorMessage />
      <Foot />
    </RemixPanelForm>
    <RemixPanelComparison />
    <RemixPanelLineage />
  </RemixPanelRoot>
)

/** Nothing where there is nothing to be had. */
const Foot = () =>
  useRemixPanel().verb && (
    <div className="dl-prompt-foot">
      <RemixPanelSeconds />
      <RemixPanelEstimate />
      <RemixPanelSubmit />
    </div>
  )
