import './app.css'
import { BareElements, Components, render, theme } from '../page'

document.documentElement.setAttribute('data-bs-theme', theme)
render(
  <>
    <nav className="navbar bg-body-tertiary sticky-top">
      <div className="container">
        <span className="navbar-brand">Bootstrap 5</span>
        <button type="button" className="btn btn-primary">
          Sign out
        </button>
      </div>
    </nav>
    <main className="container py-4">
      <BareElements />
      <div className="card">
        <div className="card-body">
          <Components />
        </div>
      </div>
    </main>
  </>,
)
