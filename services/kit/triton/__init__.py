"""Inference through Triton, the only way to a model."""

from services.kit.triton.client import ConversingModel, Model, TritonClient
from services.kit.triton.conversation import Conversation, Place
from services.kit.triton.errors import ModelRejected, ModelUnavailable, SequenceLost
from services.kit.triton.serving import ServedModels, wait_until_served
from services.kit.triton.tensors import scalar, text, texts

__all__ = [
    "Conversation",
    "ConversingModel",
    "Model",
    "ModelRejected",
    "ModelUnavailable",
    "Place",
    "SequenceLost",
    "ServedModels",
    "TritonClient",
    "scalar",
    "text",
    "texts",
    "wait_until_served",
]
