'use client'
import type { Context } from 'react'
import { createContext } from 'react'
import type { VideosRuntime } from './videos-runtime'

// The ESM and the CJS copy of this package may be loaded together; a registered symbol gives both the same context.
const registered = Symbol.for('dailies.videos')

const registry: typeof globalThis & { [registered]?: Context<VideosRuntime | undefined> } = globalThis

export const videosContext = (registry[registered] ??= createContext<VideosRuntime | undefined>(undefined))
