"""The secret of an installation: kept in its data, or named by SECRET_KEY, never the default."""

import os
import secrets
from pathlib import Path

from kundenkreis.core.refusal import Refused


def kept(data: Path) -> str:
    """The secret in `data/secret-key`, made at first use; only its owner may read it."""
    path = data / "secret-key"
    if not path.exists():
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(48))
        half.rename(path)
    return path.read_text()


def demand() -> None:
    """Before anything is served.

    :raises Refused: `no_secret` where everybody who reads the source would know it.
    """
    if not os.environ.get("SECRET_KEY"):
        raise Refused(
            "no_secret",
            "SECRET_KEY is not set: without it anybody could sign in as anybody. "
            "`kundenkreis up` makes one; elsewhere set it to 50 random characters.",
        )
