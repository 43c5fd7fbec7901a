/**
 * Characters that a terminal gives two cells: East Asian Wide and Full-width of Unicode 15, blocks rounded to where they are assigned.
 * Unlike in a Chinese typeface, the marks that Chinese shares with the West (“ ” … —) take one.
 */
const WIDE_RE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3ffff}]/u
const COMBINING_RE = /\p{M}/u
const COLOR_CODES_RE = /\u001b\[[\d;]*m/gu

/** The width of one line of text in terminal cells; codes that set colours have none. */
export function cells(text: string): number {
  let width = 0
  for (const character of text.replace(COLOR_CODES_RE, '')) {
    if (WIDE_RE.test(character)) width += 2
    else if (!COMBINING_RE.test(character)) width++
  }
  return width
}

export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - cells(text))) + text
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - cells(text)))

/** Rows of the same number of cells as lines, each column as wide as its widest entry; those in `right` are flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((entry, i) => (widths[i] = Math.max(widths[i] ?? 0, cells(entry))))
  return rows.map((row) =>
    row
      .map((entry, i) => (right.includes(i) ? padStart(entry, widths[i]!) : padEnd(entry, widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
}
