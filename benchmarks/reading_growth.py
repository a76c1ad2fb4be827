"""How reading time grows with the length of a text, for pieces repeated until the text is long: the worst case of a
pattern that searches the whole sentence anew for every match of its own.

    python benchmarks/reading_growth.py [--short 2000] [--long 16000]

Printed for each piece: processor seconds at both lengths and their ratio, beside the ratio of the lengths. The call
counts of the same texts are a test (`tests/extract/test_robustness.py`); patterns work inside one call, so their time
shows only here.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.extract.making import text
from tests.extract.test_robustness import PIECES, read


def seconds(piece: str, length: int) -> float:
    """Median processor time of three readings of `length` characters."""
    found = [text(piece * (length // len(piece))) for _ in range(3)]
    times = []
    for one in found:
        start = time.process_time()
        read(one)
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", type=int, default=2_000)
    parser.add_argument("--long", type=int, default=16_000)
    wanted = parser.parse_args()
    print(f"lengths {wanted.short} and {wanted.long}: ratio {wanted.long / wanted.short:.1f}")
    for piece in PIECES:
        short, long = seconds(piece, wanted.short), seconds(piece, wanted.long)
        print(f"{piece!r:22} {short:8.4f} s {long:8.4f} s  ratio {long / max(short, 1e-6):6.1f}")


if __name__ == "__main__":
    main()
