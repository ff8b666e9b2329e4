/**
 * Rules outside any cascade layer that style sheets of other libraries have for elements, in the strongest form that
 * is in use: of Tailwind 3 (preflight), of Bootstrap 5 (reboot), and of pages that style bare elements themselves.
 */
export const resets = {
  'Tailwind 3': `
    *, ::before, ::after { box-sizing: border-box; border: 0 solid #e5e7eb }
    html { line-height: 1.5; tab-size: 4; -webkit-text-size-adjust: 100% }
    body { margin: 0; line-height: inherit }
    h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit }
    a { color: inherit; text-decoration: inherit }
    b, strong { font-weight: bolder }
    button, input, optgroup, select, textarea {
      font: inherit; letter-spacing: inherit; color: inherit; margin: 0; padding: 0;
    }
    button, select { text-transform: none }
    button, [type='button'], [type='reset'], [type='submit'] {
      -webkit-appearance: button; background-color: transparent; background-image: none;
    }
    [type='search'] { -webkit-appearance: textfield; outline-offset: -2px }
    blockquote, dl, dd, h1, h2, h3, h4, h5, h6, hr, figure, p, pre { margin: 0 }
    fieldset { margin: 0; padding: 0 }
    legend { padding: 0 }
    ol, ul, menu { list-style: none; margin: 0; padding: 0 }
    textarea { resize: vertical }
    input::placeholder, textarea::placeholder { opacity: 1; color: #9ca3af }
    button, [role='button'] { cursor: pointer }
    :disabled { cursor: default }
    img, svg, video, canvas { display: block; vertical-align: middle }
    img, video { max-width: 100%; height: auto }`,
  'Bootstrap 5': `
    *, *::before, *::after { box-sizing: border-box }
    body { margin: 0; font: 400 1rem/1.5 serif; color: #212529; background-color: #fff }
    h6, h5, h4, h3, h2, h1 { margin: 0 0 .5rem; font-weight: 500; line-height: 1.2; color: inherit }
    h2 { font-size: 2rem }
    p, ol, ul, dl { margin: 0 0 1rem }
    ol, ul { padding-left: 2rem }
    dt { font-weight: 700 }
    dd { margin: 0 0 .5rem }
    b, strong { font-weight: bolder }
    a { color: #0d6efd; text-decoration: underline }
    img, svg { vertical-align: middle }
    label, output { display: inline-block }
    button { border-radius: 0; text-transform: none }
    button:focus:not(:focus-visible) { outline: 0 }
    input, button, select, optgroup, textarea { margin: 0; font-family: inherit; font-size: inherit; line-height: inherit }
    select { text-transform: none; word-wrap: normal }
    button, [type='button'], [type='reset'], [type='submit'] { -webkit-appearance: button }
    textarea { resize: vertical }
    fieldset { min-width: 0; padding: 0; margin: 0; border: 0 }
    legend { float: left; width: 100%; padding: 0; margin-bottom: .5rem; font-size: 1.5rem; line-height: inherit }
    [type='search'] { -webkit-appearance: textfield; outline-offset: -2px }`,
  'a page that styles elements': `
    * { margin: 0; padding: 0; border-radius: 0 }
    h2 { color: crimson; font: 700 3rem/1 cursive }
    p { margin: 2em 0; text-indent: 2em; max-width: 20ch }
    button { background: navy; color: white; border: 3px solid gold; padding: 20px; text-transform: uppercase }
    input, textarea, select { background: ivory; border: 2px inset gray; padding: 1em; color: navy; width: 100% }
    a { color: hotpink; text-decoration: underline wavy }
    label { display: block; font-weight: bold; margin-bottom: 1em }
    ul li, ol li { list-style: square; margin-left: 2em }
    strong { color: crimson }
    img, video, svg { max-width: 100%; border: 1px solid gray; padding: 4px; background: white }
    main { font-style: italic; text-align: center; text-transform: uppercase; white-space: nowrap }`,
}
