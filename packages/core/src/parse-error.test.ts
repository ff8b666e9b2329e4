import { parseErrorFields } from '@dailies/core/internal'
import { expect, it } from 'vitest'

it.each([
  [
    'of OpenAI',
    { error: { message: 'Too long', type: 'invalid_request_error', code: 'invalid_value', param: 'seconds' } },
    { code: 'invalid_value', message: 'Too long', param: 'seconds' },
  ],
  ['without a code', { error: { message: 'Too long' } }, { message: 'Too long' }],
  ['with a numeric code', { error: { code: 400, message: 'Too long' } }, { message: 'Too long' }],
  ['that is a string', { error: 'Too long' }, { message: 'Too long' }],
  ['of FastAPI', { detail: 'Not Found' }, { message: 'Not Found' }],
  [
    'of FastAPI about a field',
    { detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required' }] },
    { message: 'Field required', param: 'prompt' },
  ],
  ['nested in a detail', { detail: { error: { message: 'Busy', code: 'busy' } } }, { message: 'Busy', code: 'busy' }],
  ['of a relay', { code: 'bad_size', msg: 'Bad size' }, { code: 'bad_size', message: 'Bad size' }],
  [
    'of new-api',
    { code: 'fail_to_fetch_task', message: 'No', data: null },
    { code: 'fail_to_fetch_task', message: 'No' },
  ],
  [
    'of LiteLLM, which quotes that of its provider',
    {
      error: {
        message:
          'litellm.BadRequestError: OpenAIException - {"error":{"message":"Too long","param":"seconds","code":"invalid_value"}}\n\nLiteLLM: no fallback was attempted.',
        type: 'invalid_request_error',
        param: null,
        code: '400',
      },
    },
    { code: 'invalid_value', message: 'Too long', param: 'seconds' },
  ],
  [
    'of an older LiteLLM',
    {
      error: {
        message:
          'litellm.BadRequestError: OpenAIException - {"error":{"message":"Too long"}}. Received Model Group=lamp',
      },
    },
    { message: 'Too long' },
  ],
  [
    'of LiteLLM, about an answer that is no JSON',
    { error: { message: 'litellm.InternalServerError: OpenAIException - {"error": cut off', code: '500' } },
    { message: 'litellm.InternalServerError: OpenAIException - {"error": cut off' },
  ],
  ['that is plain text', 'upstream connect error', { message: 'upstream connect error' }],
  ['that is an empty object', {}, {}],
  ['that is null', null, {}],
])('parses an error %s', (_, body, expected) => {
  expect(parseErrorFields(body)).toEqual(expected)
})

it('keeps the code and message of an error that has details', () => {
  const error = { code: 'c', message: 'm', detail: { a: 1 }, error: 'inner' }
  expect(parseErrorFields({ error })).toEqual({ code: 'c', message: 'm' })
})

it('ignores an error nested too deeply, without overflowing the stack', () => {
  let body: unknown = { message: 'deep' }
  for (let depth = 0; depth < 100_000; depth += 1) body = { error: body }
  expect(parseErrorFields(body)).toEqual({})
})
