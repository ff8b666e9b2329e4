// The page's own copy of Radix beside that of the components, where `serve-top-layer-hosts.ts` bundles it.
export * from '@radix-ui/react-dialog'
