import * as swr from 'swr'
import * as infinite from 'swr/infinite'

/**
 * The default export of a module. In our CommonJS build the bundler takes the whole CommonJS module for its default
 * export, as Node's ES modules do.
 */
const defaultOf = <Export>(module: Export | { default: Export }): Export =>
  typeof module === 'object' && module !== null && 'default' in module ? module.default : module

/** SWR's hook. */
export const useSWR = /* @__PURE__ */ defaultOf(swr.default)
/** SWR's hook for pages. */
export const useSWRInfinite = /* @__PURE__ */ defaultOf(infinite.default)
