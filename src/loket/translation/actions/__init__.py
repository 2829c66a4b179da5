"""What is done here: `translate` renders a text, `memory` and `glossary` keep what people approved."""

from loket.translation.actions.rendering import translate
from loket.translation.port import Rendering

__all__ = ["Rendering", "translate"]
