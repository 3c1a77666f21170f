"""Phone numbers and addresses as shown: whole to who may see them, else partly hidden."""

import phonenumbers

SHOWN_FIRST = 3
SHOWN_LAST = 4


def national_digits(phone: str) -> str:
    """Return the digits of a kept number as they are dialled in its country."""
    number = phonenumbers.parse(phone, None)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(each for each in written.partition("ext")[0] if each.isdigit())


def phone_tail(phone: str) -> str:
    """Return the last four digits, by which a caller is found."""
    return national_digits(phone)[-SHOWN_LAST:] if phone else ""


def show_phone(phone: str) -> str:
    """Return a number as people read it: +86 138 0013 8000."""
    if not phone:
        return ""
    number = phonenumbers.parse(phone, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def mask_phone(phone: str) -> str:
    """Return a number with its middle hidden: 138****8000."""
    if not phone:
        return ""
    digits = national_digits(phone)
    hidden = max(len(digits) - SHOWN_FIRST - SHOWN_LAST, 1)
    return f"{digits[:SHOWN_FIRST]}{'*' * hidden}{digits[-SHOWN_LAST:]}"


def mask_email(address: str) -> str:
    """Return an address with all but its first character and its domain hidden."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}" if address else ""
