"""``handover manifest`` and ``handover verify``: the receipt of the handover."""

# Annotations are evaluated here: Typer reads the options from them.
from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import Language, State
from scanner.cli.speech import EXIT_REFUSED, complain, echo, plainly

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

STATUS = """退出码：0 完全一致；1 有差异，或凭证无效；2 用法有误。

Exit status: 0 all is as the manifest says; 1 something differs, or the manifest is not to be
trusted; 2 wrong usage."""
_SHOWN = 200
Target = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="移交凭证文件。 The manifest to write.")
]
Receipt = Annotated[Path, typer.Argument(metavar="MANIFEST", hidden=True)]
Folders = Annotated[list[Path], typer.Argument(metavar="DIR", hidden=True)]
PublicKey = Annotated[
    str,
    typer.Option(
        metavar="KEY|FILE",
        help="卖方公钥，或存有公钥的文件。 The seller's public key, or a file that holds it.",
    ),
]


@app.callback()
def manifest(
    context: typer.Context,
    *,
    out: Target = Path("manifest.jsonl"),
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Write the receipt of the handover: every file with SHA-256, level and decision, signed.

    Every file is read once more. If one is not as the latest scan saw it, nothing is written:
    scan again. The buyer checks it with "handover verify" and your public key.

    生成移交凭证：列明每个文件的 SHA-256、级别和决定，并签名。每个文件重新读取一遍；若与最近一次
    扫描不符，则不生成，须先重新扫描。买方用 handover verify 和您的公钥核对。

    示例 / Example:  handover manifest --out manifest.jsonl
    """
    if context.invoked_subcommand:
        return
    with plainly(lang):
        from scanner import config
        from scanner.messages import word
        from scanner.run import desk, receipts

        where = state or config.default_state()
        with desk.opened(where) as opened:
            seal = receipts.make(opened, where, out)
        echo(word("manifest.made", lang, path=str(out), files=f"{seal['files']:,}"))
        echo(f"  {seal['merkle_root']}\n  {seal['public_key']}")


@app.command("key", short_help="显示签名公钥。 Show the public key.")
def key(*, state: State = None, lang: Language = "zh") -> None:
    """Print the public key for the buyer; makes the private one at first use.

    The private key stays beside the state, readable by you alone. Hand the public key over
    in another way than the manifest.

    输出供买方使用的公钥；首次使用时生成私钥。私钥保存在状态文件旁，仅本人可读。请用与凭证不同的途径交付公钥。

    示例 / Example:  handover manifest key
    """
    with plainly(lang):
        from scanner import config
        from scanner.review import signing
        from scanner.run import receipts

        path = receipts.key_path(state or config.default_state())
        echo(signing.shown(signing.private_key(path)))


def verify(receipt: Receipt, folders: Folders, *, key: PublicKey, lang: Language = "zh") -> None:
    """Hold folders (DIR) against a MANIFEST: what is missing, added or different.

    One DIR for each folder that the manifest speaks of, in its order. Nothing is written, no
    link is followed, and no path of the manifest is opened.

    用移交凭证核对文件夹：缺少、多出或不同的文件。凭证涉及几个文件夹，就按顺序给出几个 DIR。

    示例 / Example:  handover verify manifest.jsonl /data/received --key ed25519:...
    """
    from scanner.errors import Unreadable

    with plainly(lang):
        try:
            count = _compare(receipt, folders, key, lang)
        except Unreadable as trouble:
            complain(trouble.note, lang)
            count = 1
    raise typer.Exit(EXIT_REFUSED if count else 0)


def _compare(receipt: Path, folders: list[Path], key: str, language: str) -> int:
    """Print the differences and return how many there are."""
    from scanner.messages import word
    from scanner.report.cells import shown
    from scanner.review import signing
    from scanner.run import receipts

    public = signing.read_public(_text(key))
    count = 0
    for difference, folder, path in receipts.verify(receipt, folders, public):
        count += 1
        if count <= _SHOWN:
            where = shown(path) if len(folders) == 1 else f"{folder}: {shown(path)}"
            echo(word(f"manifest.difference.{difference}", language, path=where))
    if count > _SHOWN:
        echo(word("cli.more", language, count=f"{count - _SHOWN:,}"))
    echo(word("manifest.differs" if count else "manifest.agrees", language, count=f"{count:,}"))
    return count


def _text(key: str) -> str:
    """Return a key that is given as itself or as a file."""
    from scanner.errors import Misused, named_by_user
    from scanner.review import signing

    path = Path(key)
    limit = 1000  # characters: more than any key has
    if key.startswith(signing.PREFIX):
        return key
    with named_by_user(path):
        if not path.exists():
            raise Misused("manifest.no_key", path=key)
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read(limit)
