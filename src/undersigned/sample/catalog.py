"""The catalogue files of the invented makers, in the form of the real ones."""

from pathlib import Path

from undersigned.sample.makers import MAKERS, Maker, Product


def listed(words: tuple[str, ...]) -> str:
    """A list of words as TOML writes it."""
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def term(product: Product) -> list[str]:
    """One `[[term]]` table."""
    told = ["", "[[term]]", f"words = {listed(product.words)}", f'product = "{product.name}"']
    if product.near:
        told.append(f"near = {listed(product.near)}")
    if product.not_near:
        told.append(f"not_near = {listed(product.not_near)}")
    return told


def toml(maker: Maker) -> str:
    """The catalogue file of a maker."""
    told = [
        "# An invented maker: nobody and nothing of this name exists.",
        f'name = "{maker.name}"',
        f'category = "{maker.category}"',
        f"legal_names = {listed(maker.legal_names)}",
    ]
    for product in maker.products:
        told += term(product)
    if maker.owner:
        owner, since = maker.owner
        told += [
            "",
            "[[owner]]",
            f'name = "{owner}"',
            f'since = "{since}"',
            'source = "invented for the sample"',
        ]
    for reseller in maker.channels:
        told += ["", "[[channel]]", f'reseller = "{reseller}"', 'source = "invented for the sample"']
    return "\n".join(told) + "\n"


def write_catalog(folder: Path) -> list[Path]:
    """One file a maker, in a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for maker in MAKERS:
        path = folder / f"{maker.name.lower()}.toml"
        path.write_text(toml(maker), encoding="utf-8", newline="\n")
        written.append(path)
    return written
