"""Address books: names and addresses in them, encoded, folded, in several blocks."""

from __future__ import annotations

import quopri
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scanner
from scanner.readers.headed import with_labels
from scanner.readers.headed.vcard import Vcard

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "浙江省杭州市西湖区文三路9号"


def read(text: str, size: int = 1 << 20) -> str:
    lines = text.encode().splitlines(keepends=True)
    blocks = [b"".join(lines[at : at + size]) for at in range(0, len(lines), size)]
    return b"".join(with_labels(blocks, "vcard", len(text))).decode()


def quoted(text: str, codec: str = "utf-8") -> str:
    return "".join(f"={byte:02X}" for byte in text.encode(codec))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("FN:张伟", "FN:姓名: 张伟"),
        ("fn:张伟", "fn:姓名: 张伟"),
        ("item1.FN;CHARSET=UTF-8:张伟", "item1.FN;CHARSET=UTF-8:姓名: 张伟"),
        ("N:张;伟;;;", "N:姓名: 张伟"),
        ("N:Smith;John;;Mr.;", "N:姓名: John Smith; Mr."),
        (
            "ADR;TYPE=HOME:;;文三路9号;杭州市西湖区;浙江省;310000;中国",
            f"ADR;TYPE=HOME:住址: {ADDRESS}; 310000; 中国",
        ),
        ("ADR;TYPE=WORK:;;建国路88号;北京市;;;", "ADR;TYPE=WORK:;;建国路88号;北京市;;;"),
        (
            f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('张')};{quoted('伟')};;;",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:姓名: 张伟",
        ),
        (
            f"FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{quoted('张伟', 'gbk')}",
            "FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:姓名: 张伟",
        ),
        (
            f"FN;CHARSET=NONE;QUOTED-PRINTABLE:{quoted('张伟')}",
            "FN;CHARSET=NONE;QUOTED-PRINTABLE:姓名: 张伟",
        ),
        (
            f"NOTE;ENCODING=QUOTED-PRINTABLE:{quoted('工号 E1')}",
            "NOTE;ENCODING=QUOTED-PRINTABLE:工号 E1",
        ),
        ("FN;ENCODING=QUOTED-PRINTABLE:=FF=FF", "FN;ENCODING=QUOTED-PRINTABLE:=FF=FF"),
        ("N:;;;;", "N:"),
        ("TEL;CELL:13800138000", "TEL;CELL:13800138000"),
        ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ"),
    ],
)
def test_a_word_goes_before_what_a_property_says(line: str, told: str) -> None:
    assert read(f"{line}\r\n") == f"{told}\r\n"


@pytest.mark.parametrize("size", [1, 2, 100])
def test_what_goes_on_in_further_lines_is_told_in_the_first(size: int) -> None:
    soft = f"FN;ENCODING=QUOTED-PRINTABLE:{quoted('张')}=E4=\n=BC=9F\nTEL:1\n"
    folded = "ADR;HOME:;;文三路\n 9号;杭州市西\n 湖区;浙江省;;\nEND:VCARD\n"

    assert read(soft, size) == "FN;ENCODING=QUOTED-PRINTABLE:姓名: 张伟\n\nTEL:1\n"
    assert read(folded, size) == f"ADR;HOME:住址: {ADDRESS}\n\n\nEND:VCARD\n"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=8), st.integers(1, 4))
def test_no_line_begins_or_ends_elsewhere_and_nothing_depends_on_blocks(
    lines: list[str], size: int
) -> None:
    text = "".join(
        f"{head}{line}\n" for head in ("FN:", "", "N;QUOTED-PRINTABLE:") for line in lines
    )
    whole = read(text)

    assert whole == read(text, size)
    assert whole.count("\n") == text.count("\n")


def test_a_property_without_end_is_not_held() -> None:
    scribe, piece = Vcard(), b" " + b"x" * 1000 + b"\n"
    scribe.feed(b"FN:a\n")
    for _ in range(200):
        scribe.feed(piece)
        assert scribe.size < 70_000


def test_people_in_an_address_book_are_found(tmp_path: Path) -> None:
    name = quopri.encodestring("张伟".encode()).decode()
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "contacts.vcf").write_text(
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name}\r\nTEL;CELL:13800138000\r\n"
        f"ADR;HOME:;;文三路9号;杭州市西湖区;浙江省;;\r\nEND:VCARD\r\n",
        encoding="utf-8",
    )
    with scanner.scan(tmp_path / "share", workers=0) as found:
        entities = found.summary["entities"]
        formats = found.files["format"].tolist()

    assert formats == ["vcard"]
    assert {"PERSON_NAME_ZH", "CN_MOBILE", "CN_ADDRESS_FULL"} <= set(entities)
    assert entities["PERSON_NAME_ZH"]["count"] == 1
