"""Longitude and latitude named in running text (坐标：116.397428,39.90923).

The word belongs to the match: two decimals beside each other are sizes and prices.  Degrees with
minutes and seconds, and a POINT of well-known text, need none.  Four places
or more are eleven metres; only within the mainland's box, in either order.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers.arrays import to_texts
from recognizers.base import ProvenRecognizer
from recognizers.fold import ANY_BLANK

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_LATITUDES, _LONGITUDES = (3.8, 53.6), (73.5, 135.1)  # degrees
_DEGREES = r"[0-9]{1,3}\.[0-9]{4,15}"
_IS = "[\"']?[ ]?(?:[:：=]|[是为在])?[ ]?[\"'(（\\[]?[ ]?"
_POINT = (
    "(?:经纬度|坐标|定位|位置|[Gg][Pp][Ss]|[Ll]ocation|[Cc]oordinates?|[Ll]ng[ ]?,[ ]?[Ll]at|"
    "[Ll]at[ ]?,[ ]?[Ll]ng)"
)
_LNG, _LAT = "(?:[Ll]ng|LNG|[Ll]on(?:gitude)?)", "(?:[Ll]at(?:itude)?|LAT)"
# A comma alone parts pairs as well: lat=39.9092&lng=116.3974,lat=...
_AND = "(?:&|[\"']?[,;][ ][\"']?|[\"']?,[\"'])"
_ALSO = "[ ]?[,，;；、]?[ ]?"
# With a sign of assignment, a blank parts them too, an element's end, or a few other fields.
_SIGN = "[\"']?[ ]?[:：=>][ ]?[\"']?"
_APART = "(?:[\"']?(?:,?[ ]|[ ]?[;&|][ ]?)[\"']?|[\"'],[\"']|</[A-Za-z]{2,9}>[ ]?<)"
_VALUE = "[0-9A-Za-z一-鿿_.:/+-]{0,40}"
_FIELD = f"(?!(?:{_LNG}|{_LAT}){_SIGN})[0-9A-Za-z_.-]{{1,30}}{_SIGN}{_VALUE}{_APART}"
# In Latin letters: a word, then a number.
_LATIN = (
    "(?i:gps|ocation|oordinates?|lat|itude|lng|lon)"
    f"[\"':：=>是为在(（\\[{ANY_BLANK}]*[0-9]{{1,3}}\\.[0-9]{{4}}"
)
_NUMBER = regex.compile(_DEGREES)
_MINUTES = "[0-9]{1,3}°[ ]?[0-9]{1,2}[′'][ ]?[0-9]{1,2}(?:\\.[0-9]{1,6})?[″\"]"
_MINUTES_OF = regex.compile("([0-9]+)°[ ]?([0-9]+)[′'][ ]?([0-9]+(?:\\.[0-9]+)?)[″\"]")
_SIDE = "(?:(?:[东西]?经|[南北]?纬)度?[:：]?[ ]?)?"
_SIXTY = 60


def _named(first: str, link: str, second: str) -> str:
    return f"{first}{_IS}{_DEGREES}{link}{second}{_IS}{_DEGREES}"


def _assigned(first: str, second: str) -> str:
    return f"{first}{_SIGN}{_DEGREES}{_APART}(?:{_FIELD}){{0,3}}{second}{_SIGN}{_DEGREES}"


class GeoPairRecognizer(ProvenRecognizer):
    """Recognize a pair of coordinates beside a word that says what they are."""

    ENTITY = "GEO_PAIR_IN_TEXT"
    TITLE = "Coordinates in text"
    TITLE_ZH = "文中的经纬度"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    PLAIN = f"{_POINT}{_IS}{_DEGREES}[ ]?[,，][ ]?{_DEGREES}"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        ("longitude first", _named(_LNG, _AND, _LAT), 0.6),
        ("latitude first", _named(_LAT, _AND, _LNG), 0.6),
        ("longitude assigned first", _assigned(_LNG, _LAT), 0.6),
        ("latitude assigned first", _assigned(_LAT, _LNG), 0.6),
        ("longitude first in Chinese", _named("经度", _ALSO, "纬度"), 0.6),
        ("latitude first in Chinese", _named("纬度", "[ 、]?", "经度"), 0.6),
        ("minutes", f"{_SIDE}{_MINUTES}[NSEW]?{_ALSO}[ ]?{_SIDE}{_MINUTES}[NSEW]?", 0.6),
        ("well-known text", rf"POINT ?\( ?{_DEGREES} {_DEGREES} ?\)", 0.6),
    )
    SIEVE = (
        ("位", "[定][位]|位置"),
        ("标", "坐标"),
        ("度", "经纬度|[经纬]度"),
        ("°", "[0-9]°"),
        ("(", r"POINT ?\( ?[0-9]"),
        *((mark, _LATIN) for mark in ",;&:：=>"),
    )
    TOUCHES = False
    CONTEXT = ("家", "住", "到达", "签到", "轨迹", "打卡", "home", "check-in", "arrived")
    NEGATIVE = ("门店", "站点", "景点", "公交", "store", "station")
    GENUINE = (
        "坐标：116.397428,39.90923",
        "定位：39.90923, 116.397428",
        "经度116.397428，纬度39.90923",
        "lat=39.90923&lng=116.397428",
        "latitude: 39.90923, longitude: 116.397428",
        "GPS:121.473701,31.230416",
        "lng=116.397428 lat=39.90923",
        'lat="39.90923" lon="116.397428',
        "lng=116.397428&speed=3.51234&lat=39.90923",
        "lng>116.397428</lng><lat>39.90923",
        "39°54'33\"N, 116°23'51\"E",
        "东经116°23′51″，北纬39°54′33″",
        "POINT(116.397428 39.90923)",
    )
    IMPOSTORS = (
        "坐标：116.39,39.90",  # a kilometre
        "坐标：2.2945,48.8584",  # Paris
        "尺寸116.397428,39.90923",  # no word
        "坐标：\n116.397428,39.90923",
        "lat=39.90923",
        "lat 39.90923 lng 116.397428",  # figures of a table
        "lng=116.397428\nlat=39.90923",
        "定位116.397428",
        "POINT(2.2945 48.8584)",
        "39°54'33\"N",
    )
    CHECK = "form"
    CHANCE = 0.25  # of two random numbers of up to three digits, in either order, and less
    SHOWN = 0

    def compact(self, text: str) -> str:
        """Return the two numbers as they stand, minutes and seconds as decimals.

        What stands between them belongs to other fields.
        """
        if minutes := _MINUTES_OF.findall(text):
            parts = [(float(one), float(two), float(three)) for one, two, three in minutes]
            return ",".join(f"{d + m / _SIXTY + s / _SIXTY**2:.6f}" for d, m, s in parts)
        numbers = _NUMBER.findall(text)
        return ",".join((numbers[0], numbers[-1]))

    def passes(self, values: Bytes) -> Mask:
        """Tell which lie within the box, in either order."""
        return np.array([_is_inside(text) for text in to_texts(values)], np.bool_)


def _is_inside(text: bytes) -> bool:
    """Tell whether a text is two numbers in the box; any bytes may come."""
    pair = regex.fullmatch(f"({_DEGREES}),({_DEGREES})", text.decode("ascii", "ignore"))
    if pair is None:
        return False
    low, high = sorted((float(pair[1]), float(pair[2])))
    return _LATITUDES[0] <= low <= _LATITUDES[1] and _LONGITUDES[0] <= high <= _LONGITUDES[1]
