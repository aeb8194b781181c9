"""Character tables of the two font encodings of the 1990s, TCVN3 (ABC) and VNI.

Source: domain.md §6.3 and §6.4. Keys are the characters that Office shows when such text is read as
Latin-1. Data only; the rules are in `xlpy.vietnamese.legacy`.
"""

from __future__ import annotations

_TCVN3_TEXT = """
B5 à B8 á B6 ả B7 ã B9 ạ  A8 ă BB ằ BE ắ BC ẳ BD ẵ C6 ặ  A9 â C7 ầ CA ấ C8 ẩ C9 ẫ CB ậ
AE đ  CC è D0 é CE ẻ CF ẽ D1 ẹ  AA ê D2 ề D5 ế D3 ể D4 ễ D6 ệ  D7 ì DD í D8 ỉ DC ĩ DE ị
DF ò E3 ó E1 ỏ E2 õ E4 ọ  AB ô E5 ồ E8 ố E6 ổ E7 ỗ E9 ộ  AC ơ EA ờ ED ớ EB ở EC ỡ EE ợ
EF ù F3 ú F1 ủ F2 ũ F4 ụ  AD ư F5 ừ F8 ứ F6 ử F7 ữ F9 ự  FA ỳ FD ý FB ỷ FC ỹ FE ỵ
A1 Ă A2 Â A7 Đ A3 Ê A4 Ô A5 Ơ A6 Ư
"""
_TCVN3_CELLS = _TCVN3_TEXT.split()

#: The 74 signs of TCVN3; there are no other capitals, those are a matter of the font (".VnTimeH").
TCVN3: dict[str, str] = {
    chr(int(code, 16)): letter for code, letter in zip(_TCVN3_CELLS[::2], _TCVN3_CELLS[1::2], strict=True)
}

_VNI_TEXT = """
aù á aø à aû ả aõ ã aï ạ  aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ  aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ
eù é eø è eû ẻ eõ ẽ eï ẹ  eâ ê eá ế eà ề eå ể eã ễ eä ệ  í í ì ì æ ỉ ó ĩ ò ị
où ó oø ò oû ỏ oõ õ oï ọ  oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ  ô ơ ôù ớ ôø ờ ôû ở ôõ ỡ ôï ợ
uù ú uø ù uû ủ uõ ũ uï ụ  ö ư öù ứ öø ừ öû ử öõ ữ öï ự  yù ý yø ỳ yû ỷ yõ ỹ î ỵ ñ đ
"""
_VNI_CELLS = _VNI_TEXT.split()

_VNI_LOWER: dict[str, str] = dict(zip(_VNI_CELLS[::2], _VNI_CELLS[1::2], strict=True))

#: The 67 lower-case entries of VNI, and their capitals. The base letter decides the case: typists mix
#: "AÂ" and "Aâ".
VNI: dict[str, str] = {
    **{key[0] + key[1:].upper(): letter for key, letter in _VNI_LOWER.items()},
    **{key[0].upper() + key[1:]: letter.upper() for key, letter in _VNI_LOWER.items()},
    **{key.upper(): letter.upper() for key, letter in _VNI_LOWER.items()},
    **_VNI_LOWER,
}
