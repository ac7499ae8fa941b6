"""Entities that one column name speaks for together: 身份证号 also of old numbers and permits."""

from __future__ import annotations

_ABROAD = tuple(
    (one, "same") for one in ("HK_PHONE", "MO_PHONE", "PHONE_IN_TEXT", "PHONE_NUMBER", "TW_PHONE")
)

# A header of one entity also speaks for its relatives: {of: ((relative, same or weak), ...)}.
RELATIVES = {
    "CN_MOBILE": (("CN_LANDLINE", "weak"), ("CN_IOT_MSISDN", "weak"), *_ABROAD),
    "CN_LANDLINE": (("CN_MOBILE", "weak"), *_ABROAD),
    "CN_RESIDENT_ID": (
        ("CN_RESIDENT_ID_15", "same"),
        ("CN_HKMT_RESIDENCE_PERMIT", "weak"),
        ("CN_FOREIGN_PR_ID", "weak"),
        ("CN_PASSPORT", "weak"),
        ("CN_EEP_HKM", "weak"),
        ("CN_HOME_RETURN_PERMIT", "weak"),
        ("CN_TAIWAN_PERMIT", "weak"),
        ("HK_ID", "weak"),
        ("TW_NATIONAL_ID", "weak"),
        ("TW_ARC", "weak"),
    ),
    "CN_EEP_HKM": (("CN_HOME_RETURN_PERMIT", "weak"),),
    "TW_NATIONAL_ID": (("TW_ARC", "weak"),),
    "CN_DRIVER_LICENSE": (("CN_RESIDENT_ID", "weak"),),
    "CN_SOCIAL_SECURITY_NO": (("CN_RESIDENT_ID", "weak"),),
    "CN_SS_CARD_NO": (("CN_RESIDENT_ID", "weak"), ("CN_BANK_CARD", "weak")),
    "CN_MEDICAL_INSURANCE_NO": (("CN_RESIDENT_ID", "weak"),),
    "CN_HOUSING_FUND_ACCT": (("CN_RESIDENT_ID", "weak"),),
    "CN_USCC": (("CN_TAXPAYER_ID", "weak"), ("CN_TAXPAYER_ID_20", "weak")),
    "CN_TAXPAYER_ID": (("CN_USCC", "same"), ("CN_TAXPAYER_ID_20", "same")),
    "CN_BIZ_LICENSE_15": (("CN_USCC", "same"),),
    "CN_ORG_CODE": (("CN_USCC", "weak"),),
    "CN_BANK_CARD": (("CREDIT_CARD", "same"),),
    "CN_BANK_ACCOUNT_PERSONAL": (("CN_BANK_CARD", "weak"), ("IBAN_CODE", "weak")),
    "CN_ADDRESS_FULL": (("CN_ADDRESS_COARSE", "same"),),
    "PERSON_NAME_ZH": (("PERSON", "same"),),
    "ALIPAY_ACCOUNT": (("CN_MOBILE", "weak"), ("EMAIL_ADDRESS", "weak"), ("ALIPAY_UID", "same")),
    "WECHAT_ID": (("CN_MOBILE", "weak"), ("WECHAT_OPENID_UNIONID", "weak")),
    "DISABILITY": (("CN_DISABILITY_CARD", "same"),),
    "GEO_POINT_PRECISE": (("GEO_POINT_COARSE", "same"),),
    "ICCID": (("IMSI_ICCID", "same"),),
    "IMEI": (("IMEI_MEID_MAC_SERIAL", "same"),),
    "IMEI_MEID_MAC_SERIAL": (
        ("IMEI", "same"),
        ("IDFA_OAID_ANDROIDID", "same"),
        ("MAC_ADDRESS", "weak"),
    ),
    "MAC_ADDRESS": (("IMEI_MEID_MAC_SERIAL", "same"),),
    "IMSI": (("IMSI_ICCID", "same"),),
    "IMSI_ICCID": (("IMSI", "same"), ("ICCID", "same")),
}
# What is left of an entity's values where they were masked, hashed or damaged.
REMAINS = {
    "CN_BANK_CARD": ("CN_BANK_CARD_DAMAGED", "MASKED_CN_BANK_CARD", "SCIENTIFIC_CN_BANK_CARD"),
    "CN_PLATE": ("CN_PLATE_PART",),
    "CN_MOBILE": ("HASHED_CN_MOBILE", "MASKED_CN_MOBILE", "SCIENTIFIC_CN_MOBILE"),
    "CN_RESIDENT_ID": (
        *("CN_RESIDENT_ID_DAMAGED", "HASHED_CN_RESIDENT_ID", "MASKED_CN_RESIDENT_ID"),
        "SCIENTIFIC_CN_RESIDENT_ID",
    ),
    "PERSON_NAME_ZH": ("MASKED_PERSON_NAME_ZH",),
}


def are_related(one: str, other: str) -> bool:
    """Tell whether a name of one entity speaks for the other as well."""
    return any(
        relative == there
        for here, there in ((one, other), (other, one))
        for relative, _ in RELATIVES.get(here, ())
    )
