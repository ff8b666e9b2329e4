import type { RequestHandler } from 'express'

const policyFor = (nonce: string) =>
  [
    "default-src 'self'",
    // The nonce is for the one style element that the dialog's scroll lock adds.
    `style-src 'self' 'nonce-${nonce}'`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Sends strict security headers with a CSP nonce, which is in `response.locals.nonce`. */
export const securityHeaders =
  (newNonce: () => string): RequestHandler =>
  (_request, response, next) => {
    const nonce = newNonce()
    response.locals['nonce'] = nonce
    response.set({
      'Content-Security-Policy': policyFor(nonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    next()
  }
