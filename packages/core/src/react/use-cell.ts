'use client'
import { useSyncExternalStore } from 'react'
import type { Cell } from './video-cache'

/** The value of a cell. On the server, and while hydrating, a cell has only what it began with, so both render the same. */
export const useCell = <Value>(cell: Cell<Value>): Value | undefined =>
  useSyncExternalStore(cell.subscribe, cell.get, cell.initial)
