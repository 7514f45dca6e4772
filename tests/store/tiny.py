"""Models of a few thousand random weights, saved as real ones are: what they say is arbitrary, but always the same."""

from __future__ import annotations

import string
from pathlib import Path

import torch
from transformers import (
    BertConfig,
    BertForQuestionAnswering,
    BertForSequenceClassification,
    BertTokenizer,
    PreTrainedModel,
)

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_LETTERS = string.ascii_lowercase + string.digits + string.punctuation
_VOCABULARY = (*_SPECIAL, *_LETTERS, *(f"##{letter}" for letter in _LETTERS))


def tiny_cross_encoder(folder: Path, scores: int = 1) -> str:
    """A model that gives a pair of texts that many scores; the folder's name."""
    return _saved(folder, BertForSequenceClassification(_config(scores)))


def tiny_question_answering(folder: Path, *, always: bool = True) -> str:
    """A model that marks some answer in every text, or never one; the folder's name."""
    model = BertForQuestionAnswering(_config(2))
    if not always:
        with torch.no_grad():  # all places alike, so that none is likelier than the first, which says: no answer
            model.qa_outputs.weight.zero_()
    return _saved(folder, model)


def _config(labels: int) -> BertConfig:
    torch.manual_seed(7)
    return BertConfig(
        vocab_size=len(_VOCABULARY),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=512,
        id2label={label: f"LABEL_{label}" for label in range(labels)},
        label2id={f"LABEL_{label}": label for label in range(labels)},
        initializer_range=0.7,  # far apart, so that the scores of two texts are, too
    )


def _saved(folder: Path, model: PreTrainedModel) -> str:
    folder.mkdir(parents=True)
    model.save_pretrained(folder)
    vocabulary = {token: place for place, token in enumerate(_VOCABULARY)}
    BertTokenizer(vocab=vocabulary, model_max_length=512).save_pretrained(folder)
    return str(folder)
