import js from '@eslint/js'
import regexp from 'eslint-plugin-regexp'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'node_modules', 'coverage'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  regexp.configs['flat/recommended'],
  {
    rules: {
      // Every pattern must be linear on hostile input: the library promises it, and a pattern is where it is easiest to break.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
      'regexp/require-unicode-regexp': 'error',
      // Ranges of Chinese code points are written as ranges, and control characters are what some rules look for.
      'no-control-regex': 'off',
      'no-irregular-whitespace': ['error', { skipStrings: false, skipTemplates: false, skipRegExps: false }],
      'regexp/no-obscure-range': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/cli/**', 'src/testing/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*'] }] },
  },
)
