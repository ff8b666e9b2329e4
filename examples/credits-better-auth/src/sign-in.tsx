import { useState } from 'react'
import { signIn, signUp } from './auth-client'

/** Signs a user in, or up. */
export function SignIn() {
  const [error, setError] = useState<string>()
  const [isPending, setPending] = useState(false)

  async function submit(form: FormData, isNew: boolean): Promise<void> {
    const [email, password] = [String(form.get('email')), String(form.get('password'))]
    setPending(true)
    const result = isNew
      ? await signUp.email({ email, password, name: email })
      : await signIn.email({ email, password })
    setPending(false)
    setError(result.error?.message)
  }

  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault()
        const { submitter } = event.nativeEvent as SubmitEvent
        void submit(new FormData(event.currentTarget), submitter?.getAttribute('value') === 'sign-up')
      }}
    >
      <h1>Reel</h1>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="email" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" minLength={8} required />
      </label>
      {error && <p role="alert">{error}</p>}
      <div className="buttons">
        <button type="submit" className="dl-button" data-variant="primary" disabled={isPending} value="sign-in">
          Sign in
        </button>
        <button type="submit" className="dl-button" data-variant="outline" disabled={isPending} value="sign-up">
          Create an account
        </button>
      </div>
    </form>
  )
}
