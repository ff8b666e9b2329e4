import './app.css'
import { BareElements, Components, render, theme } from '../page'

document.documentElement.classList.toggle('dark', theme === 'dark')
render(
  <div className="min-h-screen bg-white p-6 text-gray-900 dark:bg-gray-950 dark:text-gray-100">
    <header className="mb-6 flex items-center justify-between border-b border-gray-300 pb-3">
      <h1 className="text-2xl font-bold">Tailwind 3</h1>
      <button type="button" className="rounded-full bg-indigo-700 px-4 py-2 text-white">
        Sign out
      </button>
    </header>
    <BareElements />
    <Components />
  </div>,
)
