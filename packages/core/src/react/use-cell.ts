'use client'
import { useSyncExternalStore } from 'react'
import type { Cell } from './video-cache'

/**
 * Subscribes to a cell. During server rendering and hydration it returns the initial value, so both render the same
 * HTML.
 */
export const useCell = <Value>(cell: Cell<Value>): Value | undefined =>
  useSyncExternalStore(cell.subscribe, cell.get, cell.initial)
