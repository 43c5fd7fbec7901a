/**
 * What Windows-1252 has at the bytes 80 to 9F, where Latin-1 has control characters; a blank is a byte without a character.
 *
 * By hand, after the index of the Encoding Standard (WHATWG); HTML reads numbers of that range in the same way.
 */
export const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
