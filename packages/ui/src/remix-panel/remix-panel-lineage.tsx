import { LineageTree, useHasLineage } from '../lineage'
import { mergeProps, part } from '../primitives'
import { useRemixStrings } from '../strings/texts'
import { useRemixPanel } from './remix-panel-context'

/**
 * The lineage of a video as a tree with prompts: the videos that it was made from, itself, and the loaded ones that were made
 * from it. A click selects a video. It renders nothing for a video without a lineage.
 */
export const RemixPanelLineage = /* @__PURE__ */ part('nav', 'dl-lineage', function RemixPanelLineage(props) {
  const { select, video } = useRemixPanel()
  const t = useRemixStrings()
  const hasLineage = useHasLineage(video)
  const children = <LineageTree video={video} onSelect={select} />
  return hasLineage ? mergeProps({ 'aria-label': t('lineage'), children }, props) : null
})
