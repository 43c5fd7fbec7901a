/**
 * Published meanings of private-use code points.
 *
 * By hand. GBK_NOW: GBK had 103 characters before Unicode did and gave them private-use code points; appendix E of GB 18030-2005 and
 * GB 18030-2022 name their present ones (facts of a standard). BULLETS: the encodings of the fonts Symbol (Adobe's symbol.txt, as published
 * by Unicode) and Wingdings, which Word and PDF place at U+F000 and on; where both fonts fill a code, the one whose glyph is a bullet.
 */

/** Runs of old code points: the first of them, and what the run has become, in order. */
export const GBK_NOW: readonly (readonly [first: number, now: string])[] = [
  [0xe78d, '\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19'],
  [0xe7c7, 'ḿǹ'],
  [0xe7e7, '〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻'],
  [
    0xe815,
    '\u2e81𠂇𠂉𠃌\u2e84㑳㑇\u2e88\u2e8b龴㖞㘚㘎\u2e8c\u2e97㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠\u2ea7𡗗龸\u2eaa䁖䅟\u2eae䌷\u2eb3\u2eb6\u2eb7𢦏䎱䎬' +
      '\u2ebb䏝䓖䙡䙌龹䜣䜩䝼䞍\u2eca䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
  ],
]

/** The full-width blank of GBK at 0xA3A0, which decoders for the web read as U+3000. */
export const GBK_BLANK = 0xe5e5

/** Glyphs that stand before items of a list, in pairs with their characters. */
export const BULLETS =
  '\uf046☞\uf06c●\uf06d❍\uf06e■\uf06f□\uf071❑\uf072❒\uf073⬧\uf074⧫\uf075◆\uf076❖\uf077⬥\uf09e·\uf09f•\uf0a1○\uf0a4◉\uf0a5◎\uf0a7▪' +
  '\uf0a8◻\uf0aa✦\uf0ab★\uf0ac✶\uf0b2⟡\uf0b6✰\uf0b7•\uf0d8➢\uf0dc➲\uf0e0→\uf0e8➔\uf0f0⇨\uf0fa▫\uf0fb✗\uf0fc✓\uf0fd☒\uf0fe☑'

/** Those that word processors offer first, and that icon fonts of the web hardly set before words. */
export const COMMON_BULLETS = '\uf06c\uf076\uf09f\uf0a7\uf0b7\uf0d8\uf0fc'
