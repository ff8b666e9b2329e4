'use client'
import { useSyncExternalStore } from 'react'
import type { CacheEntry } from './video-cache'

/**
 * Subscribes to an entry. During server rendering and hydration it returns the initial value, so both render the same
 * HTML.
 */
export const useCacheEntry = <Value>(entry: CacheEntry<Value>): Value | undefined =>
  useSyncExternalStore(entry.subscribe, entry.get, entry.initial)
