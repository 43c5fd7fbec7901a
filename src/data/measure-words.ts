/**
 * Measure words and units that follow a number in news and reports, one character each; of longer ones the first. By hand, after the
 * lists of quantifiers that school grammars give, without those that are more often nouns at the start of a phrase.
 */
export const MEASURE_WORDS =
  '个個位名人户戶家间間座栋棟幢条條项項件次场場天年月日时時分秒元万萬亿億千百吨噸米亩畝只隻头頭台辆輛部本册冊张張种種届屆层層套批支棵株所处處倍岁歲周' +
  '期站趟份笔筆'
