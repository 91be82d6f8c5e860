"""Run by the validators' own Python: does every table of a data package hold what its dictionary says?

check_datapackage.py DATAPACKAGE_JSON
"""

import json
import sys

from frictionless import Package, system


def main(path: str) -> None:
    """Print what Frictionless found as JSON: by resource, the errors and the rows that it read."""
    with system.use_context(trusted=True):
        report = Package(path).validate()
    found = {
        task.name: {"rows": task.stats.get("rows"), "errors": [e.message for e in task.errors]} for task in report.tasks
    }
    json.dump({"valid": report.valid, "errors": [e.message for e in report.errors], "tasks": found}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
