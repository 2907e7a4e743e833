"""Makes `python -m dragoman` the same as `dragoman`."""

from __future__ import annotations

from dragoman.views.cli import main

if __name__ == "__main__":
    main()
