"""How a secret stands beside the word for it, as expressions, and what stands in its place.

What leads to a value is a piece of its own, since ``leading`` has to find it again.
"""

from __future__ import annotations

import regex

from recognizers.fold import ANY_BLANK

_ENGLISH = (
    "(?:[0-9A-Za-z]{1,20}[_.-]){0,3}"
    "(?:[A-Z]{0,4}[a-z]{0,20}(?:[A-Z][a-z]{1,20}){0,2}"  # accessKeySecret, DbPassword
    "(?:Pass[Ww]ord|Pass[Ww]d|Pwd|Passphrase|Secret|Token|ApiKey|AccessKey)|"
    "[Pp]ass[Ww]ord|PASSWORD|[Pp]ass[Ww]d|PASSWD|[Pp]wd|PWD|[Pp]assphrase|PASSPHRASE|"
    "[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Aa]pi[_-]?[Kk]ey|API[_-]?KEY|[Aa]ccess[_-]?[Kk]ey|"
    "ACCESS[_-]?KEY|[Aa]uth[_-]?[Kk]ey|AUTH[_-]?KEY|[Aa]ccess[Tt]oken|[Cc]lient[Ss]ecret)"
    "(?:[_-]?(?:[Kk]ey|KEY)|[_-](?:[Ii]d|ID))?"
)
_CHINESE = "(?:密码|密碼|口令|密钥|密鑰|金鑰)"
_IS = "(?:已?(?:重置|重設|修改|更改|设置|設定|改|设|設)?[是为為])"

# -- what leads to a value ------------------------------------------------------------------

_BOLD = "(?:[*][*])?"  # Markdown's
NAMED = f"{_ENGLISH}[\"']?[\\]]?{_BOLD}[ ]{{0,8}}[=:：]{{1,2}}{_BOLD}[ ]?"
ARROW = f"{_ENGLISH}[\"']?[ ]{{0,8}}=>[ ]{{0,8}}"  # of PHP and Ruby
SAID = (  # VPN密码：, 初始密码已重置为
    f"[0-9A-Za-z_-]{{0,20}}{_CHINESE}[\"']?{_BOLD}(?:[ ]?{_IS}?[ ]?[=:：]{_BOLD}[ ]?|{_IS}[ ]?)"
)
ELEMENT = f"<(?:[a-z]{{1,20}}:)?{_ENGLISH}(?:[ ][^<>]{{0,60}})?>"
_NAME = (  # of a pair; what guards a form of a web page is no secret of anybody's
    "(?:name|key|Name|Key)[\"']?[ ]?[=:][ ]?[\"']"
    f"(?![^\"']*(?:csrf|CSRF|xsrf|XSRF|authenticity|Verification)){_ENGLISH}[\"']"
)
PAIR = f"{_NAME},?[ ]{{0,4}}[\"']?[Vv]alue[\"']?[ ]?[=:][ ]?"
PROPERTY = f"{_NAME}>"
CALL = f"(?:define|env|getenv|put|set[A-Za-z]{{0,20}})[(][ ]?[\"']{_ENGLISH}[\"'],[ ]?"
_SCHEME = "[a-z][a-z0-9+.-]{1,20}"
_USER = "[^/:@ \"'<>\\x00-\\x20]"
ADDRESS = f"{_SCHEME}://{_USER}{{0,64}}:"
SQL = (
    "(?:(?:IDENTIFIED|identified)(?:[ ](?:WITH|with)[ ][\"'`]?[0-9a-z_]{3,40}[\"'`]?)?[ ](?:BY|by)|"
    "(?:WITH|with|ENCRYPTED|encrypted)[ ](?:PASSWORD|password))[ ]"
)

# -- values ---------------------------------------------------------------------------------

_SIGN = "[!#$%*+./0-9:=?@A-Z^_a-z|~-]"  # of a bare value: no blank, quote, bracket, end
_MARK = "[0-9!#@$%^*+?~]"  # what no word has
_INSIDE = "[^\"'`<>\\x00-\\x20\\x7f-\\U0010ffff]"
_WITHIN_QUOTES = "[^\"'\\x00-\\x20\\x7f-\\U0010ffff]"
# What is left to fill in (${X}, <x>, %s), and what a form says in many languages ("Kennwort").
_NO_VALUE = "(?![<$%*{]|[A-Z][a-z]+[?:.]?[\"'])"
QUOTED = f"N?[\"']{_NO_VALUE}{_WITHIN_QUOTES}{{4,100}}[\"']"
_TICKED = f"`(?![<$%*{{]){_INSIDE}{{4,100}}`"
# Pairs of letters that neither English nor pinyin has within a word.
_NO_PAIR = (
    "(?:[jqvxz][bcdfgjkmnpqsvwx]|[jqv][hlrtz]|[bdfhjkmptvwxz]q|[bcfhjklmpqstvwxz]j|"
    "[bcdfghjklmpqrstvwz]x|[bcdfhjkmpqsvwx]z|[bcdfghjkmpqtvwxz]v|[bcdfhkmp][kwg]|[fgkmpvw]b)"
)
# As providers of mail give them out: not a name of parts, hence of no other length.
_RANDOM = f"(?=(?:[a-z]*?{_NO_PAIR}){{3}})[a-z]{{16}}(?![_./@-])"
# Not what stands for a value: ${X}, %s, [x], ***, a path; with a digit or a mark in it.
BARE = (
    f"(?:(?![$%*/]|[xX]{{3}})(?=[A-Za-z_./-]*{_MARK}){_SIGN}{{4,100}}(?<![.:])|{_RANDOM}|"
    f"(?=`[^`]*{_MARK}){_TICKED})"
)
LOOSE = f"(?:[\"'“](?![<$%*{{]){_WITHIN_QUOTES}{{4,100}}[\"'”]|{_TICKED}|{_SIGN}{{4,100}})"
_CONTENT = f"(?![$%*{{\\[]|[0-9]{{1,5}}<)(?=[^<]*{_MARK}){_INSIDE}{{4,100}}"
ENCLOSED = (
    f"(?:{ELEMENT}{_CONTENT}</(?:[a-z]{{1,20}}:)?{_ENGLISH}>|"
    f"{PROPERTY}{_CONTENT}</[0-9A-Za-z_.:-]{{1,80}}>)"
)
ASKED = f"(?<=[?&]){_ENGLISH}=[0-9A-Za-z_.~%+/=-]{{8,200}}"
HOST = f"(?![<$%*{{]){_USER}{{3,100}}@[0-9A-Za-z_.-]{{1,100}}"

# -- what lets them pass the sieve, unfolded --------------------------------------------------

_QUOTE = "[\"'＂＇]"
_WORD = "(?i:(?:pass|pwd|secret|token|key)[0-9a-z_＿-]{0,12})"
_GAP = f"[{ANY_BLANK}]*"
_BESIDE = (
    f"{_WORD}{_QUOTE}?(?:[\\]］]?[*＊]*{_GAP}[:=：＝>＞]|"
    f"[,，]?{_GAP}{_QUOTE}?[Vv]alue|[,，]{_GAP}N?{_QUOTE})"
)
SIEVE = (
    *((mark, _BESIDE) for mark in "=:：>,"),
    ("@", "[a-z0-9+.-]:[/／]{2}[^/:@ ]*:[^/@ ]+@"),
    (" ", f"(?i:identified|(?:with|encrypted)[{ANY_BLANK}]password)[{ANY_BLANK}]"),
    *((mark, _CHINESE) for mark in "密口鑰"),
)

# -- what is no secret ------------------------------------------------------------------------

_LEADS = (CALL, PAIR, PROPERTY, ELEMENT, SQL, ARROW, NAMED, SAID)
_LEADING = regex.compile(f"(?P<address>{ADDRESS})|(?:{'|'.join(_LEADS)})")
_AROUND = regex.compile("^N?[\"'`“]|[\"'`”]$|</[^<>]*>$")


def bared(text: str) -> str:
    """Return a secret without the word for it, the quotes, and what else stands around it."""
    lead = _LEADING.match(text)
    value = text[lead.end() :] if lead else text
    if lead and lead["address"]:
        return value.rpartition("@")[0]
    return _AROUND.sub("", value)


_WORDS = (
    "string|str|text|(?:var)?char|integer|number|boolean|object|array|null|none|undefined|unknown|"
    "true|false|required|optional|nullable|mandatory|sometimes|empty|blank|default|hidden|masked|"
    "redacted|removed|omitted|encrypted|hashed|plain|plaintext|sensitive|confidential|private|"
    "example|sample|placeholder|value|field|label|input|enter|reset|forgot|forgotten|confirm|"
    "change|update|show|hide|basic|bearer|digest|oauth2?|auto|generated|prompt|inherit|enabled|"
    "disabled|valid|invalid|incorrect|wrong|missing|expired|password123"
)
_RULE = "[a-z_]+(?::[0-9a-z_,.]*)?"  # by which a program examines what is typed
_NO_SECRET = regex.compile(
    "(?i:"
    f"(?:{_WORDS})[?:.]?|"
    "[a-z_.-]*(?:pass(?:word|wd|phrase)|pwd|secret|token|(?:api|access)[_-]?key)[a-z_.-]*[?:]?|"
    "(?:your|my|the|some|enter|insert|put|replace|change)[_-][a-z_.-]*|[a-z_.-]*[_-]here|"
    ".*xxx.*|"
    r"([^0-9a-z])\1*|"
    r"\[.*\]|\(.*\)|<.*>|"
    "[0-9]{1,2}[~-][0-9]{1,2}|"
    "[a-z][0-9a-z+.-]*://[^@]*|"
    rf"(?:min|max|size|length|between|same|confirmed):.*|{_RULE}(?:\|{_RULE})+|"
    r"n?(?:var)?char2?\(.*"
    ")".encode()
)


def is_none(value: bytes) -> bool:
    """Tell what forms, documents and programs write in the place of a secret."""
    return _NO_SECRET.fullmatch(value) is not None
