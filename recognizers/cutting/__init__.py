"""Where values stand beside their labels in running text, over bytes of UTF-8.

    姓名：张伟    "name": "张伟"    name=张伟&...    <name>张伟</name>    | 姓名 | 张伟 |
    **姓名**：张伟    【姓名】张伟    <td>姓名</td><td>张伟</td>    参会人：张伟、李娜

Nothing is known here of what labels mean.  Whether and where a label and a value stand
depends on few bytes around it on the same line, so that a text can be examined in pieces.
"""

from __future__ import annotations

from recognizers.cutting.pieces import Cut, cut

__all__ = ["Cut", "cut"]
