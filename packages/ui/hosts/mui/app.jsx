import '@dailies/ui/styles.css'
import { AppBar, Button, Container, CssBaseline, ThemeProvider, Toolbar, Typography, createTheme } from '@mui/material'
import { BareElements, Components, render, theme } from '../page'

render(
  <ThemeProvider theme={createTheme({ palette: { mode: theme } })}>
    <CssBaseline enableColorScheme />
    <AppBar position="fixed">
      <Toolbar>
        <Typography component="h1" sx={{ flexGrow: 1 }}>
          MUI
        </Typography>
        <Button color="inherit">Sign out</Button>
      </Toolbar>
    </AppBar>
    <Toolbar />
    <Container>
      <BareElements />
      <Components />
    </Container>
  </ThemeProvider>,
)
