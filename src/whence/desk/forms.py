"""Forms as they are sent."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

FILES, FIELDS, PART = 200, 2000, 8 << 20
"""How many files and fields a form may have, and how many bytes a field."""


async def sent(request: Request) -> FormData:
    """Return the form that came with a request, read once."""
    return await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=PART)


Form = Annotated[FormData, Depends(sent)]


def words(form: FormData, name: str) -> str:
    """Return what stands in a field, "" where there is none."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def all_words(form: FormData, name: str) -> list[str]:
    """Return what stands in all fields of one name."""
    return [v for v in form.getlist(name) if isinstance(v, str)]
