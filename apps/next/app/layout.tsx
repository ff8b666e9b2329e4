import '@dailies/ui/styles.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: 'Dailies in Next',
  description: 'Prompt, render, scrub, remix: AI video in a Next app.',
}

export const viewport: Viewport = { colorScheme: 'light dark' }

const Layout = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body>
      <div className="page">{children}</div>
    </body>
  </html>
)

export default Layout
