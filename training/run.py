"""What every training run does: rates that rise and fall, a running mean of the weights, a log, and a checkpoint."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

__all__ = ["WARM_UP", "TrainingRun"]

#: The part of the steps in which the rates rise.
WARM_UP = 0.06


class TrainingRun:
    """The state of a run that can be broken off: a model, the mean of its weights, its optimizer and the step."""

    def __init__(self, out: Path, model: Any, groups: Sequence[dict[str, Any]], *, rate: float, keep: float) -> None:
        """Prepare a run.

        Args:
            out: The folder of the run; it is made.
            model: The network.
            groups: Its parameters with their `full_rate`.
            rate: What the rates are multiplied with.
            keep: How much of the mean stays at each step, at most.
        """
        self.out, self.model, self.rate, self._keep = out, model, rate, keep
        self.average = copy.deepcopy(model)
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.step = 0
        out.mkdir(parents=True, exist_ok=True)

    def _begin_step(self, steps: int) -> None:
        """Set the rates for a step of so many."""
        progress = self.step / steps
        factor = min(1.0, progress / WARM_UP, max(0.0, (1 - progress) / (1 - WARM_UP)))
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * group["full_rate"] * max(factor, 1e-3)
        self.model.train()
        self.optimizer.zero_grad()

    def _end_step(self) -> None:
        """Take the gradients into the weights, and these into their mean."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        keep = min(self._keep, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.model.parameters(), strict=True):
                mean.lerp_(now, 1 - keep)

    def _log(self, steps: int, epoch: int, parts: Mapping[str, Tensor]) -> None:
        """Add a line to the log."""
        line = {"step": self.step, "of": steps, "epoch": epoch, "time": round(time.time())}
        line |= {name: round(value.item(), 4) for name, value in parts.items()}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _write_checkpoint(self, *where: int) -> None:
        """Write the state, with where the run stands."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "where": [self.step, *where],
        }
        torch.save(state, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")

    def _read_checkpoint(self) -> list[int] | None:
        """Take up the state of the run's folder; return where it stands, `None` if there is none."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return None
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, *where = state["where"]
        print(f"going on from step {self.step}")
        return [int(one) for one in where]
