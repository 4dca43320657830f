"""Headings that the reports share: the ones the two notices prescribe, and the free ones from before 2019.

One line each; a pattern where bodies vary the wording. The sources are the annexes of 国办公开办函〔2019〕60号 and
〔2021〕30号 and the headings of reports on 2008 to 2018.
"""

from __future__ import annotations

import re

# Those that stand outermost, numbered 一、 or not numbered at all.
MAIN_TITLES = (
    r"(?:工作)?总体(?:工作)?情况",
    r"(?:工作)?(?:概述|概况|综述)",
    r"(?:工作)?(?:基本)?情况(?:概述|概况)",
    r"(?:工作)?基本情况",
    r"工作情况",
    r"(?:主动公开)?(?:政府)?信息公开(?:工作)?(?:的)?(?:基本|总体|组织推进)?情况",
    r"(?:本年度)?主动公开(?:政府)?信息(?:的|工作)?情况",
    r"主动公开(?:工作|发布)?情况",
    r"公开政府信息情况",
    r"收到和处理政府信息公开申请(?:的)?情况",
    r"(?:政府信息)?依申请公开(?:政府)?信息?(?:工作|办理|受理|答复)*(?:的)?情况",
    r"依申请信息公开情况",
    r"依申请公开政府信息和不予公开政府信息的情况",
    r"政府信息公开申请(?:办理)?情况",
    r"(?:因)?政府信息公开(?:工作|申请)?(?:引起的|被|申请|提起)?行政(?:法)?复议(?:、|和|及|，)?(?:被)?(?:提起)?行政诉讼(?:和举报)?(?:的)?情况",
    r"因?政府信息公开工作被申请行政复议、提起行政诉讼(?:的)?情况",
    r"(?:因政府信息公开)?申请行政复议、提起行政诉讼(?:和举报)?(?:的)?情况",
    r"(?:政府信息公开)?(?:行政)?复议、(?:行政)?诉讼(?:和申诉)?(?:的)?情况",
    r"(?:依申请|政府信息公开)?的?(?:支出与)?收费(?:及|和|与)?(?:减免)?(?:的)?情况",
    r"回应解读(?:的)?情况",
    r"人大代表建议和政协委员提案办理结果公开情况",
    r"主动公开政府信息资料移交省?档案馆、图书馆情况",
    r"(?:政府信息公开)?(?:工作)?(?:中)?存在(?:的)?(?:主要)?(?:问题|不足)(?:(?:及|和|与)(?:下一步)?(?:改进|整改|努力)?(?:情况|措施|方向|打算))?",
    r"(?:工作)?(?:的)?主要问题(?:(?:及|和|与)(?:下一步)?(?:改进|整改)(?:情况|措施))?",
    r"其他需要(?:报告|说明)的(?:事项|情况)",
    r"(?:政府)?信息公开(?:工作)?情况统计表",
)

# Those that stand below, numbered （一） or 1、 or not numbered.
SUB_TITLES = (
    r"主动公开(?:政府信息)?(?:工作)?(?:情况|方面)?",
    r"主动公开政府信息的(?:数量|主要类别|主要形式|情况|范围|内容)",
    r"依申请公开(?:政府信息)?(?:工作|答复|办理)?(?:情况|方面)?",
    r"政府信息(?:规范)?管理(?:工作)?(?:情况|方面)?",
    r"(?:政府信息)?(?:公开)?平台(?:和载体)?建设(?:工作)?(?:情况|方面)?",
    r"(?:信息)?公开平台建设(?:情况|方面)?",
    r"监督保障(?:及教育培训)?(?:工作)?(?:情况|方面)?",
    r"体制机制建设(?:工作)?(?:情况|方面)?",
    r"(?:组织机构|工作制度|队伍建设|教育培训)(?:建设)?(?:情况|方面)",
    r"(?:存在的?)?(?:主要)?问题",
    r"(?:下一步)?(?:工作)?(?:改进|整改)(?:情况|措施|打算|方向)",
    r"下一步(?:工作)?(?:措施|打算|安排|计划)",
    r"(?:工作)?主要做法",
    r"基本情况",
    r"(?:政府信息)?(?:重点领域)(?:政府)?信息公开(?:情况)?",
    r"(?:收取)?(?:政府信息公开)?信息处理费(?:收取|收费)?(?:的)?情况",
    r"行政复议(?:及|和|、)行政诉讼情况",
    r"(?:申请|答复|办理)(?:的)?情况",
)

_BOTH = (*MAIN_TITLES, *SUB_TITLES)
_MAIN = re.compile("|".join(f"(?:{title})" for title in MAIN_TITLES))
_WHOLE = re.compile("|".join(f"(?:{title})" for title in _BOTH))
_EACH = tuple(re.compile(title) for title in _BOTH)


def is_main_title(text: str) -> bool:
    """Whether `text`, number taken off, is an outermost heading of the reports."""
    return _MAIN.fullmatch(text.strip()) is not None


def is_known_title(text: str) -> bool:
    """Whether `text`, number taken off, is one of the shared headings."""
    return _WHOLE.fullmatch(text.strip()) is not None


def known_title_length(text: str) -> int:
    """How many characters of `text` the longest shared heading at its beginning takes, 0 where there is none.

    >>> known_title_length("总体情况2021年，本局认真")
    4
    """
    return max((found.end() for title in _EACH if (found := title.match(text))), default=0)
