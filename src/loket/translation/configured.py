"""The engines that the operator's settings name, made once for all threads; a wrong setting is said, not raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from loket.translation.engines.apertium import Apertium
from loket.translation.engines.fxtranslate import FxTranslate
from loket.translation.port import Engine

# Always asked first, and no engine.
MEMORY = "memory"
_SETTINGS = (
    "LOKET_TRANSLATION_MODELS",
    "LOKET_LIBRETRANSLATE_URL",
    "LOKET_LIBRETRANSLATE_KEY",
    "LOKET_DEEPL_URL",
    "LOKET_DEEPL_KEY",
    "LOKET_TRANSLATION_MODEL_URL",
    "LOKET_TRANSLATION_MODEL_NAME",
    "LOKET_TRANSLATION_MODEL_KEY",
)


def configured_engines() -> tuple[Engine, ...]:
    """In the order of LOKET_TRANSLATORS; what cannot be used is left out."""
    return _made(*_current())[0]


def setting_problems() -> tuple[str, ...]:
    """What is wrong with the settings of the translators, a sentence each."""
    return _made(*_current())[1]


def _current() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(settings.LOKET_TRANSLATORS), tuple(getattr(settings, name) for name in _SETTINGS)


@lru_cache(maxsize=4)
def _made(names: tuple[str, ...], values: tuple[str, ...]) -> tuple[tuple[Engine, ...], tuple[str, ...]]:
    written = dict(zip(_SETTINGS, values, strict=True))
    engines: list[Engine] = []
    problems: list[str] = []
    for name in dict.fromkeys(names):
        if name == MEMORY:
            continue
        try:
            engines.append(_MAKERS[name](written))
        except KeyError:
            known = ", ".join(_MAKERS)
            problems.append(f"LOKET_TRANSLATORS names {name}, which is no translator; known are {known}.")
        except ValueError as error:
            problems.append(str(error))
    return tuple(engines), tuple(problems)


def _fxtranslate(written: Mapping[str, str]) -> Engine:
    folder = Path(_needed(written, "LOKET_TRANSLATION_MODELS", "the folder of the models"))
    if not folder.is_dir():
        raise ValueError(f"LOKET_TRANSLATION_MODELS: there is no folder {folder}.")
    return FxTranslate(folder)


def _apertium(written: Mapping[str, str]) -> Engine:
    engine = Apertium()
    if not engine.pairs():
        raise ValueError(
            "LOKET_TRANSLATORS names apertium, which has no language pair here: install one, "
            "for example with sudo apt-get install apertium apertium-es-pt."
        )
    return engine


def _libretranslate(written: Mapping[str, str]) -> Engine:
    # Who connects no server pays for no HTTP client; the same for the next two.
    from loket.translation.engines.libretranslate import LibreTranslate  # noqa: PLC0415

    name = "LOKET_LIBRETRANSLATE_URL"
    url = _needed(written, name, "the server's address")
    return _at_address(name, lambda: LibreTranslate(url, _key(written, "LOKET_LIBRETRANSLATE_KEY")))


def _deepl(written: Mapping[str, str]) -> Engine:
    from loket.translation.engines.deepl import DeepL  # noqa: PLC0415

    _needed(written, "LOKET_DEEPL_KEY", "the account's key")
    key, url = _key(written, "LOKET_DEEPL_KEY"), written["LOKET_DEEPL_URL"]
    return _at_address("LOKET_DEEPL_URL", lambda: DeepL(key, url))


def _model(written: Mapping[str, str]) -> Engine:
    from loket.translation.engines.model import ChatModel  # noqa: PLC0415

    name = "LOKET_TRANSLATION_MODEL_URL"
    url = _needed(written, name, "the server's address")
    model = _needed(written, "LOKET_TRANSLATION_MODEL_NAME", "the model's name")
    return _at_address(name, lambda: ChatModel(url, model, _key(written, "LOKET_TRANSLATION_MODEL_KEY")))


def _needed(written: Mapping[str, str], name: str, what: str) -> str:
    if not written[name]:
        raise ValueError(f"{name} is empty: give {what}, or take the translator out of LOKET_TRANSLATORS.")
    return written[name]


def _key(written: Mapping[str, str], name: str) -> str:
    if not (written[name].isascii() and written[name].isprintable()):
        raise ValueError(f"{name} holds characters that no key has.")
    return written[name]


def _at_address(name: str, make: Callable[[], Engine]) -> Engine:
    try:
        return make()
    except ValueError as error:
        said = str(error)
        raise ValueError(said if said.startswith("LOKET_") else f"{name}: {said}.") from None


_MAKERS: Mapping[str, Callable[[Mapping[str, str]], Engine]] = {
    "fxtranslate": _fxtranslate,
    "apertium": _apertium,
    "libretranslate": _libretranslate,
    "deepl": _deepl,
    "model": _model,
}
