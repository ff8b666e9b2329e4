import { memo } from 'react'
import type { CustomProperties } from '../primitives'
import { CardStack, StackActions } from './card-stack'
import type { LibraryItem } from './library-items'
import { VideoCard } from './video-card'

interface LibraryPlaceProps {
  item: LibraryItem
  /** Counted from 1. */
  position: number
  count: number
  /** The size of its picture in CSS pixels; undefined before it is known. */
  width?: number
  height?: number
}

/** One place of the grid: a card or a stack. It is rendered again only if one of its props changes. */
export const LibraryPlace = memo(function LibraryPlace({ item, position, count, width, height }: LibraryPlaceProps) {
  const { group } = item
  const isOpenTake = group?.isOpen === true
  const isFirst = group?.ids[0] === item.id
  const edge = isFirst ? 'first' : group?.ids.at(-1) === item.id ? 'last' : ''
  return (
    <li
      aria-setsize={count}
      aria-posinset={position}
      data-take={isOpenTake ? edge : undefined}
      style={width === undefined || height === undefined ? undefined : sizeStyle(width, height)}
    >
      {group && !isOpenTake ? <CardStack group={group} /> : <VideoCard id={item.id} />}
      {group && isFirst && <StackActions group={group} />}
    </li>
  )
})

const sizeStyle = (width: number, height: number): CustomProperties => ({
  '--dl-card-width': `${width}px`,
  '--dl-card-height': `${height.toFixed(2)}px`,
})
