"""Reading our PDFs back."""

import re
import zlib


def text_of(pdf: bytes) -> str:
    """The text that can be marked: glyphs of each line through the font's own map to letters."""
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            streams.append(match[1])
    letters = [_letters(each) for each in streams if b"beginbfchar" in each]
    content = next(each for each in streams if b" Tf" in each)
    fonts: dict[bytes, dict[int, str]] = {}
    said, now = [], b""
    for match in re.finditer(rb"/(F\d+) [\d.]+ Tf|\((.*?)(?<!\\)\) Tj", content, re.DOTALL):  # fmt: skip
        if match[1]:
            now = match[1]
            fonts.setdefault(now, {})
            continue
        raw = re.sub(rb"\\([\\()])", rb"\1", match[2]).replace(b"\\r", b"\r").replace(b"\\n", b"\n")  # fmt: skip
        index = int(now[1:]) - 1
        if index >= len(letters):  # the bank's slip, in a built-in font
            continue
        said.append("".join(letters[index].get(int.from_bytes(raw[n : n + 2]), "?") for n in range(0, len(raw), 2)))  # fmt: skip
    return "\n".join(said)


def _letters(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}  # fmt: skip
