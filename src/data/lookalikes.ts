/**
 * Characters that recognition takes for each other because they are drawn alike: sets, parted by blanks, in which any may stand for any
 * other. A text in one script never has a character of the other alone, so there are sets for both, for Simplified and for Traditional.
 *
 * By hand, from no list. Left out are numerals (十 is never made 千, 一 never a dash), and pairs that writers confuse rather than engines
 * because they sound or mean alike (做 and 作, 的 and 得).
 */
export const LOOKALIKES = {
  both: `
  己已巳 未末 土士 日曰目 人入 大太犬 戊戌戍 天夫 力刀 申甲由田 白自 名各 木本 今令 午牛 免兔 住往佳 侯候 侍待持 搏博 折拆析 暑署 晴睛 情清 狼狠很恨 低抵底 代伐 戒戎 找我 沽沾 治冶 冷泠
  淮推 汁汗 沙妙 抄炒 季李 享亨 毫亳 哀衰衷 壁璧 梁粱 怒恕怨 籍藉 蓬篷 薄簿 微徽 撤撒 徒徙陡 陪部都 郎朗 卯卵 仰抑 拾抬 抖料科 茶荼 盲育肓 商高 滴摘 迪通 迭送 冒胃 肯背 斤斥 昨咋 租祖
  被披 波彼 友反 枝技 般船 孟盂 借惜措 王玉主 止正 杏否 查杳 又叉 文丈 史吏更 便使 助肋 功巧 攻政 右石 存在 例列 到倒 材村 旅施族 幕墓慕暮 蔓曼 柏拍 招拓 城域 感惑 廷延 裁栽 粟栗票
  卷券拳 秩秧 稀烯 稍梢捎 柔揉 桃挑 板扳 仗杖 枯桔 市布 雷雪 霞霜 茅矛 子予 除徐 瓜爪 孤狐弧 味昧 抹沫 辰展 眼眠 稚雅 噪燥操澡 弊蔽 告吉 含舍 母毋 海悔侮 匠匡 直真 植殖 具真 上止 土上
  平乎 述迷 速逮 建健 明朋 期朋 化代 宵霄 削消 席度 疾病 束柬
`,
  simplified: `
  千干于 无元 木本术 贝见 乌鸟 偏编 拨拔 情清请 蓝篮 扰优忧 浇烧绕 活话 淮准推 决快块 冲仲 辩辨辫 坚竖 抢枪 论沦 这还 责贵 员贡 项顶顷 须顺 预颁领 听昕 祥详 玩现视 设没 益盖 湿温 净挣
  义又叉 担但 组租 占古 庄压 侧测 针计 讨计 赢羸 裁栽载 赌睹 眨贬 败贩 构购 沟钩 课棵 拦栏 伪伟 伙似 问间闻 鸣呜 岛鸟 线钱 残浅 环坏 师帅 币市布 两雨 亏污 亿忆 云去 陈阵 派脉 休体
  唇辱 惯愤 绩债 炽织职 粗粮 轻经径 谁推 维准 换挽 唤焕 锋峰蜂 缝逢 结洁 贪贫 纷份 内肉 历厉 绿缘 纲网 贝页 饮饭 馆倌 晓烧 张涨 帐账 热熟 势热 宫官
`,
  traditional: `
  書晝畫 會曾 買賈 賣買 責貴 貢員 見貝具 傳傅 東束柬 陳陣 鳥烏島 輪輸 論諭 問間聞 開閉閑 閣閤 師帥 歸婦 難離雖 雜離 觀歡勸 獲護穫 懷壞環 還遠 達違 連運 選遷 遺遣 綠緣錄 綱網 記計訂 許詐
  評許 設沒 談淡 話活 請清 鐘鍾 錦綿線 績續 織職識 熱熟 執報 彌彊 張漲 業叢 餘飲飯 飽飾 館餡 微徵徹 後從 徑經輕 勁動勤 衝衡衛 術衍 價賈 億憶 優擾 憂夏 變戀 彎灣 壺壼 臘獵 聽聰 膽瞻擔
  嗎媽 驗騎險 檢儉劍 烏馬 車東 軍車 門問 財則 貨貸 債績 隊隨 階陪 頂項須 領頒 預頒 顆課 鋒鋅 鏡境 銀限 飢肌 殘淺 錢綫 鬥門 決快塊 辯辨辮 搶槍 論淪 頂頃 濕溫 淨掙 組租 測側 贏羸 敗販
  構購 溝鉤 課棵 攔欄 偽偉 鳴嗚 換挽 喚煥 鋒峰蜂 縫逢 結潔 紛份 歷厲 請清情 詳祥 現視
`,
} as const
