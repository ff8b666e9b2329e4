import { createContext } from 'react'

/** Says what changed about any job beneath it, so that many jobs share one live region; undefined where each has its own. */
export const Announcer = /* @__PURE__ */ createContext<((words: string) => void) | undefined>(undefined)
