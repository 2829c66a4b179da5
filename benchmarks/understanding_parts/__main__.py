"""Every part's figures, one a line."""

from __future__ import annotations

from benchmarks.understanding_parts import gibberish, language, wishes

if __name__ == "__main__":
    for part in (language, gibberish, wishes):
        for row in part.rows():
            print(row, flush=True)
