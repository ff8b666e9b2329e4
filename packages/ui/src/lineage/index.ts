export { LineageTree, useHasLineage } from './lineage-tree'
