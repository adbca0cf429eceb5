import { expect, test } from 'vitest'
import { errorMessage } from '../../src/model/errorMessage.ts'

test.each([
  [new Error('the disk is full'), 'the disk is full'],
  ['the server answered 404', 'the server answered 404'],
  [new DOMException('', 'QuotaExceededError'), 'the browser gave no reason (QuotaExceededError)'],
  [{ message: 'from another realm' }, 'from another realm'],
])('an error is described by its message, or else its name: %s', (error, message) => {
  expect(errorMessage(error)).toBe(message)
})

test.each([null, undefined, '', ' ', new Error(''), {}, [], 0, Symbol('x'), { message: null }, { message: {} }])(
  'an error without a message is never described as "null", "undefined" or "[object …]": %s',
  (error) => {
    expect(errorMessage(error)).toBe('the browser gave no reason')
  },
)
