/** What the label says; the server knows what is behind it. */
const texts: Readonly<Record<string, string>> = {
  only: 'Sandbox: no real model',
  page: 'Browser demo: no real model',
  beside: 'Lamp, Kite, Tide and Mini: sandbox, no real models',
}

/** Says that the sandbox draws these videos, where it does. */
export function SandboxLabel() {
  const text = texts[document.documentElement.dataset['sandbox'] ?? '']
  return text === undefined ? null : <p className="sandbox-label">{text}</p>
}
