"""Makes the fonts that PdfWriter embeds out of Noto Sans SC and KR, with fontTools 4.66.1.

Usage: subset.py <folder with NotoSansSC_400Regular.ttf, NotoSansSC_700Bold.ttf and the same of KR> <folder to write to>
The originals: npm, @expo-google-fonts/noto-sans-sc and noto-sans-kr 0.4.3, SIL Open Font License 1.1.
"""
import sys
from pathlib import Path

from fontTools import subset


def encodable(codec, longest=9):
    found = set()
    for code in range(0x80, 0x10000):
        try:
            if len(chr(code).encode(codec)) <= longest:
                found.add(code)
        except UnicodeEncodeError:
            pass
    return found


def first_level_of_gb2312():
    found = set()
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def ranges(*ends):
    return {code for first, last in ends for code in range(first, last)}


COMMON = ranges(
    (0x20, 0x7F), (0xA0, 0x250), (0x370, 0x460), (0x1E00, 0x1F00), (0x2010, 0x2028), (0x2030, 0x205F),
    (0x20A0, 0x20C0), (0x2100, 0x2300), (0x2460, 0x2500), (0x25A0, 0x2670), (0x3000, 0x3100), (0xFF00, 0xFFF0))
HANGUL = ranges((0xAC00, 0xD7A4), (0x3130, 0x3190), (0x1100, 0x1200))
COMMON_HANGUL = {code for code in encodable("euc_kr", 2) if 0xAC00 <= code < 0xD7A4}

# Radicals share their glyphs with common characters, and text that is copied would hold them.
RADICALS = ranges((0x2E80, 0x2FE0))

FONTS = {
    "sc.ttf": ("NotoSansSC_400Regular.ttf", COMMON | encodable("gbk")),
    "kr.ttf": ("NotoSansKR_400Regular.ttf", COMMON | HANGUL),
    "sc-bold.ttf": ("NotoSansSC_700Bold.ttf", COMMON | first_level_of_gb2312()),
    "kr-bold.ttf": ("NotoSansKR_700Bold.ttf", COMMON | COMMON_HANGUL),
}

for name, (original, codes) in FONTS.items():
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG", "gasp"]
    options.recalc_timestamp = False
    font = subset.load_font(str(Path(sys.argv[1]) / original), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes - RADICALS)
    subsetter.subset(font)
    subset.save_font(font, str(Path(sys.argv[2]) / name), options)
