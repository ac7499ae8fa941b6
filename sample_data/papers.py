"""Running text: logs, contracts, minutes, chats, and text in the dress of a program."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from sample_data.ledger import Entry, Mention
from sample_data.orders import OPENED, order_number, snowflake
from sample_data.writing import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.people import Registry

    Made = tuple[Entry, bytes]

SURE = "confirmed"
RESOLVERS = ("114.114.114.114", "223.5.5.5", "8.8.8.8", "1.1.1.1")  # public, nobody's home


def make(registry: Registry) -> Iterator[Made]:
    """Make every text."""
    yield _delivery(registry)
    yield _purchase(registry)
    yield _lease(registry)
    yield _minutes()
    yield _chat(registry)
    yield _manual()
    yield _profiles(registry)
    yield _invoices(registry)
    yield _events(registry)
    yield _sql(registry)
    yield _onboarding(registry)
    yield _members(registry)


def _delivery(registry: Registry) -> Made:
    page = Page(CN_MOBILE=SURE, CN_ADDRESS_FULL=SURE, IP_ADDRESS=SURE)
    moment = OPENED
    for row in range(380):
        moment += timedelta(minutes=registry.dice.randrange(3, 40))
        stamp = f"{moment:%Y-%m-%d %H:%M:%S}"
        person = registry.person()
        order = order_number(registry, moment, row)
        if row % 5 == 4:
            host = registry.dice.choice(RESOLVERS)
            page.say(
                f"{stamp} INFO [gateway] callback ok ip={host} cost={row}ms",
                Mention("IP_ADDRESS", host),
            )
        else:
            page.say(
                f"{stamp} INFO [dispatch] 订单{order} 运单YT{88 * 10**11 + row:013} "
                f"收件人电话{person.phone}，地址：{person.address}",
                Mention("CN_MOBILE", person.phone),
                Mention("CN_ADDRESS_FULL", person.address),
            )
    entry = Entry(
        "日志/delivery.log", format="log", encoding="UTF-8", level="L3", fields=(page.field,)
    )
    return entry, page.text().encode("utf-8")


def _purchase(registry: Registry) -> Made:
    page = Page(CN_USCC=SURE, CN_LANDLINE=SURE)
    mine, yours, line = registry.credit_code(), registry.credit_code(), registry.landline()
    page.say("采购框架合同")
    page.say("合同编号：YL-CG-2024-017")
    page.say()
    page.say(
        f"甲方：云岚智能家居（杭州）有限公司，统一社会信用代码：{mine}", Mention("CN_USCC", mine)
    )
    page.say(f"乙方：恒达电子科技有限公司，统一社会信用代码：{yours}", Mention("CN_USCC", yours))
    page.say(f"乙方联系电话：{line}（工作日9:00-18:00）", Mention("CN_LANDLINE", line))
    page.say()
    page.say("第一条 乙方按附件一所列型号、单价供货，合同总价人民币 1,286,400.00 元。")
    page.say("第二条 交货期为订单确认之日起二十个自然日，逾期每日按 0.05% 计付违约金。")
    page.say("第三条 本合同自双方盖章之日起生效，有效期至 2025 年 12 月 31 日。")
    entry = Entry(
        "合同/采购框架合同_2024-017.txt",
        format="text",
        encoding="UTF-8",
        level="L3",
        fields=(page.field,),
    )
    return entry, page.text("\r\n").encode("utf-8")


def _lease(registry: Registry) -> Made:
    page = Page(
        CN_RESIDENT_ID=SURE,
        CN_MOBILE=SURE,
        CN_BANK_CARD=SURE,
        PERSON_NAME_ZH=SURE,
        CN_ADDRESS_FULL=SURE,
    )
    owner, tenant = registry.person(), registry.person()
    page.say("员工宿舍房屋租赁合同")
    page.say()
    for role, person in (("出租方（甲方）", owner), ("承租方（乙方）经办人", tenant)):
        page.say(
            f"{role}：{person.name}，身份证号：{person.resident_id}",
            Mention("PERSON_NAME_ZH", person.name),
            Mention("CN_RESIDENT_ID", person.resident_id),
        )
        page.say(f"联系电话：{person.phone}", Mention("CN_MOBILE", person.phone))
    page.say(
        f"房屋坐落：{owner.address}，建筑面积 86.5 平方米。",
        Mention("CN_ADDRESS_FULL", owner.address),
    )
    page.say("租赁期限自2024年3月1日起至2026年2月28日止，月租金人民币陆仟元整。")
    page.say(f"租金按季支付至甲方银行卡号：{owner.card}。", Mention("CN_BANK_CARD", owner.card))
    entry = Entry(
        "合同/员工宿舍租赁合同.txt",
        format="text",
        encoding="GB18030",
        level="L5",  # name, ID, mobile and card together
        fields=(page.field,),
    )
    return entry, page.text("\r\n").encode("gbk")


def _minutes() -> Made:
    page = Page(PERSON_NAME_ZH="probable")
    page.say("董事会会议纪要")
    page.say(
        "参会人员：陈静怡、王建国、刘思远；记录人：李慧敏",
        *(Mention("PERSON_NAME_ZH", name) for name in ("陈静怡", "王建国", "刘思远", "李慧敏")),
    )
    page.say("时间：2024年6月11日 14:00；地点：总部三楼会议室；编号：YL-DH-20240611-03")
    page.say("一、审议通过2024年度预算，研发投入占比由12.5%提高到15.0%。")
    page.say("二、同意启动股权转让的前期尽职调查，资料室由信息技术部负责。")
    page.say("三、会议决定对共享盘进行数据清点，凡含个人信息的文件逐一评审后再移交。")
    entry = Entry(
        "会议/董事会纪要_20240611.txt",
        format="text",
        encoding="GB18030",
        level="L3",
        fields=(page.field,),
    )
    return entry, page.text("\r\n").encode("gb18030")


def _chat(registry: Registry) -> Made:
    """Make a chat with bytes in it that no encoding explains."""
    page = Page(CN_MOBILE=SURE, EMAIL_ADDRESS=SURE)
    for row in range(60):
        person = registry.person()
        page.say(
            f"客户{row + 1:03}：我的手机号是{person.phone}，邮箱{person.mail}",
            Mention("CN_MOBILE", person.phone),
            Mention("EMAIL_ADDRESS", person.mail),
        )
        page.say("客服：已为您登记，工程师将在24小时内与您联系。")
    lines = page.text().encode("utf-8").split(b"\n")
    lines[31] += b"\xff\xff\xfe\xff"
    entry = Entry(
        "客服/聊天记录_20241111.txt",
        "partial",
        format="text",
        encoding="UTF-8",
        level="L3",
        fields=(page.field,),
    )
    return entry, b"\n".join(lines)


def _manual() -> Made:
    page = Page()
    page.say("# YL-S3 智能网关 产品手册")
    page.say()
    page.say("- 全国服务热线：400-820-8820")
    page.say("- 固件版本：4.10.2.118，最低 App 版本 3.2.0")
    page.say("- 适配型号：YL-A1 / YL-C2；条形码 6901234567892")
    page.say("- 文档编号 20240611093015，发布日期 2024-06-11")
    entry = Entry("宣传/产品手册.md", format="markdown", encoding="UTF-8", fields=(page.field,))
    return entry, page.text().encode("utf-8")


def _profiles(registry: Registry) -> Made:
    """Make JSON as programs write it: every Han character an escape."""
    page = Page(PERSON_NAME_ZH=SURE, CN_MOBILE=SURE, EMAIL_ADDRESS=SURE)
    users = []
    for _ in range(45):
        person = registry.person()
        users.append({"姓名": person.name, "手机": person.phone, "mail": person.mail})
    for line in json.dumps({"users": users}, indent=1).splitlines():
        page.say(line)
    for user in users:
        page.field.mentions.append(Mention("PERSON_NAME_ZH", user["姓名"]))
        page.field.mentions.append(Mention("CN_MOBILE", user["手机"]))
        page.field.mentions.append(Mention("EMAIL_ADDRESS", user["mail"]))
    entry = Entry(
        "接口/user_profile.json", format="json", encoding="ASCII", level="L3", fields=(page.field,)
    )
    return entry, page.text().encode("ascii")


def _invoices(registry: Registry) -> Made:
    """Make XML in ASCII, with digits and Han characters as references."""
    page = Page(CN_RESIDENT_ID=SURE)
    page.say('<?xml version="1.0" encoding="US-ASCII"?>')
    page.say("<invoices>")
    for _ in range(40):
        person = registry.person()
        number = "".join(f"&#{ord(sign)};" for sign in person.resident_id)
        label = "".join(f"&#x{ord(sign):X};" for sign in "购买方身份证号")
        page.say(
            f"  <buyer><label>{label}</label><value>{number}</value></buyer>",
            Mention("CN_RESIDENT_ID", person.resident_id),
        )
    page.say("</invoices>")
    entry = Entry(
        "接口/invoice_export.xml", format="xml", encoding="ASCII", level="L3", fields=(page.field,)
    )
    return entry, page.text().encode("ascii")


def _events(registry: Registry) -> Made:
    """Make events of machines: long numbers and no people."""
    page = Page()
    moment = OPENED
    for row in range(160):
        moment += timedelta(seconds=registry.dice.randrange(1, 600))
        moment_ms = int(moment.timestamp() * 1_000)
        event = {"id": snowflake(registry, moment_ms), "ts": moment_ms, "seq": row, "ok": True}
        page.say(json.dumps(event))
    entry = Entry("接口/events.jsonl", format="jsonl", encoding="ASCII", fields=(page.field,))
    return entry, page.text().encode("ascii")


def _sql(registry: Registry) -> Made:
    page = Page(CN_MOBILE=SURE)  # the column, by CREATE TABLE
    page.say("-- 测试环境初始化")
    page.say("CREATE TABLE t_user (id BIGINT, mobile VARCHAR(20), created BIGINT);")
    for row in range(25):
        phone = registry.phone()
        moment_ms = int((OPENED + timedelta(hours=row)).timestamp() * 1_000)
        page.say(
            f"INSERT INTO t_user VALUES ({row}, '{phone}', {moment_ms});",  # noqa: S608 -- a text
            Mention("CN_MOBILE", phone),
        )
    entry = Entry("系统/init.sql", format="sql", encoding="UTF-8", level="L3", fields=(page.field,))
    return entry, page.text().encode("utf-8")


def _onboarding(registry: Registry) -> Made:
    """Make a form that was filled in: labels, and values beside them."""
    page = Page(
        **dict.fromkeys(("PERSON_NAME_ZH", "GENDER", "ETHNICITY", "DOB", "MARITAL"), SURE),
        **dict.fromkeys(("CN_ADDRESS_FULL", "HEALTH_TEXT"), SURE),
    )
    person = registry.person()
    born = f"{person.born:%Y年%m月%d日}"
    page.say("员工入职登记表")
    page.say(
        f"姓　名：{person.name}　　性　别：{person.gender}　　民　族：汉族",
        Mention("PERSON_NAME_ZH", person.name),
        Mention("GENDER", person.gender),
        Mention("ETHNICITY", "汉族"),
    )
    page.say(
        f"出生日期：{born}　　婚姻状况：未婚", Mention("DOB", born), Mention("MARITAL", "未婚")
    )
    page.say(f"现住址：{person.address}", Mention("CN_ADDRESS_FULL", person.address))
    page.say("既往病史：高血压，规律服药", Mention("HEALTH_TEXT", "高血压，规律服药"))
    page.say("岗位：仓储主管　　试用期：三个月")
    entry = Entry(
        "人事/入职登记表.txt", format="text", encoding="UTF-8", level="L4", fields=(page.field,)
    )
    return entry, page.text("\r\n").encode("utf-8")


def _members(registry: Registry) -> Made:
    """Make an export with names that programs give: one that any program has needs company."""
    kinds = ("PERSON_NAME_ZH", "GENDER", "DOB", "CN_ADDRESS_FULL")
    page = Page(**dict.fromkeys(kinds, "probable"), CN_MOBILE=SURE)
    for row in range(30):
        person = registry.person()
        values = (person.name, person.gender, f"{person.born:%Y-%m-%d}", person.address)
        keys = ("name", "gender", "birthday", "address")
        line = {"id": row, **dict(zip(keys, values, strict=True)), "mobile": person.phone}
        mentions = [Mention(*pair) for pair in zip(kinds, values, strict=True)]
        page.say(
            json.dumps(line, ensure_ascii=False), *mentions, Mention("CN_MOBILE", person.phone)
        )
    entry = Entry(
        "接口/members.jsonl", format="jsonl", encoding="UTF-8", level="L3", fields=(page.field,)
    )
    return entry, page.text().encode("utf-8")
