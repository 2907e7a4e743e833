"""Makes the pictures of the pages of `dragoman serve` in docs/images: `python docs/screenshots.py`.

It reads the example reports into a record, serves it, and looks at it with Debian's Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.served import FLAGS, chromium_path, read_examples, served  # noqa: E402

IMAGES = ROOT / "docs" / "images"
#: Name of the picture: address, width and height, scheme, what is opened first.
PICTURES = {
    "serve-overview": ("/", (1280, 800), "light", None),
    "serve-report": ("/report?id=talks", (1280, 900), "light", ".report-items summary >> nth=0"),
    "serve-pair": ("/pair?first=USA&second=RUS&by=week", (1280, 900), "light", None),
    "serve-agreements": ("/agreements?as_of=2025-06-01&first=USA&second=Russia", (1280, 700), "dark", None),
    "serve-graph": ("/graph", (1280, 900), "light", None),
    "serve-phone": ("/commitments?as_of=2025-06-01", (390, 780), "dark", ".items summary >> nth=0"),
}


def main() -> None:
    """Make all pictures."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if path is None:
        sys.exit("There is no Chromium here. On Debian: apt install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        read_examples(Path(folder) / "examples")
        with served(Path(folder) / "examples") as address:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            for name, (page_address, (width, height), scheme, opened) in PICTURES.items():
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                page.goto(address + page_address)
                page.wait_for_load_state("networkidle")
                if opened is not None:
                    page.click(opened)
                page.screenshot(path=IMAGES / f"{name}.png")
                print(f"{name}.png: {page_address}")
                context.close()
            browser.close()


if __name__ == "__main__":
    main()
