"""Column names announce entities by their head noun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import headers, tables

# By the fact that they prove: names of columns, an entity, how strongly they announce it.
ANNOUNCING = {
    "by its last word": [
        ("身份证号", "CN_RESIDENT_ID", "strong"),
        ("客户身份证号", "CN_RESIDENT_ID", "strong"),
        ("身份证号（必填）", "CN_RESIDENT_ID", "strong"),
        ("证件号码", "CN_RESIDENT_ID", "weak"),
        ("监护人证件号码", "CN_RESIDENT_ID", "strong"),
        ("legalPersonIdCard", "CN_RESIDENT_ID", "strong"),
        ("ID Card No.", "CN_RESIDENT_ID", "strong"),
        ("kh_sfzh", "CN_RESIDENT_ID", "strong"),
        ("bankaccountno", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("CUSTOMERPASSPORTNUMBER", "CN_PASSPORT", "strong"),
        ("emergencycontactphone", "CN_MOBILE", "strong"),
        ("memberIdcardno", "CN_RESIDENT_ID", "strong"),
        ("手機號碼", "CN_MOBILE", "strong"),
        ("客戶電話", "TW_PHONE", "strong"),
        ("銀行帳號", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("國民身分證統一編號", "TW_NATIONAL_ID", "strong"),
        ("薪資", "SALARY_INCOME", "strong"),
        ("SFZH", "CN_RESIDENT_ID", "strong"),
        ("收货人手机", "CN_MOBILE", "strong"),
        ("订单手机号", "CN_MOBILE", "strong"),
        ("手机号*", "CN_MOBILE", "strong"),
        ("手机２", "CN_MOBILE", "strong"),
        ("联系电话：", "CN_MOBILE", "strong"),
        ("电话", "CN_MOBILE", "weak"),
        ("收货人的电话", "CN_MOBILE", "strong"),
        ("customer_mobile_phone", "CN_MOBILE", "strong"),
        ("phone2", "CN_MOBILE", "strong"),
        ("PhoneNumbers", "CN_MOBILE", "strong"),
        ("联系电话 Phone", "CN_MOBILE", "strong"),
        ("姓名/Name", "PERSON_NAME_ZH", "strong"),
        ("customerName", "PERSON_NAME_ZH", "weak"),
        ("用户名", "NICKNAME", "strong"),
        ("卡号", "CN_BANK_CARD", "weak"),
        ("工资卡号", "CN_BANK_CARD", "strong"),
        ("登录IP", "IP_ADDRESS", "strong"),
        ("IP地址", "IP_ADDRESS", "strong"),
        ("邮箱地址", "EMAIL_ADDRESS", "strong"),
        ("e-mail", "EMAIL_ADDRESS", "strong"),
        ("家庭住址", "CN_ADDRESS_FULL", "strong"),
        ("统一社会信用代码", "CN_USCC", "strong"),
        ("Date of Birth", "DOB", "strong"),
        ("cvv2", "PASSWORD_OR_SECRET", "strong"),
        ("mzm", "ETHNICITY", "strong"),
        ("stop_lat", "GEO_POINT_PRECISE", "weak"),
        ("driver_lat", "GEO_POINT_PRECISE", "strong"),
        ("门店邮编", "POSTCODE", "weak"),
        ("收件人邮编", "POSTCODE", "strong"),
        ("户籍地址", "CN_ADDRESS_COARSE", "strong"),
        ("card_cvc", "CVV_TRACK_PIN", "strong"),
        ("车主电话", "CN_MOBILE", "strong"),
        ("fname", "PERSON", "strong"),
    ],
    "by a last word that is shortened": [
        ("birth_dt", "DOB", "strong"),
        ("SEX_CD", "GENDER", "strong"),
        ("custNm", "PERSON_NAME_ZH", "strong"),
        ("id_num", "CN_RESIDENT_ID", "weak"),
        ("card_nbr", "CN_BANK_CARD", "weak"),
        ("jbgz", "SALARY_INCOME", "strong"),
        ("acct_bal", "ASSET_BALANCE", "weak"),
        ("edu_lvl", "EDUCATION", "strong"),
        ("addr_dtl", "CN_ADDRESS_FULL", "strong"),
        ("marital_sts", "MARITAL", "strong"),
    ],
    "as registers call it": [
        ("被保人身份证号", "CN_RESIDENT_ID", "strong"),
        ("乘机人证件号", "CN_RESIDENT_ID", "strong"),
        ("对方卡号", "CN_BANK_CARD", "strong"),
        ("交易对手账号", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("药物过敏", "HEALTH_TEXT", "strong"),
        ("病案号", "HEALTH_TEXT", "strong"),
        ("policyHolder", "PERSON_NAME_ZH", "strong"),
        ("driverLicenseNo", "CN_DRIVER_LICENSE", "strong"),
        ("beneficiaryName", "PERSON", "strong"),
    ],
    "by the initials of a role and of what it has, as one": [
        ("khdz", "CN_ADDRESS_FULL", "weak"),
        ("KHMC", "PERSON_NAME_ZH", "weak"),
        ("lxrsjh", "CN_MOBILE", "strong"),
        ("jkrsfzh", "CN_RESIDENT_ID", "strong"),
        ("lxr_name", "PERSON_NAME_ZH", "strong"),
    ],
    "as banks, wages, hospitals and movers call it": [
        ("放款账号", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("代扣帐号", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("payerAccountNo", "CN_BANK_ACCOUNT_PERSONAL", "strong"),
        ("征信评分", "CREDIT_RECORD", "strong"),
        ("工资合计", "SALARY_INCOME", "strong"),
        ("basic_pay", "SALARY_INCOME", "strong"),
        ("公积金基数", "SALARY_INCOME", "strong"),
        ("检查结果", "HEALTH_TEXT", "weak"),
        ("患者病名", "HEALTH_TEXT", "strong"),
        ("zdmc", "HEALTH_TEXT", "weak"),
        ("户籍地", "CN_ADDRESS_FULL", "strong"),
        ("birthplace", "CN_ADDRESS_FULL", "strong"),
        ("送货地点", "CN_ADDRESS_FULL", "strong"),
        ("安装地点", "CN_ADDRESS_FULL", "weak"),
        ("装机位置", "CN_ADDRESS_FULL", "strong"),
        ("裝機位置", "CN_ADDRESS_FULL", "strong"),
        ("political", "POLITICAL", "strong"),
        ("employee_number", "USER_ID", "strong"),
        ("与被保险人的关系", "CONTACT_LIST", "strong"),
    ],
    "by what it asks for": [
        ("您的月收入是？", "SALARY_INCOME", "strong"),
        ("4、您的月收入是多少？", "SALARY_INCOME", "strong"),
        ("您的年收入大概是多少元", "SALARY_INCOME", "strong"),
        ("您的宗教信仰是？", "RELIGION", "strong"),
        ("您的出生日期是", "DOB", "strong"),
        ("您的政治面貌是什么？", "POLITICAL", "strong"),
        ("您的家庭住址是？", "CN_ADDRESS_FULL", "strong"),
        ("您的户籍所在地在哪里", "CN_ADDRESS_FULL", "strong"),
        ("请问您今年几岁？", "AGE", "strong"),
        ("您的电话", "CN_MOBILE", "strong"),
    ],
    "by whether there is something, where that says enough": [
        ("有无犯罪记录", "CRIMINAL_RECORD", "strong"),
        ("是否有前科", "CRIMINAL_RECORD", "strong"),
        ("申请人是否有犯罪记录", "CRIMINAL_RECORD", "strong"),
        ("是否残疾人", "DISABILITY", "strong"),
        ("残疾标志", "DISABILITY", "strong"),
        ("有无病史", "HEALTH_TEXT", "strong"),
        ("是否患有传染病", "HEALTH_TEXT", "strong"),
        ("是否怀孕", "HEALTH_TEXT", "weak"),
        ("是否HIV阳性", "HEALTH_TEXT", "weak"),
        ("是否有宗教信仰", "RELIGION", "strong"),
        ("您是党员吗？", "POLITICAL", "strong"),
        ("客户是否党员", "POLITICAL", "strong"),
        ("is_married", "MARITAL", "strong"),
        ("has_criminal_record", "CRIMINAL_RECORD", "strong"),
        ("disability_flag", "DISABILITY", "strong"),
    ],
    "by its brackets or its end, where it says nothing else": [
        ("甲方（借款人）", "PERSON_NAME_ZH", "strong"),
        ("编号(手机号)", "CN_MOBILE", "strong"),
        ("contacts[].tel", "CN_MOBILE", "strong"),
        ("profile.name", "PERSON_NAME_ZH", "weak"),
        ("data.items[].address", "CN_ADDRESS_FULL", "strong"),
    ],
}
SILENT = {
    "of things": [
        *("手机型号", "身份证有效期", "是否验证手机", "is_mobile", "academic_year_code"),
        *("phone_model", "公司地址", "店铺地址", "网址", "商品名称", "会员卡号", "iPhone", "hotel"),
        *("", "金额", "订单备注", "page", "column 1", "手机号" * 50, "宠物名字", "营业收入"),
    ],
    "a word that does not say whose": [
        *("绩效考核", "信用等级", "检测结果", "total_pay", "duration_sec"),
    ],
    "a question whose answer says little": [
        *("是否有手机", "客户是否有手机", "您有手机吗", "手机标志", "has_mobile", "mobile_flag"),
        *("是否体检", "是否需要体检", "是否上传病历", "need_prescription", "is_disabled", "什么"),
        *("购买行为", "茶几", "flag"),
    ],
    "a word that ends as another": [
        "discard",
        "wildcard",
        "dashboard",
        "mileage",
        "lineage",
        "outage",
        "filename",
        "hostname",
    ],
    "a shortened word of a thing": [
        "upd_dt",
        "hire_dt",
        "wavelength_nm",
        "prod_nm",
        "order_sts",
        "vip_lvl",
        "nm",
        "dt",
        "cd",
    ],
    "initials of anything else": ["khh", "khxx", "khzs", "khmm", "brand", "kssj", "xsje", "dzkh"],
    "numbers of papers and meters": ["发票代码", "电表号", "优惠券码", "案号", "refNo"],
}


def announced(name: str) -> dict[str, str]:
    return {hit.entity: hit.strength for hit in headers.match(name)}


@pytest.mark.parametrize(
    ("name", "entity", "strength"),
    [
        pytest.param(*row, id=f"{fact}: {row[0]}")
        for fact, rows in ANNOUNCING.items()
        for row in rows
    ],
)
def test_a_name_announces_its_entity(name: str, entity: str, strength: str) -> None:
    assert announced(name)[entity] == strength


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, id=f"{fact}: {name}") for fact, names in SILENT.items() for name in names],
)
def test_names_of_things_announce_nobody(name: str) -> None:
    assert announced(name) == {}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("订单号", "订单号"),
        ("支付流水号", "流水号"),
        ("order_id", "order_id"),
        ("batchNo", "batch_no"),
    ],
)
def test_a_number_of_a_thing_is_negative(name: str, word: str) -> None:
    assert headers.negative(name) == word


@pytest.mark.parametrize("name", ["订单手机号", "护照编号", "订单备注", "姓名", "border"])
def test_other_names_are_not_negative(name: str) -> None:
    assert headers.negative(name) is None


def test_relatives_are_announced_together() -> None:
    of_id = announced("身份证号")
    assert of_id["CN_RESIDENT_ID"] == of_id["CN_RESIDENT_ID_15"] == "strong"
    others = (
        *("CN_HKMT_RESIDENCE_PERMIT", "CN_FOREIGN_PR_ID", "CN_PASSPORT", "CN_EEP_HKM", "HK_ID"),
        *("CN_HOME_RETURN_PERMIT", "CN_TAIWAN_PERMIT", "TW_NATIONAL_ID", "TW_ARC"),
    )
    assert {of_id[other] for other in others} == {"weak"}
    assert announced("座机")["CN_MOBILE"] == "weak"
    assert announced("手机")["CN_LANDLINE"] == "weak"
    assert announced("信用卡号")["CREDIT_CARD"] == "strong"


def test_a_name_also_announces_what_is_masked_hashed_or_damaged() -> None:
    forms = ("MASKED_{}", "SCIENTIFIC_{}")
    for name, entity, more in (
        ("身份证号", "CN_RESIDENT_ID", ("HASHED_{}", "{}_DAMAGED")),
        ("手机号", "CN_MOBILE", ("HASHED_{}",)),
        ("银行卡号", "CN_BANK_CARD", ("{}_DAMAGED",)),
    ):
        hits = announced(name)
        assert {hits[form.format(entity)] for form in (*forms, *more)} == {"strong"}
    assert announced("姓名")["MASKED_PERSON_NAME_ZH"] == "strong"


@pytest.mark.parametrize(
    "name",
    ["客户编号", "会员卡号", "工号", "学号", "user_id", "customerID", "uid", "员工", "用户ID/UID"],
)
def test_a_name_may_number_people(name: str) -> None:
    assert headers.numbers_people(name)


@pytest.mark.parametrize(
    "name", ["stop_id", "parent_id", "passenger_count", "客户数", "设备编号", "商品编码", "id", ""]
)
def test_numbers_of_things_number_nobody(name: str) -> None:
    assert not headers.numbers_people(name)


@pytest.mark.parametrize("row", tables.rows("header_words"), ids=lambda row: row["word"])
def test_every_word_of_the_dictionary_does_as_it_says(row: dict[str, str]) -> None:
    strength = {"personal": "weak", "shared": "weak"}.get(row["strength"], row["strength"])
    if strength == "negative":
        strong = "strong" in announced(row["word"]).values()
        assert strong or headers.negative(row["word"])
    elif strength == "none":
        assert announced(row["word"]) == {}
    else:
        assert announced(row["word"])[row["entity"]] == strength


@given(st.text(max_size=120))
def test_any_name_is_judged_the_same_twice(name: str) -> None:
    assert headers.match(name) == headers.match.__wrapped__(name)
    assert headers.negative(name) == headers.negative.__wrapped__(name)


@given(
    st.sampled_from(["身份证号", "mobile_phone", "sfzh", "姓名"]), st.sampled_from(" *：:\u3000")
)
def test_marks_around_a_name_do_not_matter(name: str, mark: str) -> None:
    assert headers.match(f"{mark}{name}{mark}") == headers.match(name)


def test_initials_that_the_dictionary_knows_are_read_as_one() -> None:
    assert "CN_BANK_CARD" not in announced("khhh")
    assert "CN_CNAPS" in announced("khhh")


@pytest.mark.parametrize(
    "name", ["数量(人)", "金额（元）", "address.city", "手机型号（手机号）x.y"]
)
def test_units_in_brackets_and_ends_of_other_things_say_nothing(name: str) -> None:
    assert "PERSON_NAME_ZH" not in announced(name)
    assert "CN_ADDRESS_FULL" not in announced(name)


@pytest.mark.parametrize("name", SILENT["numbers of papers and meters"])
def test_numbers_of_papers_and_meters_are_those_of_things(name: str) -> None:
    assert headers.negative(name)
