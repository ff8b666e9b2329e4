import { useLineage } from '@dailies/core/react'

/** Where a video comes from, and what was made from it. */
export const LineageCount = ({ id }: { id: string }) => {
  const lineage = useLineage(id)
  return <pre>{JSON.stringify(lineage, undefined, 2)}</pre>
}
