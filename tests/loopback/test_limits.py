"""The loopback server refuses what Discord's documentation says Discord refuses, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback.commands import check_commands
from tests.loopback.errors import ApiError, Json
from tests.loopback.limits import COMPONENTS_V2, check_choices, check_edit, check_message
from tests.loopback.mentions import pings
from tests.loopback.modals import check_modal


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def button(label: str = "Go", **fields: Any) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": "go", **fields}


def link(url: str) -> Json:
    return {"type": 2, "style": 5, "label": "Read", "url": url}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def v2(*components: Json, **fields: Any) -> Json:
    return {"flags": COMPONENTS_V2, "components": list(components), **fields}


def option(name: str = "day", **fields: Any) -> Json:
    return {"type": 3, "name": name, "description": "A day", **fields}


def command(name: str = "ask", **fields: Any) -> Json:
    return {"type": 1, "name": name, "description": "Ask", **fields}


@pytest.mark.parametrize(
    "payload",
    [
        {"content": "x" * 2000},
        v2(text("x" * 4000)),
        v2(*[text("x") for _ in range(40)]),
        v2({"type": 17, "components": [text("x"), row(*[button(custom_id=str(n)) for n in range(5)])]}),
        v2({"type": 9, "components": [text("x")] * 3, "accessory": link("https://a.example/" + "p" * 494)}),
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": []}},
        {"embeds": [{"description": "x" * 4096}, {"description": "x" * 1904}]},
    ],
)
def test_a_message_at_its_limits_is_accepted(payload: Json) -> None:
    check_message(payload)


@pytest.mark.parametrize(
    "payload",
    [
        {"content": "x" * 2001},
        {"content": "🙂" * 1001},
        {"content": ""},
        v2(text("x" * 2001), text("x" * 2000)),
        v2(*[text("x") for _ in range(41)]),
        v2(text("")),
        v2(text(" \n")),
        v2(text("x"), content="y"),
        v2(text("x"), embeds=[{"title": "y"}]),
        v2(),
        v2(button()),
        v2({"type": 17, "components": [{"type": 17, "components": [text("x")]}]}),
        v2(row(button(), button())),
        v2(row(button(custom_id="c" * 101))),
        v2(row(button("l" * 81))),
        v2(row(link("https://a.example/" + "p" * 495))),
        v2(row(link("ftp://a.example/"))),
        v2(row(*[button(custom_id=str(n)) for n in range(6)])),
        v2({"type": 9, "components": [text("x")] * 4, "accessory": button()}),
        v2({"type": 9, "components": [text("x")]}),
        v2(row({"type": 3, "custom_id": "s", "options": [{"label": "a", "value": str(n)} for n in range(26)]})),
        {"content": "x", "components": [text("y")]},
        {"content": "x", "components": [row(button(custom_id=str(n))) for n in range(6)]},
        {"content": "x", "nonce": "n" * 26},
        {"content": "x", "flags": 1 << 7},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"embeds": [{"description": "x" * 4096}, {"description": "x" * 1905}]},
        {"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]},
        {"content": "x", "attachments": [{"id": n} for n in range(11)]},
    ],
)
def test_a_message_over_a_limit_is_refused(payload: Json) -> None:
    with pytest.raises(ApiError) as refused:
        check_message(payload)
    assert refused.value.status == 400
    assert refused.value.code in (50035, 50006)


def test_a_components_message_stays_one() -> None:
    check_edit({"content": None, "flags": COMPONENTS_V2, "components": [text("x")]}, was_v2=False, had_content=True)
    check_edit({"components": [text("x")]}, was_v2=True, had_content=False)
    with pytest.raises(ApiError):
        check_edit(v2(text("x")), was_v2=False, had_content=True)
    with pytest.raises(ApiError):
        check_edit({"content": "x"}, was_v2=True, had_content=False)


def test_a_list_of_choices_is_lost_when_one_is_too_long() -> None:
    check_choices([{"name": "n" * 100, "value": "v" * 100}] * 25)
    for choices in (
        [{"name": "n", "value": "v"}] * 26,
        [{"name": "n" * 101, "value": "v"}],
        [{"name": "", "value": ""}],
    ):
        with pytest.raises(ApiError):
            check_choices(choices)


@pytest.mark.parametrize(
    "commands",
    [
        [command("Ask")],
        [command("a" * 33)],
        [command("two words")],
        [command(), command()],
        [command(description="d" * 101)],
        [command(options=[option(str(n)) for n in range(26)])],
        [command(options=[option(), option("must", required=True)])],
        [command(options=[option(max_length=6001)])],
        [command(options=[option(autocomplete=True, choices=[{"name": "n", "value": "v"}])])],
        [command(f"c{n}") for n in range(101)],
        [{"type": 3, "name": f"Menu {n}"} for n in range(16)],
        [{"type": 3, "name": "m" * 33}],
        [{"type": 3, "name": "Find coverage", "description": "Not here"}],
    ],
)
def test_commands_over_a_limit_are_refused(commands: list[Json]) -> None:
    menus = [{"type": kind, "name": f"Menu {n}"} for kind in (2, 3) for n in range(15)]
    check_commands([command(options=[option("must", required=True), option()]), *menus])
    with pytest.raises(ApiError):
        check_commands(commands)


def field(**fields: Any) -> Json:
    return {"type": 4, "custom_id": "q", "style": 1, **fields}


def label(component: Json, **fields: Any) -> Json:
    return {"type": 18, "label": "Question", "component": component, **fields}


def select(count: int = 1, **fields: Any) -> Json:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "s", "options": options, **fields}


def modal(*components: Json, title: str = "Ask") -> Json:
    return {"title": title, "custom_id": "m", "components": list(components)}


def test_a_modal_at_its_limits_is_accepted() -> None:
    fields = [label(field(custom_id=str(n), max_length=4000, placeholder="p" * 100), label="l" * 45) for n in range(4)]
    check_modal(modal(*fields, label(select(25, max_values=25), description="d" * 100), title="t" * 45))


@pytest.mark.parametrize(
    "refused",
    [
        modal(),
        modal(label(field()), title="t" * 46),
        modal(*[label(field(custom_id=str(n))) for n in range(6)]),
        modal(label(field()), label(field())),
        modal(label(field(), label="l" * 46)),
        modal(label(field(), description="d" * 101)),
        modal(label(button())),
        modal(label(field(style=3))),
        modal(label(field(max_length=4001))),
        modal(label(field(min_length=5, max_length=4))),
        modal(label(field(value="vv", max_length=1))),
        modal(label(field(placeholder="p" * 101))),
        modal(label(select(26))),
        modal(row(button())),
        modal(field()),
    ],
)
def test_a_modal_over_a_limit_is_refused(refused: Json) -> None:
    with pytest.raises(ApiError):
        check_modal(refused)


@pytest.mark.parametrize(
    "refused",
    [
        select(0),
        select(26),
        select(2, max_values=3),
        select(2, min_values=2),
        select(2, placeholder="p" * 151),
        select(options=[{"label": "l" * 101, "value": "v"}]),
        select(options=[{"label": "l", "value": "v" * 101}]),
        select(options=[{"label": "l", "value": "v", "description": "d" * 101}]),
        select(options=[{"label": "l", "value": "v"}] * 2, max_values=2),
        select(options=[{"label": n, "value": n, "default": True} for n in "ab"]),
    ],
)
def test_a_select_over_a_limit_is_refused(refused: Json) -> None:
    check_message(v2(row(select(25, max_values=25, min_values=0, placeholder="p" * 150))))
    with pytest.raises(ApiError):
        check_message(v2(row(refused)))


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, ["@everyone", "role 7", "user 8", "user 9"]),
        ({"parse": []}, []),
        ({"parse": [], "replied_user": True}, ["user 9"]),
        ({"parse": ["roles"], "users": ["8"]}, ["role 7", "user 8"]),
        ({"parse": ["everyone"]}, ["@everyone"]),
    ],
)
def test_allowed_mentions_decide_who_is_pinged(allowed: Json | None, pinged: list[str]) -> None:
    assert pings([r"\@everyone", "<@&7> and `<@8>`"], allowed, replied_to=9) == pinged
