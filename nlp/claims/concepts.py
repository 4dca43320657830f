"""The words by which narratives name what the statutory tables count.

One line a wording: its role, its name, a pattern, an example. Adding a wording is adding a line. Lines stand from the
special to the general: where two match at one place, the first wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "nothing",  # looks like a concept and is none
    "noun",  # what is counted: applications
    "flow",  # received, carried, handled
    "outcome",  # 办理结果
    "ground",  # the reasons under an outcome
    "applicant",  # 申请人情况
    "part",  # review, litigation and its two ways
    "result",  # how a review or lawsuit ended
    "row",  # a row of the proactive table
    "act",  # what was done to a regulation or normative document
    "measure",  # items, decisions, amount
    "residue",  # 其他: by the list it stands in
]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept where it stands in a text, a half-open span."""

    role: Role
    name: str
    start: int
    end: int


_WORDINGS: tuple[tuple[Role, str, str], ...] = (
    # 公民、法人和其他组织 is everybody, not the column 法人或其他组织
    ("nothing", "everybody", r"(?:公民|自然人)[、，和]?法人(?:和|或者?|及|以及|与|、)其他(?:社会)?组织"),
    ("nothing", "share", r"(?:纠错|纠正|维持|办结|答复|公开|败诉|胜诉|办理|审结|出庭应诉|应诉)率"),
    ("nothing", "document", r"(?:复议|诉讼|申请|答复|处罚|许可)(?:决定书|文书|告知书|意见书|案卷评查|指南|指引|平台|系统|渠道|窗口|办法|制度|流程|工作)"),
    ("nothing", "number", r"(?<=办件|申请|受理|办理)总(?:数|量)"),
    ("nothing", "disclosure", r"信息公开(?!的?(?:类)?申请)"),
    ("nothing", "court", r"出庭应诉|应诉(?=率|能力|工作)"),
    ("nothing", "enforcement", r"(?:申请|依法|法院)强制执行"),
    # 不予公开 and its grounds
    ("ground", "denied.state_secret", r"(?:属于|涉及)?国家秘密|涉密(?:信息)?"),  # 属于国家秘密的42件
    ("ground", "denied.law_forbidden", r"(?:其他)?法律(?:[、，和]?(?:行政)?法规)?(?:另有)?(?:规定)?禁止(?:公开)?"),
    ("ground", "denied.three_safety", r"[“\"]?三安全一稳定[”\"]?"),  # 危及“三安全一稳定”的30件
    ("ground", "denied.third_party", r"第三[方人](?:的)?(?:合法)?(?:权益|商业秘密(?:[和、及]个人隐私)?|个人隐私)?(?:不同意(?:公开)?)?"),
    ("ground", "denied.internal", r"(?:三类)?内部(?:事务|管理)(?:性)?(?:信息)?"),
    ("ground", "denied.process", r"(?:四类)?过程性(?:信息)?|(?:决策|讨论|研究)[、讨论研究决策]{0,6}过程"),
    ("ground", "denied.enforcement_file", r"(?:行政)?执法案卷(?:信息)?"),
    ("ground", "denied.admin_query", r"行政查询(?:事项)?"),
    # 无法提供
    ("ground", "unable.not_held", r"(?:[“\"]?(?:本)?(?:行政)?(?:机关|单位)?(?:并|均)?(?:不|未)掌握(?:相关)?(?:政府)?(?:信息)?[”\"]?)|(?:政府)?信息不存在"),
    ("ground", "unable.no_ready", r"(?:没有|无)现成(?:的)?信息(?:[、，]?需要?(?:另行|加工|汇总)[、加工汇总分析]{0,4}制作)?|需要?(?:另行|加工|汇总)[、加工汇总分析]{0,4}制作"),
    ("ground", "unable.unclear", r"补正后(?:的)?(?:申请)?(?:内容)?仍?(?:然)?不明确|(?:申请)?内容(?:仍)?不明确"),
    # 不予处理
    ("ground", "rejected.petition", r"信访[、]?(?:举报|投诉)?[、]?(?:投诉|举报)?(?:类|渠道|事项|诉求|性质|件)?|(?:举报|投诉)[、]?(?:投诉|举报)?类"),
    ("ground", "rejected.duplicate", r"重复(?:提出|提交|类)(?:的)?(?:公开)?(?:申请)?|重复(?:的)?(?:公开)?申请"),
    ("ground", "rejected.publication", r"(?:要求提供|索要)?公开出版物|索要(?:公开)?(?:的)?出版物"),
    ("ground", "rejected.abusive", r"(?:无正当理由)?大量[、]?反复(?:提出|提交)?(?:的)?(?:申请)?|无正当理由(?:的)?反复(?:提出|提交)?(?:的)?(?:申请)?|反复(?:提出|提交)?申请"),
    ("ground", "rejected.confirm", r"要求确认(?:类)?|确认或者?重新出具(?:已获取)?(?:的)?(?:政府)?(?:信息)?"),
    # 其他处理
    ("ground", "other.no_correction", r"逾期(?:不|未)(?:作|予)?补正(?:[、，]?视为(?:撤回|放弃)(?:申请)?|而?终止(?:办理)?)?"),
    ("ground", "other.fee_unpaid", r"(?:逾期)?(?:未|不)(?:按[^，。；]{0,12})?(?:缴纳?|交纳?)(?:信息)?(?:处理)?费用?(?:而?终止(?:办理)?)?|逾期未缴"),
    # outcomes
    ("outcome", "disclosed", r"(?:予以|同意|给予|主动|全部)?公开(?:和|及|以及|与|或者?|、|（含)(?:予以|同意)?部分公开）?|(?:给出|提供|公开)全部或者?部分(?:政府)?信息"),
    ("outcome", "partial", r"(?:予以|同意|给予)?部分(?:予以)?(?:公开|提供)|区分处理(?:后?(?:予以)?(?:提供|公开))?"),
    ("outcome", "denied", r"不(?:予|同意|能)?公开"),
    ("outcome", "granted", r"(?:予以|同意|准予|给予|全部)公开|(?:全文|全部|同意)提供"),
    ("outcome", "unable", r"无法提供"),
    ("outcome", "rejected", r"不予处理"),
    ("outcome", "other", r"(?:作|作出|按)?其他(?:方式)?处理"),
    # ways of dispute; 复议后起诉 before 复议
    ("part", "after_review", r"(?:先|经过?)?(?:行政)?复议(?:之?后)(?:再|又)?(?:起诉|再?诉(?!讼率)(?:讼)?|(?:提起|提出)(?:行政)?诉讼)|(?:先|经过?)(?:行政)?复议(?:再|又)?(?:起诉(?:案件?)?|再诉|(?:提起|提出)(?:行政)?诉讼)"),
    ("part", "direct", r"(?:没有|未)经过?(?:行政)?复议的|(?:未经(?:行政)?复议)?[，、]?直接(?:向(?:人民)?法院)?(?:起诉|(?:提起|提出)(?:行政)?诉讼)(?:案件?)?"),
    ("part", "disputes", r"(?:行政)?复议(?:案件)?(?:和|及|以及|与|或|、)(?:提起)?(?:行政)?诉讼(?:案件)?"),
    ("part", "review", r"(?:行政)?复议(?:机关|机构|案件?|申请)?"),
    ("part", "litigation", r"(?:行政)?(?:诉讼|应诉|起诉)(?:案件?)?|打官司|(?:人民)?法院|法庭|为被告|判决"),
    # results
    ("result", "pending", r"(?:尚未|未|仍未|还未|暂未|尚待|等待|待)(?:审结|结案|办结|作出决定|判决|宣判|判)|未结(?!案)|(?:尚|还)?(?:无|没有)(?:结论|结果|宣判|审结)|(?:尚|仍|正)?在(?:审理|审|办理)(?:中|之中|过程中)?|审理中"),
    ("result", "closed", r"(?:已|均已)?(?:审结|结案)"),
    ("result", "dismissed", r"(?:裁定)?驳回(?:起诉|上诉|[^，。；]{0,4}复议(?:申请|请求))"),  # upheld for some, another result for others
    ("result", "upheld", r"(?:判决)?驳回[^，。；]{0,6}诉讼请求|(?:结果)?维持(?:原(?:具体)?(?:行政行为|答复|决定|判决)|判决)?|支持(?:我|本|被诉|原)?(?:局|厅|关|机关|行政机关|答复|决定)"),
    ("result", "corrected", r"(?:结果)?(?:被)?(?:纠正|纠错|撤销|确认违法|责令(?:重新(?:答复|作出)|改正)|判令(?:纠正|重新答复))"),
    ("result", "won", r"胜诉"),  # 结果维持
    ("result", "lost", r"(?:被判)?败诉"),  # of a lawsuit: 结果纠正
    ("result", "other", r"(?:以)?其他结果(?:方式)?(?:审结|结案)?|(?:以)?其他(?:方式|形式)(?:审结|结案|处理)?"),
    # applicants
    ("applicant", "legal_persons", r"法人(?:单位)?(?:(?:和|或者?|及|以及|与|、)其他(?:社会)?组织)?"),
    ("applicant", "natural", r"自然人|公民(?:个人)?|个人(?:名义)?|[居村市]民(?:个人|本人)?"),
    ("applicant", "research", r"科研(?:机构|院所|单位)"),
    ("applicant", "charity", r"(?:社会)?公益(?:性)?(?:组织|团体)|社会组织"),
    ("applicant", "legal", r"法律服务机构|律师事务所|律所"),
    ("applicant", "company", r"(?:商业|工商)?企业"),
    ("applicant", "other", r"其[他余](?:各类)?(?:社会)?(?:组织|申请人|单位)"),
    ("measure", "decisions", r"办件量|办理量"),
    # flows
    ("flow", "due", r"(?:应|需|须|应当|共需|共应|需要)(?:予)?(?:办理?|答复|处理)(?!的)|待办"),
    ("flow", "carry", r"年初(?:在手|在办|结存|未结|留存)|(?:尚未|没有|未)办[结完]|留[下存]|积存|延续|过来|跨入|结转|转结|接转|留转|转(?:入|至|到|往|来|(?=下一?年|次年|明年|\d{4}\s?年))|顺延|延(?:至|到)|遗留|跨年度?(?:办理)?"),
    ("flow", "new", r"新(?:收到?|接收|受理|接到|增申请|提出)"),
    ("flow", "received", r"(?:收到|受理|接收|接到|收办|收悉|承接|接办|收件)(?:和(?:承接|受理))?|登记(?=[^，。；]{0,8}申请)|(?<![征回验吸没招])收(?=[^取费回集入录看听场尾])"),
    ("flow", "done", r"(?:已|均已|实际|共)?(?:办结|办毕|办完|办复|办理完毕|处理完毕|答复完毕|完成答复)"),
    ("flow", "handled", r"(?:共)?(?:办理|答复|处理)"),
    ("noun", "applications", r"依申请公开(?:政府信息)?(?:的)?(?:申请|案件|事项|件)?|依申请(?:政府)?信息公开|(?:政府)?(?:信息)?公开(?:的)?(?:申请|类申请)(?:案件|件|事项|量|数量)?|申请(?:案件|件数?|量|事项|数量)?"),
    # rows of the proactive table
    ("row", "rules", r"规章(?:和|及|以及|与|、)(?:行政)?规范性文件"),
    ("row", "normative", r"(?:行政|党政|政府)?规范性文件"),
    ("row", "regulations", r"(?:地方|部门|政府|地方政府)?规章(?!制度|库)|部令|政府令"),
    ("row", "other_services", r"其他(?:对外)?管理服务(?:类)?"),
    ("row", "licensing", r"(?:行政)?许可"),
    ("row", "penalty", r"(?:行政)?处罚"),
    ("row", "coercion", r"行政强制(?:措施|执行)?|(?<!申请)(?<!法院)强制(?:措施|(?![性力]|要求|医疗|戒毒|隔离|报废|标准|检定|执行|公开))"),
    ("row", "fees", r"(?:行政)?事业性收费|(?:行政)?收费(?=项目|事项)"),
    ("row", "procurement", r"(?:政府)?集中采购|政府采购"),
    # what was done, and what is counted
    ("act", "total", r"(?:历年|累计)[合累计]{0,2}(?:对外)?(?:公开|可查|可以查到)|对外公开(?:的)?(?:总(?:数量?|量)|共|累计)|(?:公开)?总数(?!字)|累计公开"),
    ("act", "repealed", r"(?:宣布)?(?:废止|失效|清出|停止执行|停用)(?:或?(?:者)?(?:宣布)?失效)?"),
    ("act", "valid", r"现行有效|(?:继续|仍然?|期末|年末|年底)有效|保留(?=[^，。；]{0,6}(?:规章|规范性文件))|存续|仍?在?(?:施行|执行|使用)中|仍在(?:施行|执行)|在用|保留有效"),
    ("act", "made", r"(?:新)?(?:制发|制定|制作|制订|印发|出台|新?颁布?|新发|新制|发布|公布|发文)(?:并(?:主动)?(?:公开|公布|发布))?"),
    ("act", "published", r"(?:主动|新)?公开(?!招标)"),
    ("measure", "items", r"事项|项目"),
    ("measure", "amount", r"(?:采购)?(?:总)?(?:金额|额)"),
    ("measure", "decisions", r"(?:处理)?决定|办件"),
    ("residue", "other", r"其他|其它|其余"),
)
_NAMES = {f"c{i}": (role, name) for i, (role, name, _) in enumerate(_WORDINGS)}
_ANY = re.compile("|".join(f"(?P<c{i}>{pattern})" for i, (_, _, pattern) in enumerate(_WORDINGS)))


def find_concepts(text: str) -> list[Concept]:
    """The concepts that a text names, in order, without overlap; wordings that only look like one are left out.

    >>> [concept.name for concept in find_concepts("复议后起诉")]
    ['after_review']
    """
    found = []
    for match in _ANY.finditer(text):
        role, name = _NAMES[str(match.lastgroup)]
        found.append(Concept(role, name, match.start(), match.end()))
    return found
