declare module '@mui/material' {
  import type { FunctionComponent, ReactNode } from 'react'

  export const createTheme: (options: { palette: { mode: 'light' | 'dark' } }) => object
  export const CssBaseline: FunctionComponent<{ enableColorScheme?: boolean }>
  export const ThemeProvider: FunctionComponent<{ theme: object; children: ReactNode }>
}
