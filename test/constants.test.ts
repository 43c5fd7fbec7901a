import { expect, it } from 'vitest'
import { asConstants } from '../scripts/constants.ts'

it('constants at the top of a bundle are declared as such, and nothing else is', () => {
  const bundle =
    'var BLANK = 1 << 5;\nvar SLOTS2 = 4;\nfunction at() {\n  var B = 1;\n}\nvar table;\nvar clock = 1;\nvar SEEN;\n'
  expect(asConstants(bundle)).toBe(bundle.replace('var BLANK', 'const BLANK').replace('var SLOTS2', 'const SLOTS2'))
})
