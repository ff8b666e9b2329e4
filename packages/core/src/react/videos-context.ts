'use client'
import type { Context } from 'react'
import { createContext } from 'react'
import type { VideoStore } from './video-store'

// The ESM and the CJS copy of this package may be loaded together; a registered symbol gives both the same context.
const registered = Symbol.for('dailies.videos')

const registry: typeof globalThis & { [registered]?: Context<VideoStore | undefined> } = globalThis

export const videosContext = (registry[registered] ??= createContext<VideoStore | undefined>(undefined))
