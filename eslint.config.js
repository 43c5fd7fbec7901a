import js from '@eslint/js'
import regexp from 'eslint-plugin-regexp'
import ts from 'typescript-eslint'

/**
 * An invisible character in a source is a trap: editors drop it, reviewers miss it, and here it is what the code is about. ESLint's own
 * `no-irregular-whitespace` knows white space only, not joiners, soft hyphens, controls, variation selectors and private use.
 */
const noInvisibleCharacters = {
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const { index, 0: found } of sourceCode.text.matchAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu)) {
        if (found === '\n' || found === ' ') continue
        const hex = found.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
        report({ loc: sourceCode.getLocFromIndex(index), message: `U+${hex} cannot be seen: write it as an escape.` })
      }
    },
  }),
}

export default ts.config(
  { ignores: ['dist', 'node_modules', 'coverage'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  regexp.configs['flat/recommended'],
  {
    plugins: { kanwu: { rules: { 'no-invisible-characters': noInvisibleCharacters } } },
    rules: {
      // Cleaning is linear on hostile input, and a pattern is where that is easiest to break.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
      'regexp/require-unicode-regexp': 'error',
      // Ranges of Chinese code points are written as ranges, and control characters are what some rules look for.
      'regexp/no-obscure-range': 'off',
      'no-control-regex': 'off',
      'no-irregular-whitespace': 'off',
      'kanwu/no-invisible-characters': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Typed arrays and matched groups are indexed within bounds all over the place; a check there would say nothing.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
