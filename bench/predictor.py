"""How natural a machine thinks a voice is: DistillMOS (MIT, its weights in the package)."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import cues


class Predictor:
    """DistillMOS on one thread. It learned what people say of codecs and lines, of 5."""

    def __init__(self) -> None:
        # It would be used for reading files alone, and has to fit torch to the version.
        sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
        import distillmos
        import torch

        torch.set_num_threads(1)
        self._torch: Any = torch
        self._model: Any = distillmos.ConvTransformerSQAModel()
        self._model.eval()

    def of_five(self, clip: cues.Mono) -> float:
        """Return the prediction for a clip at 48 kHz."""
        with self._torch.no_grad():
            sound = self._torch.from_numpy(cues.for_machines(clip))[None]
            return float(self._model(sound))
