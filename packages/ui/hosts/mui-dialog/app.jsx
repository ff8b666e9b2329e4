import '@dailies/ui/styles.css'
import { CssBaseline, Dialog, DialogContent, DialogTitle, ThemeProvider, createTheme } from '@mui/material'
import { useState } from 'react'
import { BareElements, Components, render, theme } from '../page'

const App = () => {
  const [isOpen, setOpen] = useState(true)
  return (
    <ThemeProvider theme={createTheme({ palette: { mode: theme } })}>
      <CssBaseline enableColorScheme />
      <BareElements />
      <Dialog open={isOpen} onClose={() => setOpen(false)} aria-labelledby="title">
        <DialogTitle id="title">Videos</DialogTitle>
        <DialogContent>
          <Components />
        </DialogContent>
      </Dialog>
    </ThemeProvider>
  )
}

render(<App />)
