"""Puts ProperDocs into MkDocs' place in every Python whose path has this folder."""

import properdocs.replacement  # type: ignore[import-not-found]  # noqa: F401
