"""Write into the curated studies what a list of retractions says of them.

    python -m tools.mark_retractions LIST [--name "the Retraction Watch list"] [--write]

Without `--write` it only prints whom the list strikes: curated studies, and trials inside the lists of reviews. With it, the two
lines `integrity` and `integrity_note` are put into each struck record that has none yet; nothing else in a file is touched.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from proofwort.integrity import with_retractions
from proofwort.knowledge import load

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


def put(path: Path, integrity: str, note: str) -> None:
    """Add the two lines before the findings, by text, so that the rest of the record stays as it was written."""
    head, mark, tail = path.read_text(encoding="utf-8").partition("\nfindings:")
    if not mark or "\nintegrity:" in head:
        sys.exit(f"{path}: has no findings of its own line, or is marked already; edit it by hand")
    quoted = note.replace("'", "''")
    path.write_text(f"{head}\nintegrity: {integrity}\nintegrity_note: '{quoted}'{mark}{tail}", encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("list", type=Path)
    arguments.add_argument("--name", default="a list of retractions")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    before = load(KNOWLEDGE)
    after = with_retractions(before, [given.list])
    struck = 0
    for slug, study in after.studies.items():
        was = before.studies[slug]
        if study.included_retracted:
            print(f"{slug}: holds {', '.join(study.included_retracted)}, retracted")
        if study.integrity == was.integrity:
            continue
        struck += 1
        note = (study.integrity_note or "").replace("a list of retractions", given.name)
        print(f"{slug}: {was.integrity} → {study.integrity} ({note})")
        if given.write:
            put(KNOWLEDGE / before.files.get(f"studies/{slug}", f"studies/{slug}.yaml"), study.integrity, note)
    marked = sum(s.integrity != "none" for s in after.studies.values())
    print(f"{len(before.studies)} curated studies; {struck} newly struck, {marked} marked in all")


if __name__ == "__main__":
    main()
