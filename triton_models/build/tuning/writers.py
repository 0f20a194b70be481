"""A prepared story model as the comparison uses it: to write, and to say how likely given words are."""

import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from triton_models.build.tuning.corpus import Story
from triton_models.build.tuning.dialogue import Part, answer, ask, pieces, prompt
from triton_models.build.tuning.judging import Told, read_told

sys.path.append(str(Path(__file__).parents[2] / "repository" / "story_llm" / "1"))

LONGEST_ANSWER = 170
TEMPERATURE = 0.6
END = "<|im_end|>"


class Writer:
    """One model; `example` is a story that it is shown before each, for one that wasn't taught the format."""

    def __init__(self, weights: Path, example: Story | None = None) -> None:
        import openvino_genai
        from story_engine.openvino_network import Memory, OpenVinoNetwork
        from story_engine.scoring import Prefixes

        scheduler = openvino_genai.SchedulerConfig()
        scheduler.num_kv_blocks = 2400
        scheduler.max_num_seqs = 20
        scheduler.enable_prefix_caching = True
        self._pipeline = openvino_genai.ContinuousBatchingPipeline(str(weights), scheduler, "CPU", {})
        self._tokenizer = self._pipeline.get_tokenizer()
        self._network = OpenVinoNetwork(weights, 0)
        self._prefixes: Prefixes[Memory] = Prefixes(2)
        self._shown = shown(example) if example is not None else ""

    def write(self, stories: Sequence[Story], seed: int) -> Sequence[Sequence[Told]]:
        """All the stories, scene after scene, each with what it told so far before it."""
        texts: list[list[str]] = [[] for _ in stories]
        for index in range(max(len(story.scenes) for story in stories)):
            going = [place for place, story in enumerate(stories) if index < len(story.scenes)]
            prompts = [
                self._shown
                + "".join(
                    ask(stories[place], earlier) + text + END for earlier, text in enumerate(texts[place])
                )
                + ask(stories[place], index)
                for place in going
            ]
            for place, text in zip(going, self._complete(prompts, seed + index), strict=True):
                texts[place].append(text)
        return [[read_told(text) for text in told] for told in texts]

    def perplexities(self, stories: Sequence[Story]) -> Mapping[str, float]:
        """Of the titles and narrations, of the visual specs, and of both."""
        lost = dict.fromkeys(("narration", "visual"), 0.0)
        counted = dict.fromkeys(lost, 0)
        for story in stories:
            self._network.forget()
            past, before = self._read(self._shown, 0) if self._shown else (0, None)
            for piece in pieces(story):
                tokens = self._encode(piece.text)
                logprobs, before = self._logprobs(tokens, past, before)
                past += len(tokens)
                if piece.part is not Part.PROMPT:
                    lost[piece.part.value] -= sum(logprobs)
                    counted[piece.part.value] += len(logprobs)
        found = {part: math.exp(lost[part] / counted[part]) for part in lost}
        return {"all": math.exp(sum(lost.values()) / sum(counted.values())), **found}

    def chooses(self, story: Story, index: int, start: str, choices: Sequence[str]) -> int:
        """Which of these sentences it finds likeliest after the beginning of a scene, token for token."""
        from story_engine.scoring import Scoring

        text = self._shown + prompt(story, index, story.scenes) + f"{story.scenes[index].title}\n{start}"
        wanted = [self._encode(" " + choice) for choice in choices]
        scoring = Scoring(self._network, self._prefixes, self._encode(text), wanted)
        while not scoring.advance():
            pass
        means = [score.logprob / score.tokens for score in scoring.scores()]
        return means.index(max(means))

    def _complete(self, prompts: Sequence[str], seed: int) -> Sequence[str]:
        import openvino_genai

        handles = []
        for number, text in enumerate(prompts):
            config = openvino_genai.GenerationConfig()
            config.apply_chat_template = False
            config.max_new_tokens = LONGEST_ANSWER
            config.do_sample = True
            config.temperature, config.top_p, config.top_k = TEMPERATURE, 0.9, 40
            config.repetition_penalty = 1.05
            config.rng_seed = seed * 1000 + number
            tokens = self._tokenizer.encode(text, add_special_tokens=False).input_ids
            handles.append(self._pipeline.add_request(seed * 1000 + number, tokens, config))
        while self._pipeline.has_non_finished_requests():
            self._pipeline.step()
        return [
            str(self._tokenizer.decode(handle.read_all()[0].generated_ids)).split(END)[0].strip()
            for handle in handles
        ]

    def _read(self, text: str, past: int) -> tuple[int, "object"]:
        tokens = self._encode(text)
        _, last = self._logprobs(tokens, past, None)
        return past + len(tokens), last

    def _logprobs(self, tokens: Sequence[int], past: int, before: "object") -> tuple[list[float], "object"]:
        """Of each token after what was read before it."""
        import numpy as np
        from story_engine.scoring import log_sum_exp

        logits = self._network.read([tokens], past, range(len(tokens)))[0]
        rows = logits[:-1] if before is None else np.concatenate([np.asarray(before)[None], logits[:-1]])
        wanted = tokens[1:] if before is None else tokens
        totals = log_sum_exp(rows)
        found = [float(rows[at, token] - totals[at]) for at, token in enumerate(wanted)]
        return found, logits[-1]

    def _encode(self, text: str) -> list[int]:
        tokens = self._tokenizer.encode(text, add_special_tokens=False).input_ids
        return [int(token) for token in tokens.data[0]]


def shown(story: Story) -> str:
    """A whole story as an example."""
    return "".join(ask(story, index) + answer(scene) for index, scene in enumerate(story.scenes)) + "\n"
