/** An app that the components are dropped into: a folder of `packages/ui/hosts`. */
export interface HostRow {
  name: string
  /** What is installed for it beside the packages of the workspace, at exact versions. */
  packages: Record<string, string>
  themes: readonly ('light' | 'dark')[]
  /** Tested by the test command too, in its last theme. */
  isCommon?: boolean
}

const lightOnly = ['light'] as const
const themes = ['light', 'dark'] as const
const tailwind4 = { tailwindcss: '4.3.5', '@tailwindcss/vite': '4.3.5' }
const mui = { '@mui/material': '9.5.0', '@emotion/react': '11.14.0', '@emotion/styled': '11.14.1' }

export const hostRows: readonly HostRow[] = [
  { name: 'bare', packages: {}, themes: lightOnly, isCommon: true },
  { name: 'tailwind-3', packages: { tailwindcss: '3.4.9' }, themes, isCommon: true },
  { name: 'dark-class', packages: {}, themes, isCommon: true },
  { name: 'tailwind-4', packages: tailwind4, themes },
  // An older Radix than that of the components, so the page has two copies.
  { name: 'shadcn', packages: { ...tailwind4, '@radix-ui/react-dialog': '1.1.15' }, themes },
  { name: 'bootstrap', packages: { bootstrap: '5.3.9' }, themes },
  { name: 'mui', packages: mui, themes },
  { name: 'mantine', packages: { '@mantine/core': '9.8.1', '@mantine/hooks': '9.8.1' }, themes },
  { name: 'native-dialog', packages: {}, themes },
  { name: 'radix-dialog', packages: { '@radix-ui/react-dialog': '1.3.1' }, themes },
  { name: 'mui-dialog', packages: mui, themes, isCommon: true },
  { name: 'sidebar', packages: {}, themes },
  { name: 'popover', packages: {}, themes },
  { name: 'right-to-left', packages: {}, themes },
]
