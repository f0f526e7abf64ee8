#!/usr/bin/env python3
"""Makes assets/fonts/NotoSansJP-{Regular,Bold}.ttf: Noto Sans as the toolkit
bundles it, with the kana, kanji and full-width signs of JIS X 0208 from Noto Sans
JP behind its own glyphs. Latin text looks and measures as before.

    npm pack @expo-google-fonts/noto-sans-jp@0.4.3 && tar xzf *.tgz
    python3 scripts/cjkfont/merge.py package

Needs fontTools 4.38 (Debian: python3-fonttools). Run it again when the Japanese
texts want a sign the fonts lack; a test says so.
"""
import json
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

ROOT = pathlib.Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets" / "fonts"


def jis():
    """The characters of JIS X 0208 and the half-width katakana."""
    out = set(range(0xFF61, 0xFFA0))
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            try:
                out.update(map(ord, bytes((row, cell)).decode("euc_jp")))
            except UnicodeDecodeError:
                pass
    return out


def wanted(latin):
    texts = json.loads((ROOT / "assets/translations/ja.json").read_text(encoding="utf-8"))
    spoken = set(map(ord, "".join(texts.values())))
    # What Noto Sans has stays Noto Sans; signs below CJK come from the sign fonts.
    return {c for c in jis() | spoken if c not in latin and c >= 0x2E80}


def merge(latin_file, japanese_file, out_file):
    latin = TTFont(latin_file)
    japanese = TTFont(japanese_file)
    assert latin["head"].unitsPerEm == japanese["head"].unitsPerEm
    options = subset.Options()
    options.layout_features, options.hinting, options.glyph_names = [], False, True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(latin.getBestCmap()))
    cutter.subset(japanese)

    order = latin.getGlyphOrder()
    renamed = {}
    for name in japanese.getGlyphOrder():
        if name != ".notdef":
            renamed[name] = "jp." + name
    for name, new in renamed.items():
        glyph = japanese["glyf"][name]
        if glyph.isComposite():
            for part in glyph.components:
                part.glyphName = renamed[part.glyphName]
        latin["glyf"].glyphs[new] = glyph
        latin["hmtx"].metrics[new] = japanese["hmtx"].metrics[name]
        order.append(new)
    latin.setGlyphOrder(order)
    latin["glyf"].glyphOrder = order
    latin["maxp"].numGlyphs = len(order)
    for table in latin["cmap"].tables:
        if table.isUnicode():
            for code, name in japanese.getBestCmap().items():
                if code <= 0xFFFF or table.format == 12:
                    table.cmap[code] = renamed[name]
    for tag in ("DSIG", "fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH", "STAT", "meta"):
        if tag in latin:
            del latin[tag]
    for name in latin["glyf"].keys():  # hints without their programs would be noise
        latin["glyf"][name].removeHinting() if hasattr(latin["glyf"][name], "removeHinting") else None
    latin["post"].formatType = 3.0
    for record in latin["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = "Noto Sans with Japanese"
    latin.save(out_file)
    return len(renamed)


if __name__ == "__main__":
    package = pathlib.Path(sys.argv[1])
    for cut, file in (("Regular", "400Regular/NotoSansJP_400Regular.ttf"), ("Bold", "700Bold/NotoSansJP_700Bold.ttf")):
        n = merge(FONTS / f"NotoSans-{cut}.ttf", package / file, FONTS / f"NotoSansJP-{cut}.ttf")
        print(cut, n, "Japanese glyphs")
