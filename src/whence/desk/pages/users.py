"""/users: who may log in. For admins."""

from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from whence.desk.desk import AtHand, Desk
from whence.desk.forms import Form, words
from whence.desk.rendering import render
from whence.desk.security import Admin, passwords, tokens
from whence.store.people import Role

router = APIRouter()
ROLES = get_args(Role)


@router.get("/users")
def users(request: Request, user: Admin, desk: AtHand) -> Response:
    """Show who may log in."""
    return _shown(request, desk, "")


@router.post("/users")
async def change(request: Request, user: Admin, desk: AtHand, form: Form) -> Response:
    """Add somebody, give another role or password, or remove somebody: `do` says which."""
    name, do = words(form, "name").strip(), words(form, "do")
    said = await run_in_threadpool(_done, desk, do, name, words(form, "role"), words(form, "password"))
    if said:
        return await run_in_threadpool(_shown, request, desk, said, 422)
    return RedirectResponse("/users", 303)


def _done(desk: Desk, do: str, name: str, role: str, password: str) -> str:
    """Do it; return what was wrong, "" where nothing was."""
    if not 1 <= len(name) <= 100 or not name.isprintable():
        return "A name has 1 to 100 characters."
    if do in ("add", "role") and role not in ROLES:
        return f"There is no role {role!r}."
    if do in ("add", "password") and (trouble := passwords.trouble(password)):
        return trouble[0].upper() + trouble[1:] + "."
    person, last = desk.store.person(name), desk.store.admins() == 1
    if last and person and person.role == "admin" and (do == "remove" or (do == "role" and role != "admin")):
        return f"{name} is the last admin."
    match do:
        case "add":
            fine = desk.store.add_person(name, role, passwords.hashed(password))  # type: ignore[arg-type]
            return "" if fine else f"The name {name} is taken."
        case "role":
            fine = desk.store.change_person(name, role=role)  # type: ignore[arg-type]
        case "password":
            fine = desk.store.change_person(name, password=passwords.hashed(password))
        case "remove":
            fine = desk.store.remove_person(name)
        case _:
            return "Nothing was asked."
    return "" if fine else f"There is no {name}."


def _shown(request: Request, desk: Desk, said: str, status: int = 200) -> Response:
    return render(
        request, "users.html", status=status, here="users", people=desk.store.people(), roles=ROLES, said=said,
        csrf=tokens.csrf(request),
    )  # fmt: skip
