"""Words of tables that hold no one's information, or look as if they did."""

from __future__ import annotations

FIRMS = "云岚智能家居 北山商贸 春晖医药 海川物流 和顺建材 金谷食品 蓝田电子 明德教育".split()
GOODS = "白板笔 红木椅 黄铜阀 金属架 石英表 水晶灯 高压泵 方向盘 万用表 包装箱 马达 毛巾".split()
CITIES = "安阳 宁波 常州 温州 梅州 江门 金华 鲁山 石狮 邓州 东莞 成都 广安 武夷山".split()
DRUGS = "黄连素 金银花 白芍 石斛 杜仲 何首乌 连翘 柏子仁 苏木 党参".split()
DISEASES = "高血压2级 2型糖尿病 急性阑尾炎 支气管哮喘 腰椎间盘突出 缺铁性贫血".split()
ENGLISH_NAMES = ("John Smith", "Mary Brown", "Wang Wei", "Li Na", "Peter van Dyk", "Ann Lee")
ENGLISH_GOODS = ("Desk Lamp", "Steel Rack", "Office Chair", "Copper Valve", "Quartz Watch")
STREETS = ("Main Street", "Park Avenue", "Mill Lane", "Oak Drive", "Queen's Road")
