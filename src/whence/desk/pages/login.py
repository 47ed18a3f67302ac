"""/login and /logout."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from whence.desk.desk import AtHand
from whence.desk.forms import Form, words
from whence.desk.rendering import render
from whence.desk.security import passwords, tokens
from whence.desk.security.limits import Limits, client
from whence.desk.security.roles import from_us, known

router = APIRouter(dependencies=[Depends(from_us)])
LASTS = 14 * 24 * 3600  # seconds of a session


@router.get("/login")
def login(request: Request, desk: AtHand, to: str = "/") -> Response:
    """Ask for name and password."""
    if known(request, desk):
        return RedirectResponse(_inside(to), 303)
    return _form(request, to, "")


@router.post("/login")
async def log_in(request: Request, desk: AtHand, form: Form) -> Response:
    """Begin a session."""
    limits: Limits = request.app.state.limits
    limits.take("login", client(request))
    name, password = words(form, "name"), words(form, "password")
    limits.take("name", name.casefold())
    person = await run_in_threadpool(desk.store.person, name)
    kept = person.password if person else None
    if not await run_in_threadpool(passwords.right, kept, password) or person is None:
        return _form(request, words(form, "to") or "/", "No such name with this password.", 401)
    limits.forget("name", name.casefold())
    token = tokens.new()
    await run_in_threadpool(desk.store.begin_session, tokens.digest(token), person.name, "browser", LASTS)
    answer = RedirectResponse(_inside(words(form, "to")), 303)
    secure = request.url.scheme == "https"
    answer.headers.append("Set-Cookie", tokens.session_cookie(token, LASTS, secure=secure))
    return answer


@router.get("/logout")
def logout(request: Request, desk: AtHand) -> Response:
    """Ask whether to end the session: a mere link must not."""
    user = known(request, desk)
    if user is None or not desk.settings.login:
        return RedirectResponse("/", 303)
    request.state.user = user
    return render(request, "logout.html", here="", csrf=tokens.csrf(request))


@router.post("/logout")
async def log_out(request: Request, desk: AtHand) -> Response:
    """End the session, here and in the store."""
    if token := tokens.cookie(request, tokens.SESSION):
        await run_in_threadpool(desk.store.end_session, tokens.digest(token))
    answer = RedirectResponse("/login", 303)
    secure = request.url.scheme == "https"
    answer.headers.append("Set-Cookie", tokens.session_cookie("", 0, secure=secure))
    return answer


def _form(request: Request, to: str, said: str, status: int = 200) -> HTMLResponse:
    return render(request, "login.html", status=status, here="", csrf=tokens.csrf(request), to=_inside(to), said=said)


def _inside(to: str) -> str:
    """Return an address of the desk alone: what follows a login must not lead elsewhere."""
    inside = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if inside and not to.startswith(("/login", "/logout")) else "/"
