"""An invented inventory, rich enough to show everything a report can say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from scanner.decision import Progress, Reviewed
from scanner.history import Absence, Change, Glance, PastRun
from scanner.model import (
    EntityTotal,
    FileRef,
    FileReport,
    Level,
    Note,
    Outcome,
    RuleHit,
    Tally,
    Verdict,
)
from scanner.report.view import (
    CategoryFacts,
    EntityFacts,
    FolderTotal,
    Joined,
    LevelFacts,
    PolicyFacts,
    Reached,
    RuleFacts,
    RunFacts,
    Side,
    ThresholdFacts,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = "/mnt/共享盘/云澜商贸".encode()
SHANGHAI = timezone(timedelta(hours=8))
MARCH = int(datetime(2026, 3, 9, 2, 30, 15, tzinfo=UTC).timestamp()) * 10**9

MEASURES = {
    Level.L1: Words("无需特别处理，列入清单即可。", "None; keep in the inventory."),
    Level.L2: Words(
        "列入移交清单，依《个人信息保护法》第22条告知个人接收方信息；合同约定用途与责任，按最小必要移交。",
        "Inventory; notice under PIPL Art. 22; contract clause; minimise; access control.",
    ),
    Level.L3: Words(
        "在L2措施基础上，传输和存储加密；资料室仅提供脱敏数据；按需知密，导出留痕；提供记录保存不少于三年。",
        "As L2, and encrypted channel and storage, masked in the data room, need-to-know, "
        "export log, provision record kept for three years.",
    ),
    Level.L4: Words(
        "在L3措施基础上，移交前完成个人信息保护影响评估（PIPL第55、56条），"
        "取得单独同意或书面论证依据；字段级加密；交割前去标识化；经个人信息保护负责人批准。",
        "As L3, and impact assessment before transfer (PIPL Art. 55, 56), evidence of separate "
        "consent or documented basis, field-level encryption, de-identified until closing, "
        "approval by the PI officer.",
    ),
    Level.L5: Words(
        "剔除或轮换、重新登记；不得放入资料室；疑似重要数据的，移交前向省级主管部门报告处置方案。",
        "Remove, rotate or re-enrol; never in the data room; report a disposal plan for "
        "important data before transfer.",
    ),
}
NAMES = {
    Level.L1: Words("公开/非个人", "Public"),
    Level.L2: Words("一般个人信息", "General PI"),
    Level.L3: Words("重点个人信息", "Identifying PI"),
    Level.L4: Words("敏感个人信息", "Sensitive PI"),
    Level.L5: Words("禁止直接移交", "Do not hand over"),
}
CATEGORIES = (
    ("P01", "个人基本资料", "Basic personal data"),
    ("P02", "个人身份信息", "Identity documents"),
    ("P04", "网络身份标识信息", "Online identifiers"),
    ("P07a", "金融账户信息", "Financial accounts"),
    ("P08", "身份鉴别信息", "Authentication data"),
    ("B01", "法人与组织信息", "Organisation data"),
)
ENTITIES = (
    ("CN_RESIDENT_ID", "居民身份证号", "Resident identity number", "P02", Level.L3),
    ("CN_BANK_CARD", "银行卡号", "Bank card number", "P07a", Level.L4),
    ("CN_MOBILE", "手机号码", "Mobile number", "P01", Level.L3),
    ("CN_ADDRESS_FULL", "详细地址", "Full address", "P01", Level.L3),
    ("PERSON_NAME_ZH", "姓名", "Personal name", "P01", Level.L3),
    ("DOB", "出生日期", "Date of birth", "P01", Level.L2),
    ("EMAIL_ADDRESS", "电子邮箱", "E-mail address", "P04", Level.L2),
    ("PASSWORD", "口令", "Password", "P08", Level.L5),
    ("CN_USCC", "统一社会信用代码", "Unified social credit code", "B01", Level.L1),
)
LEVEL_OF = {row[0]: row[4] for row in ENTITIES}
CATEGORY_OF = {row[0]: row[3] for row in ENTITIES}


TOLD = {"zh": "{text}", "en": "{text}"}  # the sentence that ``told`` speaks


def told(text: str) -> Note:
    """Make a note that says just this."""
    return Note.of("told", text=text)


def policy() -> PolicyFacts:
    """Return a policy of the usual size and tone."""
    art28 = Words(
        "《个人信息保护法》第28条；GB/T 45574—2025 附录A", "PIPL Art. 28; GB/T 45574-2025 A"
    )
    return PolicyFacts(
        "cn45574",
        "2026.1",
        tuple(LevelFacts(each, NAMES[each], MEASURES[each], MEASURES[each]) for each in Level),
        tuple(
            CategoryFacts(code, Words(zh, en), Words("视情形", "conditional"), art28)
            for code, zh, en in CATEGORIES
        ),
        tuple(
            EntityFacts(code, Words(zh, en), category, level, Words("脱敏：保留前6位", "mask"))
            for code, zh, en, category, level in ENTITIES
        ),
        (
            RuleFacts(
                "K2",
                Level.L4,
                Words(
                    "同一表中身份证件号码与手机号码或银行卡号并存，构成核验要素组合，易被用于冒名开户。",
                    "Document number together with mobile or bank card in one table: a set that "
                    "opens accounts.",
                ),
                Words("GB/T 45574—2025 4.2 综合判断", "GB/T 45574-2025 4.2, judgement"),
                ("HIGH_RISK",),
            ),
            RuleFacts("K10", None, Words("自由文本含有L3以上信息。", "Free text with L3."), art28),
        ),
        (thousand := _threshold(5_000, "records"), replace(thousand, number=1, unit="people")),
    )


def _threshold(number: int, unit: str) -> ThresholdFacts:
    return ThresholdFacts(
        number,
        unit,
        Words("其他个人信息", "other personal information"),
        Words("非法提供即属“情节严重”，可构成侵犯公民个人信息罪", "illegal provision is a crime"),
        Words("法释〔2017〕10号第五条第（五）项", "Fa Shi [2017] No. 10, Art. 5(5)"),
    )


def tally(entity: str, column: str, count: int, **changes: object) -> Tally:
    """Return a confirmed tally."""
    plain = Tally(
        "",
        column,
        entity,
        matched=count + count // 30,
        count=count,
        distinct=count - count // 10,
        non_null=count + count // 20,
        verdict=Verdict.CONFIRMED,
        why=(told(f"{count} 个去重值中 97.1% 通过校验，随机预期 9.1%"), told("表头“身份证号”")),
        score=0.95,
        level=LEVEL_OF[entity],
        category=CATEGORY_OF[entity],
        rule="base",
        basis="GB/T 43697—2024 附录B",
        sample="110105********002X",
        first="row 1",
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are the test's own


def file(path: bytes, *tallies: Tally, **changes: object) -> FileReport:
    """Return a scanned file with these findings."""
    counted = [each for each in tallies if each.verdict.counts]
    level = max((each.level for each in counted), default=Level.L1)
    report = FileReport(
        FileRef(ROOT, path, 1_482_310, MARCH, "zhangwei", 0o100644),
        Outcome.SCANNED,
        format="csv",
        encoding="GB18030",
        level=level,
        hits=tuple(
            RuleHit("base", each.level, each.basis, told(f"字段“{each.field}”确认含个人信息"))
            for each in counted[:2]
        ),
        tallies=tallies,
        entities=tuple(
            sorted((each.entity, EntityTotal(each.count, each.distinct)) for each in counted)
        ),
        bytes_read=1_482_310,
    )
    return replace(report, **changes)  # type: ignore[arg-type] # the names are the test's own


def unread(path: bytes, outcome: Outcome, reason: Note, **changes: object) -> FileReport:
    """Return a file that was not read."""
    return file(
        path, outcome=outcome, reason=reason, format="", encoding="", bytes_read=0, **changes
    )


def files() -> list[FileReport]:
    """Return the files of an invented trading company."""
    k2 = RuleHit(
        "K2",
        Level.L4,
        "GB/T 45574—2025 4.2 综合判断",
        told("“身份证号”与“手机号”在同一表中，构成核验要素组合"),
        ("HIGH_RISK",),
    )
    customers = file(
        "01_客户/客户主数据_2025.csv".encode(),
        tally("PERSON_NAME_ZH", "姓名", 12_840, sample="张*"),
        tally("CN_RESIDENT_ID", "身份证号", 12_655),
        tally("CN_MOBILE", "手机号", 12_801, sample="138****8000"),
        tally("CN_BANK_CARD", "工资卡", 240, sample="622848*********0018"),
        tally("CN_ADDRESS_FULL", "联系地址", 11_873, sample="浙江省****"),
        tally("CN_RESIDENT_ID", "订单号", 36, verdict=Verdict.REJECTED, matched=400,
              why=(told("400 个去重值仅 36 个（9.0%）通过 MOD 11-2，与随机预期 36 个相符"),)),
    )  # fmt: skip
    customers = replace(customers, hits=(k2, *customers.hits))
    found = [
        customers,
        file(
            "01_客户/售后记录.txt".encode(),
            tally("CN_MOBILE", "", 31, first="line 3", sample="139****1234"),
            tally("PERSON_NAME_ZH", "", 4, verdict=Verdict.POSSIBLE, sample="王**"),
            format="text",
            encoding="UTF-8",
        ),
        file(
            "02_人事/员工花名册.csv".encode(),
            tally("CN_RESIDENT_ID", "sfzh", 386),
            tally("DOB", "csrq", 386, sample="1949-**-**"),
            tally("EMAIL_ADDRESS", "mail", 380, sample="z***@example.com"),
            file_mode := tally("PASSWORD", "初始口令", 386, sample="******"),
        ),
        file("03_订单/orders_2025.parquet".encode(), tally("CN_USCC", "buyer", 9_812),
             format="parquet", encoding=""),
        file("04_合同/会议纪要.md".encode(), format="markdown", encoding="UTF-8"),
        file(
            "05_日志/配送.log".encode(),
            tally("CN_MOBILE", "", 2_210, distinct=12_000_000, exact=False, first="line 18"),
            outcome=Outcome.PARTIAL,
            reason=told("扫描过程中文件仍在增长，末尾 4,096 字节未读"),
            bytes_read=1_478_214,
        ),
        unread("06_档案/离职人员.zip".encode(), Outcome.ENCRYPTED, told("压缩包设有密码")),
        unread("06_档案/旧系统.mdb".encode(), Outcome.UNSUPPORTED, told("类型：Access 数据库")),
        unread("06_档案/损坏.parquet".encode(), Outcome.UNREADABLE, told("文件尾部缺失")),
        unread(b"06_\xb5\xb5.xls", Outcome.UNSUPPORTED, Note.of("os.denied", code="EACCES")),
        unread(b'=HYPERLINK("http://x","y")', Outcome.EXCLUDED, told("=1+1")),
    ]  # fmt: skip
    assert file_mode.entity == "PASSWORD"
    return sorted(found, key=lambda report: report.file.path)


@dataclass
class Estate:
    """An inventory in memory."""

    reports: list[FileReport] = field(default_factory=files)
    complete: bool = True
    reviews: dict[bytes, Reviewed] = field(default_factory=dict)

    @property
    def run(self) -> RunFacts:
        started = datetime(2026, 11, 23, 10, 0, 0, tzinfo=SHANGHAI)
        return RunFacts(
            (ROOT,),
            started,
            started + timedelta(minutes=5, seconds=12),
            (("handover-scanner", "0.1.0"), ("presidio-analyzer", "2.2.366")),
            recognizers=23,
            languages=("zh", "en"),
            workers=4,
            complete=self.complete,
            exclude=("*.tmp", "~$*"),
        )

    @property
    def policy(self) -> PolicyFacts:
        return policy()

    @property
    def levels(self) -> dict[Level, int]:
        graded = (Outcome.SCANNED, Outcome.PARTIAL)
        return Counter(each.level for each in self.reports if each.outcome in graded)

    @property
    def outcomes(self) -> dict[Outcome, int]:
        return Counter(each.outcome for each in self.reports)

    @property
    def size(self) -> int:
        return sum(each.file.size for each in self.reports)

    @property
    def bytes_read(self) -> int:
        return sum(each.bytes_read for each in self.reports)

    @property
    def entities(self) -> dict[str, EntityTotal]:
        totals: dict[str, EntityTotal] = {}
        for each in self.reports:
            for name, total in each.entities:
                old = totals.get(name, EntityTotal(0, 0))
                totals[name] = EntityTotal(
                    old.count + total.count,
                    old.distinct + total.distinct,
                    exact=old.exact and total.exact,
                )
        return totals

    @property
    def thresholds(self) -> list[Reached]:
        return [Reached(policy().thresholds[0], 12_655, 40_117)]

    @property
    def joins(self) -> list[Joined]:
        orders, customers = (FileRef(ROOT, path.encode()) for path in ("订单.csv", "客户.csv"))
        here, there = Side(orders, "", "手机号"), Side(customers, "客户", "联系电话")
        basis = policy().rules[0].basis.zh
        return [
            Joined(here, there, "CN_MOBILE", 398, 400, "K2", Level.L4, basis, ("HIGH_RISK",)),
        ]

    @property
    def worst(self) -> list[FileReport]:
        graded = (each for each in self.reports if each.outcome is Outcome.SCANNED)
        return sorted(graded, key=lambda each: -each.level)[:5]

    @property
    def folders(self) -> list[FolderTotal]:
        return [
            FolderTotal(ROOT, "02_人事".encode(), {Level.L5: 1}),
            FolderTotal(ROOT, "01_客户".encode(), {Level.L4: 1, Level.L3: 1}),
        ]

    def reviewed(self, report: FileReport) -> Reviewed:
        return self.reviews.get(report.file.path, Reviewed())

    def judged(self, _report: FileReport, tally: Tally) -> str:
        return "0123456789abcdef" if tally.verdict is Verdict.SUPPRESSED else ""

    @property
    def progress(self) -> Progress | None:
        return Progress(2, 5, 3, 1)

    @property
    def history(self) -> list[PastRun]:
        first = datetime(2026, 11, 21, 2, 30, tzinfo=SHANGHAI)
        nights = (first, first + timedelta(days=1), self.run.started)
        return [
            PastRun(at, when, when, 1, "", 20 + at, levels={Level.L4: at, Level.L1: 9})
            for at, when in enumerate(nights, 1)
        ]

    def changes(self) -> Iterator[Change]:
        calm = Glance(10, 1, 0o100600, Absence.HERE, Outcome.SCANNED, Level.L1)
        found = replace(calm, mode=0o100644, level=Level.L4, found={"CN_MOBILE": 3})
        path = self.reports[0].file.path if self.reports else b"a.csv"
        yield Change(ROOT, b"+gone.txt", calm, None)
        yield Change(ROOT, path, calm, found)
        yield Change(ROOT, b"moved.txt", None, calm, moved_from=ROOT + b"/=1.txt")

    def files(self) -> Iterator[FileReport]:
        return iter(self.reports)

    def unread(self) -> Iterator[FileReport]:
        return (one for one in self.files() if one.outcome is not Outcome.SCANNED)


HOSTILE = (
    '=HYPERLINK("http://evil","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "{=1+1}",
    "http://evil.example/x",
    "<r><t>&markup</t></r>",
    "<r></r>",
    "_x000D_ and _x0041_",
    " leading and trailing ",
    "00123",
    "1E5",
    "TRUE",
    "line\nbreak\ttab\rreturn",
    "\u202egpj.exe",
    "＝1+1",
)


def hostile() -> Estate:
    """Return an estate whose every foreign text is hostile."""
    reports = []
    for text in HOSTILE:
        hit = tally("CN_MOBILE", text, 3, part=text, sample=text, basis=text, first=text)
        report = file(text.encode(), replace(hit, why=(told(text),)))
        ref = replace(report.file, owner=text)
        partial = replace(report, file=ref, outcome=Outcome.PARTIAL, reason=told(text))
        reports.append(replace(partial, format=text, encoding=text))
    return Estate(reports)
