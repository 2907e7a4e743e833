"""Memory and speed by the length of the document: `python benchmarks/long_document.py`.

Each length is read by a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from common import one_thread, read_lines, report, shared

LENGTHS = (1_000, 20_000, 200_000)
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from dragoman.document import Document
from dragoman.pipeline import Pipeline

pipeline = Pipeline()
text = Path(sys.argv[1]).read_text(encoding="utf-8")
start = time.process_time()
items = pipeline.read(Document(id="long", text=text, origin="long"))
spent = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": spent, "peak": peak, "items": len(items)}))
"""


def main() -> None:
    """Measure and report."""
    texts = [row["text"] for row in read_lines(shared("data/text/statedept_press_releases.jsonl.gz"))]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for length in LENGTHS:
            words, parts = 0, []
            for text in texts:
                parts.append(text)
                words += len(text.split())
                if words >= length:
                    break
            path = Path(folder, "long.txt")
            path.write_text("\n\n".join(parts), encoding="utf-8")
            command = [sys.executable, "-c", PROGRAM, str(path)]
            output = subprocess.run(command, check=True, capture_output=True, text=True, env=one_thread()).stdout
            found = json.loads(output)
            speed = words / found["seconds"]
            rows.append((f"{words:,}", f"{speed:,.0f}", f"{found['peak'] / 1024:,.0f}", found["items"]))
    header = ("words in the document", "words per CPU-second", "peak memory, MB", "items")
    report("long documents", header, rows, "Releases of the State Department, end to end, as one document.")


if __name__ == "__main__":
    main()
