"""Measure words of official prose, and what may not follow one: data for `quantities`.

To add a unit, add it to the group it belongs to. The longest unit that fits is taken, so 人次 goes before 人.
"""

from __future__ import annotations


def words(block: str) -> list[str]:
    """The words of a block of text, so that a list of data can be read and added to by eye."""
    return block.split()


# What counts things, people, papers, events.
_COUNTS = words("""
件 条 个 次 项 篇 份 场 期 家 名 人 位 册 处 批 类 所 轮 起 台 套 组 种 集 部 块 户 张 卷 页 本 幅 款 则 例 宗
桩 单 笔 只 间 座 栋 幢 辆 艘 架 枚 颗 棵 株 头 口 把 支 段 道 门 堂 课 节 讲 站 片 面 盘 盒 箱 袋 版 枝 根 扇
封 通 票 对 队 班 单次 条目
""")
# How many things, how many times: 3,905人次 is visits, not visitors.
_COMPOUNDS = words("""
人次 家次 件次 条次 批次 场次 期次 户次 辆次 车次 班次 轮次 频次 项次 份次 篇次 台次 例次 艘次 架次 册次 卷次
宗次 笔次 名次 位次 组次 所次 起次 部次 套次 集次 人份 人天 课时 学时 台套 台件 台班 卷册 卷件
""")
# With 个 in front the gold standard keeps the whole; 个 alone goes before a noun (12个语种).
_WITH_GE = ["个班次", "个位次", "个批次", "个场次", "个百分点", "个基点", "个工作日", "个小时", "个月"]
# Groupings that stand directly behind a number as a measure: 20大类, 三方面.
_GROUPS = ["方面", "大类", "小类", "子类", "门类", "大项", "小项", "子项", "大块"]
_SHARES = ["%", "百分点", "倍", "分"]
_MONEY = ["元", "美元", "欧元", "港元", "港币", "英镑"]
_TIME = ["小时", "个小时", "分钟", "秒", "秒钟", "天", "个工作日", "工作日", "周", "个月", "年"]
_SIZES = words("""
平方米 平方公里 平米 立方米 公里 千米 米 厘米 毫米 公顷 亩 吨 公斤 千克 克 千瓦 千瓦时 字 字节 兆 KB MB GB TB
人/次 次/人
""")

UNITS: frozenset[str] = frozenset(
    [*_COUNTS, *_COMPOUNDS, *_WITH_GE, *_GROUPS, *_SHARES, *_MONEY, *_TIME, *_SIZES],
)
# 万 and 亿 stay with these: 5.14亿元 is 5.14 in 亿元.
MONEY_UNITS: frozenset[str] = frozenset(_MONEY)
# These may be a time limit in a rule, which states nothing about the year's work.
TIME_UNITS: frozenset[str] = frozenset(_TIME)

# Characters that make another word of a unit: 期间 is no 期, 条例 no 条, 部门 no 部.
NOT_BEFORE: dict[str, str] = {
    "期": "间限望待盼货满",
    "条": "例款约幅理目",
    "次": "性数要序生级于日",
    "分": "别析布为类级管之发开工局支享区公散步子钟行院会清担",
    "家": "庭长乡园属具",
    "组": "织建成长团",
    "位": "置于一体",
    "种": "植子养业",
    "名": "单称录誉义",
    "场": "所景地馆面外",
    "集": "中团体合约成市聚",
    "批": "评准复示阅",
    "轮": "流换",
    "处": "理罚置级长室分于",
    "所": "有属在以需",
    "类": "别型似",
    "起": "诉草来到点于步因",
    "个": "人别体性",
    "人": "民员才力均",
    "户": "籍外均",
    "项": "目",
    "套": "餐路",
    "块": "状",
    "部": "门委分署队长",
    "张": "贴",
    "本": "级市区县省部门地局年着报身",
    "道": "路",
    "门": "户类",
    "面": "向对积广临",
    "节": "约能日点目假",
    "站": "点式",
    "片": "区面",
    "段": "落",
    "单": "位独一",
    "头": "条部",
    "口": "径岸头",
    "通": "过报知道信告",
    "支": "持付撑部出",
    "版": "本权面",
    "元": "旦素化",
    "周": "边期岁年",
    "例": "如行外",
    "款": "项式",
    "课": "题程",
    "讲": "话解述座",
    "根": "据本治",
    "把": "关握手",
    "封": "闭",
    "间": "隔接",
    "份": "额",
    "只": "有是要能",
    "座": "谈",
    "台": "账阶风",
    "宗": "旨教",
    "笔": "录试",
    "对": "于外应接",
    "队": "伍员",
    "班": "子级",
    "字": "号体",
    "克": "服",
    "幅": "度",
    "票": "制据",
    "天": "然津气",
}
