/**
 * What Chinese sites write at the foot of their pages, as sources of regular expressions for single items of a line, in simplified
 * characters and without blanks. By hand: the numbers that the Measures for the Administration of Internet Information Services and
 * the rules beside them make a site show (MIIT filing, public-security filing, code of a government site, licences by trade), and
 * the forms that site templates have in common.
 */

/** Simplified forms of the traditional characters that occur in these forms, in pairs. */
export const FOOTER_CHARACTERS =
  '備备證证網网號号權权聯联繫系係系電电話话郵邮編编單单辦办維维護护運运營营設设計计製制術术隱隐聲声於于關关們们頂顶頁页閉闭舉举報报違违傳传訪访問问瀏浏覽览錄录許许經经資资訊讯務务業业廣广視视聽听節节標标識识碼码簡简體体戶户評评論论導导圖图線线熱热開开發发責责條条類类點点擊击個个載载' +
  '誤误轉转歡欢讀读專专題题產产內内鏈链連连環环頻频讚赞註注閱阅門门薦荐佈布採采鈕钮購购戰战當当聞闻數数籤签氣气創创紹绍輯辑觀观統统總总鄭郑溫温裡里說说這这書书買买賣卖價价銷销贊赞'

const PROVINCES = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼黔滇陇秦]'
const NUMBERED = '(?:编号|证号|号码|号)?[:：]?[（(]?'

/** Numbers by which a site is registered. One of them proves a footer. */
export const REGISTRATIONS: readonly string[] = [
  `${PROVINCES}?ICP[备证](?:案号?[:：]?)?(?:${PROVINCES}B2-)?[\\dA-Z]`,
  `ICP(?:备案|许可证|经营许可证|证)${NUMBERED}${PROVINCES}?(?:ICP)?[备证\\dB]`,
  `${PROVINCES}?公网?安备(?:案?号?[:：]?)?\\d`,
  '网站标识码[:：]?[a-z]{0,2}\\d',
  '网信算备\\d',
]

/** Numbers of licences that sites of some trades show; articles and product pages name them too. */
export const LICENCES: readonly string[] = [
  `(?:互联网新闻信息服务|信息网络传播视听节目|增值电信业务(?:经营)?|电信业务(?:经营)?|广播电视节目制作(?:经营)?|网络文化(?:经营)?|网络出版服务|互联网出版|` +
    `出版物(?:经营|网络交易平台)?|互联网药品信息服务资格|医疗器械网络交易|人力资源服务|营业性演出|广播影视节目制作)(?:许可证|许可|备案证?|证书?)${NUMBERED}` +
    `[\\u4e00-\\u9fff]{0,6}[\\dA-Z]`,
  `${PROVINCES}?网文[〔（(［\\[]?\\d`,
  `${PROVINCES}?[AB][12]-\\d`,
]

/** Who runs the site, and what else stands under a label. */
export const SPONSORS: readonly string[] = [
  '(?:本站|本网站|网站)?(?:主办|承办|协办|主管|运营|运维|建设|维护|管理|制作|设计|开发)(?:单位|方|部门|机构|者|商)?[:：]',
  '(?:技术|网站|网络)支持(?:单位|方)?(?:[:：]|$)',
  '(?:网站)?(?:建设与维护|设计制作|制作维护|建设维护|运行维护|网站建设|网页设计)[:：]',
]

/** How to reach them: in footers, and at the end of many an article, so that they belong to a footer only within it. */
export const CONTACTS: readonly string[] = [
  '(?:联系|单位|办公|公司|通讯|通信)?(?:地址|电话|传真|邮编|邮箱|邮政编码|电子邮件|电子邮箱|热线|手机)[:：]',
  '(?:客服|服务|咨询|值班|监督|新闻|投稿)(?:电话|热线|邮箱|QQ)[:：]',
  '(?:E-?mail|Tel|Fax|Add|QQ|网址|域名|统一社会信用代码)[:：]',
]

/** What only a page of the web says. */
export const PAGE_FORMS: readonly string[] = [
  '(?:网站)?备案(?:号|序号|编号|信息)[:：]?$',
  `(?:网站)?备案(?:号|序号|编号)[:：]${PROVINCES}?ICP`,
  '(?:中文|英文)(?:网址|域名)[:：]',
  '(?:违法和不良信息|不良信息|违法信息|涉未成年人|网络谣言)?举报(?:电话|邮箱|热线|方式|入口|平台)[:：]?',
  '(?:建议|推荐|请)?使用.{0,16}(?:分辨率|浏览器|浏览本站)',
  '最佳(?:浏览|分辨率|显示)',
  '(?:您|你)是第',
  '(?:总|今日|累计|网站|本站)?(?:访问量|访问人数|访问次数|浏览量|点击数|访客数?)[:：]',
  '(?:未经|未获).{0,12}(?:不得|严禁|禁止|请勿|谢绝).{0,6}(?:转载|镜像|复制|使用|建立)',
  '(?:Powered|Produced|Designed|Developed|Supported)by',
]

/** A copyright notice: the sign or word, the claim in Chinese, and the claim in English. */
export const NOTICE_SIGN = '©|\\(c\\)|（c）|copyright'
export const NOTICE_CHINESE = '版权(?:所有|归属|归)|著作权所有'
export const NOTICE_ENGLISH = 'all ?rights? ?reserved|保留所有权利|保留一切权利'
/** A book claims its copyright too; these stand beside the claim in a book, a journal or a paper. */
export const IMPRINT =
  '翻印|印刷|印数|印张|印次|版次|开本|书号|刊号|ISBN|ISSN|CN\\d\\d-|定价|出版(?:社|发行|者|日期)|出版$|第\\d+版|著者|主编'

/** Links of the bar at the foot of a page. */
export const LINKS: readonly string[] = [
  '关于(?:我们|本站|本网|网站)|联系(?:我们|方式|站长)|(?:网站|站点)(?:地图|导航|声明|概况|帮助|简介|纠错)|(?:法律|免责|版权|隐私|安全|权利)(?:声明|条款|政策|保护|权条款)|版权保护|隐私权?(?:政策|声明|保护|条款|权)' +
    '|安全隐私|服务(?:协议|条款|声明)|用户(?:协议|反馈|服务协议)|使用(?:协议|条款|帮助)|意见(?:反馈|建议)|投诉建议|友情链接|广告(?:服务|合作|刊例|投放)|商务合作|内容合作|加入我们|诚(?:征|聘)英才|招贤纳士|人才招聘' +
    '|客服中心|帮助中心|举报中心|开放平台|设为首页|加入收藏|添加收藏夹?|收藏本站|手机版|电脑版|触屏版|移动版|无障碍(?:浏览|阅读)?|回到首页|返回首页|站长统计|热门文章|最新文章|精彩专题|投资者关系|网上投稿|旧版回顾' +
    '|(?:隐私权及)?网站安全政策|(?:政府网站)?资料开放宣告|资讯安全政策|私隐政策|网站客服|使用网站必读' +
    '|sitemap|aboutus|contactus|privacypolicy|termsofuse',
]

/** What one presses. */
export const BUTTONS: readonly string[] = [
  '返回(?:顶部|列表|上页|上一页|首页)|回到?顶部|TOP|打印|关闭(?:按钮)?|收藏|分享|点赞|评论|登录|注册|返回|复制链接|扫一扫|上一[篇页]|下一[篇页]|上一?篇|下一?篇|点击跳转|我要评论|发表评论|查看评论|相关链接|表情|广告',
  '(?:还能|还可以?|您还可以)输入\\d+个?字|请输入(?:内容|评论|验证码|昵称)|(?:评论|提交)成功',
]

/** Buttons that act on a page, and so stand nowhere but on one. */
export const PAGE_BUTTONS: readonly string[] = [
  '(?:打印|收藏|关闭|推荐)(?:此页|本页|本文|页面|窗口|文章)|返回顶部|加入收藏|设为首页|分享到(?:微信|微博|朋友圈|QQ空间)?',
]

/** A notice that the text was collected elsewhere, and whom to ask to have it taken down. */
export const DISCLAIMER = {
  label: '^(?:版权|免责|特别|郑重|网站|本站)?(?:声明|说明|提示)[:：]',
  collected:
    '(?:收集|整理|采集|转载|来源|摘自|转自)[^。]{0,4}(?:于|自)?[^。]{0,4}(?:网络|互联网|其他媒体|网友)|(?:用户|会员|网友)(?:提供|上传|分享|发布|投稿)',
  takedown:
    '(?:侵权|侵犯|不妥|异议|版权问题)[^。]{0,30}(?:联系|告知|通知)[^。]{0,20}(?:删除|处理|更正|撤下)?|(?:侵权|侵犯)[^。]{0,12}(?:举报|投诉|认领)',
} as const
