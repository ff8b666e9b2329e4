'use client'
import type { Context } from 'react'
import { createContext } from 'react'
import type { VideosRuntime } from './videos-runtime'

// The ESM and the CJS build of this package may be loaded together. A symbol of the global registry gives both the same
// context.
const registered = Symbol.for('dailies.videos')

const registry: typeof globalThis & { [registered]?: Context<VideosRuntime | undefined> } = globalThis

export const videosContext = (registry[registered] ??= createContext<VideosRuntime | undefined>(undefined))
