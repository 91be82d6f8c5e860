"""Run by the validators' own Python: does the library of FollowTheMoney load every entity, and find nothing wrong?

check_ftm.py ENTITIES
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.proxy import EntityProxy


def main(path: Path) -> None:
    """Print how many entities of each schema there are and what is wrong, as JSON."""
    opened = gzip.open if path.suffix == ".gz" else open
    schemata: Counter[str] = Counter()
    schema_of: dict[str, Any] = {}
    links: list[Any] = []
    wrong: list[str] = []
    twice: list[str] = []
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            entity = EntityProxy.from_dict(data, cleaned=True)
            try:
                entity.schema.validate(data)
            except InvalidData as error:
                wrong.append(f"{data['id']}: {error.errors}")
            wrong += misunderstood(entity)
            if entity.id in schema_of:
                twice.append(entity.id)
            schema_of[entity.id] = entity.schema
            schemata[entity.schema.name] += 1
            links += [(prop, value) for prop, value in entity.itervalues() if prop.type.name == "entity"]
    wrong += [f"{prop.qname} leads nowhere" for prop, value in links if value not in schema_of]
    wrong += [
        f"{prop.qname} leads to a {schema_of[value].name}"
        for prop, value in links
        if value in schema_of and prop.range and not schema_of[value].is_a(prop.range)
    ]
    people = [schema.name for schema in set(schema_of.values()) if schema.is_a(model["Person"])]
    told = {"schemata": schemata, "wrong": sorted(set(wrong))[:20], "twice": twice[:20], "people": people}
    json.dump(told, sys.stdout)


def misunderstood(entity: EntityProxy) -> list[str]:
    """Values that the property's type does not read as they stand."""
    return [
        f"{prop.qname}: {value!r} is read as {prop.type.clean(value, proxy=entity)!r}"
        for prop, value in entity.itervalues()
        if prop.type.name in ("date", "number", "url", "country", "entity", "identifier")
        and prop.type.clean(value, proxy=entity) != value
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
