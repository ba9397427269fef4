"""How dulwich speaks to a remote, and what it says when it can't, in the desk's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dulwich.client import HTTPUnauthorized, get_transport_and_path
from dulwich.errors import GitProtocolError, NotGitRepository
from dulwich.file import FileLocked

from newsdesk.repository import LOCKED, NO_NETWORK, NO_SIGN_IN, Obstacle, Offline, Refused, SignIn


def client_of(address: str, config: Any, sign_in: SignIn | None) -> tuple[Any, str]:
    """The library's client of a remote, and the path there; a password goes to web addresses alone."""
    if sign_in is None or not address.startswith(("http://", "https://")):
        return get_transport_and_path(address, config=config, quiet=True)
    return get_transport_and_path(address, config=config, quiet=True, username=sign_in.user, password=sign_in.password)


@contextmanager
def network() -> Iterator[None]:
    """Raises Obstacle, Offline, Refused for whatever the library raises."""
    try:
        yield
    except HTTPUnauthorized:
        raise Refused(NO_SIGN_IN) from None
    except (OSError, NotGitRepository):
        raise Offline(NO_NETWORK) from None
    except GitProtocolError as error:
        if " 403 " in f" {error} ":
            raise Refused(NO_SIGN_IN) from None
        raise Obstacle(f"Git báo: {str(error)[:300]}") from None
    except Exception as error:
        if type(error).__module__.startswith("urllib3"):  # which is not loaded before somebody connects
            raise Offline(NO_NETWORK) from None
        raise


@contextmanager
def locked() -> Iterator[None]:
    """Raises Obstacle where another program has a lock on what is to be changed."""
    try:
        yield
    except FileLocked:
        raise Obstacle(LOCKED) from None
