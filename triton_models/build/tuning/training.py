"""The loop that tunes: seeded, resumed from its last checkpoint, stopped when held-out stories stay hard."""

import math
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict
from torch.nn import functional
from transformers import PreTrainedModel

from triton_models.build.tuning.dialogue import Part
from triton_models.build.tuning.encoding import Encoded

LEARNT = (Part.NARRATION, Part.VISUAL)
CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides the result, beside the stories and the base model."""

    seed: int = 7
    rank: int = 8
    alpha: int = 16
    learning_rate: float = 8e-4
    warmup_steps: int = 15
    stories_a_step: int = 2
    epochs: float = 1.0
    longest: int = 1536
    judge_every: int = 42
    """Steps between two looks at the held-out stories."""
    judged_stories: int = 28
    patience: int = 2
    """Looks without a better perplexity before it stops."""


@dataclass(slots=True)
class Progress:
    """Where the loop stands."""

    step: int = 0
    best: float = math.inf
    best_step: int = 0
    worse: int = 0
    tokens: int = 0
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)


class Tuning:
    """One run of a plan, in a folder that it can be resumed from."""

    def __init__(
        self,
        base: PreTrainedModel,
        stories: Sequence[Encoded],
        held: Sequence[Encoded],
        plan: Plan,
        folder: Path,
        device: str,
    ) -> None:
        torch.manual_seed(plan.seed)
        config = LoraConfig(
            r=plan.rank, lora_alpha=plan.alpha, target_modules="all-linear", task_type="CAUSAL_LM"
        )
        self._model: PeftModel = get_peft_model(base, config).to(device)
        self._stories = stories
        self._held = held
        self._plan = plan
        self._folder = folder
        self._device = device
        self._learnable = [one for one in self._model.parameters() if one.requires_grad]
        self._optimizer = torch.optim.AdamW(self._learnable, lr=plan.learning_rate, weight_decay=0.01)
        self._progress = Progress()
        self._best: Mapping[str, torch.Tensor] = self._adapter()
        self.total_steps = math.ceil(plan.epochs * len(stories) / plan.stories_a_step)

    def run(
        self, minutes: float, say: Callable[[str], None], checkpoint_seconds: float = 180.0
    ) -> tuple[Mapping[str, torch.Tensor], Progress]:
        """Tunes until the plan is done, nothing gets better or the time is up; the best adapter so far."""
        self._resume(say)
        progress = self._progress
        started, saved, before = time.monotonic(), time.monotonic(), progress.seconds
        losses: list[float] = []
        while progress.step < self.total_steps and progress.worse < self._plan.patience:
            if time.monotonic() - started > minutes * 60:
                say("the time is up")
                break
            losses.append(self._learn(self._batch(progress.step)))
            progress.step += 1
            progress.seconds = before + time.monotonic() - started
            if progress.step % self._plan.judge_every == 0 or progress.step == self.total_steps:
                self._judge(sum(losses) / len(losses), say)
                losses.clear()
                self._save()
                saved = time.monotonic()
            elif time.monotonic() - saved > checkpoint_seconds:
                say(f"{self._place()}: loss {losses[-1]:.3f}, {self._pace()} tokens/s")
                self._save()
                saved = time.monotonic()
        self._save()
        return self._best, progress

    def perplexities(self, stories: Iterable[Encoded]) -> Mapping[str, float]:
        """Of each part that is learnt and of both, over these stories."""
        lost: dict[Part, float] = dict.fromkeys(LEARNT, 0.0)
        counted: dict[Part, int] = dict.fromkeys(LEARNT, 0)
        self._model.eval()
        with torch.no_grad():
            for story in stories:
                places = story.places(LEARNT)
                for place, loss in zip(places, self._losses(story, places).tolist(), strict=True):
                    lost[story.parts[place]] += loss
                    counted[story.parts[place]] += 1
        self._model.train()
        both = math.exp(sum(lost.values()) / sum(counted.values()))
        return {"all": both} | {part.value: math.exp(lost[part] / counted[part]) for part in LEARNT}

    def base_perplexities(self, stories: Iterable[Encoded]) -> Mapping[str, float]:
        """The same with the adapter switched off."""
        with self._model.disable_adapter():
            return self.perplexities(stories)

    def load_adapter(self, adapter: Mapping[str, torch.Tensor]) -> None:
        """Puts an adapter in the place of the present one."""
        set_peft_model_state_dict(self._model, dict(adapter))

    def _learn(self, batch: Sequence[Encoded]) -> float:
        rate = self._rate()
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        total = 0.0
        for story in batch:
            loss = self._losses(story, story.places(LEARNT)).mean() / len(batch)
            loss.backward()
            total += loss.item()
            self._progress.tokens += len(story.tokens)
        torch.nn.utils.clip_grad_norm_(self._learnable, 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return total

    def _losses(self, story: Encoded, places: Sequence[int]) -> torch.Tensor:
        """Of each of these tokens."""
        tokens = torch.tensor([story.tokens], device=self._device)
        wanted = torch.tensor(places, device=self._device)
        # Logits are made only where something is learnt: the vocabulary is a fifth of the model.
        with torch.autocast(self._device, dtype=torch.bfloat16):
            logits = self._model(input_ids=tokens, logits_to_keep=wanted - 1, use_cache=False).logits[0]
        return functional.cross_entropy(logits.float(), tokens[0, wanted], reduction="none")

    def _batch(self, step: int) -> Sequence[Encoded]:
        """The stories of a step: each epoch is a shuffle of its own, known from its number alone."""
        size = self._plan.stories_a_step
        chosen: list[Encoded] = []
        for number in range(step * size, (step + 1) * size):
            epoch, place = divmod(number, len(self._stories))
            order = list(range(len(self._stories)))
            random.Random(f"{self._plan.seed}/{epoch}").shuffle(order)
            chosen.append(self._stories[order[place]])
        return chosen

    def _rate(self) -> float:
        """Up in a line, then down along a cosine to a twentieth."""
        step, plan = self._progress.step, self._plan
        done = min(1.0, step / self.total_steps)
        return (
            plan.learning_rate
            * min(1.0, (step + 1) / plan.warmup_steps)
            * max(0.05, 0.5 * (1.0 + math.cos(math.pi * done)))
        )

    def _judge(self, loss: float, say: Callable[[str], None]) -> None:
        progress = self._progress
        found = self.perplexities(self._held[: self._plan.judged_stories])
        progress.history.append({"step": progress.step, "loss": loss, **found})
        if found["all"] < progress.best:
            progress.best, progress.best_step, progress.worse = found["all"], progress.step, 0
            self._best = self._adapter()
        else:
            progress.worse += 1
        say(
            f"{self._place()}: loss {loss:.3f}, held-out perplexity {found['all']:.2f} "
            f"(narration {found['narration']:.2f}, visual {found['visual']:.2f}), {self._pace()} tokens/s"
        )

    def _place(self) -> str:
        return f"step {self._progress.step}/{self.total_steps}"

    def _pace(self) -> int:
        return round(self._progress.tokens / max(1.0, self._progress.seconds))

    def _adapter(self) -> Mapping[str, torch.Tensor]:
        halves = get_peft_model_state_dict(self._model)
        return {name: half.detach().clone().cpu() for name, half in halves.items()}

    def _save(self) -> None:
        """All that is needed to go on; the old checkpoint stays until the new one is whole."""
        unfinished = self._folder / f".{CHECKPOINT}"
        torch.save(
            {
                "plan": asdict(self._plan),
                "progress": asdict(self._progress),
                "adapter": self._adapter(),
                "best": dict(self._best),
                "optimizer": self._optimizer.state_dict(),
            },
            unfinished,
        )
        unfinished.replace(self._folder / CHECKPOINT)

    def _resume(self, say: Callable[[str], None]) -> None:
        path = self._folder / CHECKPOINT
        if not path.is_file():
            return
        saved = torch.load(path, weights_only=True)
        if saved["plan"] != asdict(self._plan):
            raise ValueError(f"{path} is of another plan: choose another folder or delete it")
        self._progress = Progress(**saved["progress"])
        self.load_adapter(saved["adapter"])
        self._best = saved["best"]
        self._optimizer.load_state_dict(saved["optimizer"])
        say(f"resumed at step {self._progress.step}")
