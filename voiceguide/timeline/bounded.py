"""Shares out an amount in proportion, within a least and a most for each share."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is `preferred` of a share, more than zero; and its bounds. None: there is no most."""

    preferred: Fraction
    least: Fraction = Fraction(0)
    most: Fraction | None = None

    def at(self, scale: Fraction) -> Fraction:
        """Returns so many times what is preferred, as far as the bounds allow."""
        wanted = max(self.least, self.preferred * scale)
        return wanted if self.most is None else min(wanted, self.most)


def shared(amount: Fraction, shares: Sequence[Share]) -> list[Fraction]:
    """Returns the shares, whose sum is the amount: each the same multiple of what is preferred, but
    for those at a bound.

    Raises ValueError if the bounds leave no way.
    """
    bounds = [(share.preferred, bound) for share in shares for bound in (share.least, share.most)]
    turning = sorted({Fraction(0), *(b / preferred for preferred, b in bounds if b is not None)})

    def total(scale: Fraction) -> Fraction:
        return sum((share.at(scale) for share in shares), start=Fraction(0))

    after = bisect_left(turning, amount, key=total)
    low = turning[max(0, after - 1)]
    high = turning[after] if after < len(turning) else low + 1
    grown = total(high) - total(low)
    scale = low + (high - low) * (amount - total(low)) / grown if grown else low
    found = [share.at(scale) for share in shares]
    if sum(found) != amount:
        raise ValueError("the bounds leave no way to share this amount")
    return found
