"""Whether a number of the narrative and one of a table are the same, exactly and in decimal.

Rules: devset/GUIDE.md, 'Rulings on claims': a figure rounded to its own last digit is consistent; a rough one (余, 近,
约, 超过) is consistent where the table's number fits the word; money is compared across units; a change by size and
direction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from nlp.claims.quantities import Quantity
from nlp.tables.templates import MONEY

Agreement = Literal["match", "consistent"]

_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000),
         "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000)}
# 超过500 may be any larger number, 500余 only one below 600.
_OPEN_ENDED = ("超", "逾", "突破", "过", "以上", "不少于", "不低于", "至少")


def in_unit_of(quantity: Quantity, cell: str, number: Decimal) -> Decimal | None:
    """A cell's number in a claim's unit.

    Args:
        quantity: the claim's number and unit.
        cell: the cell's name; those of money hold 万元.
        number: the cell's number.

    Returns:
        The number in the claim's unit; None where one is money and the other is not.
    """
    yuan = _YUAN.get(quantity.unit)
    if (yuan is None) != (cell not in MONEY):
        return None
    return number if yuan is None else number * _YUAN["万元"] / yuan


def agreement(quantity: Quantity, expected: Decimal, sign: int, words: str) -> Agreement | None:
    """How a claim agrees with the number that the table gives.

    Args:
        quantity: the claim's number.
        expected: the table's, in the claim's unit.
        sign: -1 where the claim is of a decrease, 1 of an increase, 0 where it is no change.
        words: the number as written, with its rough words.

    Returns:
        'match' for the same number, 'consistent' for one that was rounded or fits the rough word, None for neither.

    >>> three = Quantity(0, 2, 0, 1, Decimal(3), "件", None, False, Decimal(1), None)
    >>> agreement(three, Decimal(3), 0, "3件")
    'match'
    """
    value = quantity.value * sign if sign else quantity.value
    if quantity.approximation is not None:
        return "consistent" if _fits(quantity, abs(expected) if sign else expected, words) else None
    if value == expected:
        return "match"
    coarse = quantity.step > 1 or quantity.value != quantity.value.to_integral_value()
    return "consistent" if coarse and abs(value - expected) <= quantity.step / 2 else None


def grain(value: Decimal) -> Decimal:
    """What the last digit that is not zero is worth: 余 in 1200余 stands for less than this.

    >>> grain(Decimal(1200))
    Decimal('1E+2')
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _fits(quantity: Quantity, expected: Decimal, words: str) -> bool:
    value = quantity.value
    if quantity.approximation == "about":
        return abs(value - expected) <= max(quantity.step / 2, abs(expected) / 20)
    if quantity.approximation == "less":
        far = any(word in words for word in ("不足", "不到", "以下", "以内"))
        return (value / 2 if far else max(value - grain(value), value * Decimal("0.8"))) <= expected <= value
    if any(word in words for word in _OPEN_ENDED):
        return value <= expected < 2 * value
    return value <= expected < value + max(grain(value), quantity.step)
