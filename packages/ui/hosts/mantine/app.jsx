import './app.css'
import { AppShell, Button, Group, MantineProvider } from '@mantine/core'
import { BareElements, Components, render, theme } from '../page'

render(
  <MantineProvider forceColorScheme={theme}>
    <AppShell header={{ height: 56 }} padding="md">
      <AppShell.Header>
        <Group justify="space-between" h="100%" px="md">
          Mantine <Button color="indigo.8">Sign out</Button>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <BareElements />
        <Components />
      </AppShell.Main>
    </AppShell>
  </MantineProvider>,
)
