/** An app that the components are dropped into: a folder of `packages/ui/hosts`. */
export interface HostRow {
  name: string
  /** What is installed for it beside the packages of the workspace, at exact versions. */
  packages: Record<string, string>
  /** The page is made for light systems only. */
  isLightOnly?: boolean
  /** Tested by the test command, not only by `test:all`. */
  isQuick?: boolean
}

const tailwind4 = { tailwindcss: '4.3.5', '@tailwindcss/vite': '4.3.5' }
const mui = { '@mui/material': '9.5.0', '@emotion/react': '11.14.0', '@emotion/styled': '11.14.1' }

export const hostRows: readonly HostRow[] = [
  { name: 'bare', packages: {}, isLightOnly: true, isQuick: true },
  { name: 'tailwind-3', packages: { tailwindcss: '3.4.9' }, isQuick: true },
  { name: 'tailwind-4', packages: tailwind4, isQuick: true },
  // The version of Radix that its templates had for a year: another copy than that of the components.
  { name: 'shadcn', packages: { ...tailwind4, '@radix-ui/react-dialog': '1.1.15' } },
  { name: 'bootstrap', packages: { bootstrap: '5.3.9' } },
  { name: 'mui', packages: mui },
  { name: 'mantine', packages: { '@mantine/core': '9.8.1', '@mantine/hooks': '9.8.1' } },
  { name: 'native-dialog', packages: {} },
  { name: 'radix-dialog', packages: { '@radix-ui/react-dialog': '1.3.1' } },
  { name: 'mui-dialog', packages: mui, isQuick: true },
  { name: 'sidebar', packages: {} },
  { name: 'popover', packages: {} },
  { name: 'right-to-left', packages: {} },
]
