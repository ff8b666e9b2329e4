import { createContext } from 'react'

/**
 * Context of a function that announces changes of jobs to screen readers, so that many jobs share one live region.
 * Undefined if each job has its own.
 */
export const Announcer = /* @__PURE__ */ createContext<((message: string) => void) | undefined>(undefined)
