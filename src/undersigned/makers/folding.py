"""Many texts as the rules see them, a column at a time: what `terms.text.words` does to one, but for single spaces."""

import pyarrow as pa
import pyarrow.compute as pc

from undersigned.terms.text import NOT_A_WORD, words


def folded(texts: pa.Array) -> pa.Array:
    """Upper case and ASCII, a space for whatever is no part of a word.

    A table of 256 bytes does it for ASCII; other texts are folded one by one first.
    """
    plain = texts.cast(pa.string())
    if plain.null_count:
        plain = pc.fill_null(plain, "")
    present, offsets, data = plain.buffers()
    written = data.to_pybytes() if data else b""
    if not written.isascii():
        return folded(_ascii(plain))
    return pa.Array.from_buffers(
        pa.string(), len(plain), [present, offsets, pa.py_buffer(written.translate(_TABLE))], offset=plain.offset
    )


def _ascii(texts: pa.Array) -> pa.Array:
    """The texts that are not ASCII folded one by one."""
    other = pc.invert(pc.string_is_ascii(texts))
    spelt = [words(text) for text in texts.filter(other).to_pylist()]
    return pc.replace_with_mask(texts, other, pa.array(spelt, pa.string()))


def _byte(code: int) -> int:
    letter = chr(code).upper()
    return ord(" " if NOT_A_WORD.match(letter) or code > 127 else letter)


_TABLE = bytes(map(_byte, range(256)))
