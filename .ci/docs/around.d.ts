// What the documents' snippets take from the app around them.
declare function userIdOf(request: Request): string
declare function userOf(request: Request): { owner: string } | null
declare const app: import('express').Express
declare module '*.css'
