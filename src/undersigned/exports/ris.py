"""RIS: one reference for a page or claim (https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html)."""

from undersigned.exports.base import Reference


def text(reference: Reference) -> str:
    """The reference as a web page; lines end as the format wants them."""
    fields = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        ("TI", reference.title),
        ("AU", reference.organisation),
        ("PY", reference.date[:4]),
        ("DA", reference.date.replace("-", "/")),
        ("UR", reference.url),
        ("N1", reference.note),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])
