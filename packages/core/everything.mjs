// What size-limit measures as "all of core and hooks": both entries in one bundle, so that nothing is counted twice.
export * from '@dailies/core'
export * from '@dailies/core/internal'
export * from '@dailies/core/react'
