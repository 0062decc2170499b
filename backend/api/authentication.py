"""Who asks: the terminal by its bearer token, the visit by the token in its own header."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from backend.gateway import LocalGateway, TokenRecords
from backend.library.terminals import caller_of
from backend.service import Service
from contract.failures import TerminalRefused, VisitOver
from contract.wire import VISIT_HEADER

_bearer = HTTPBearer(auto_error=False, description="A terminal's access token")
_visit = APIKeyHeader(name=VISIT_HEADER, auto_error=False, description="A visit's token")


def service_of(request: Request) -> Service:
    """The service this app serves."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


ServiceHere = Annotated[Service, Depends(service_of)]


def gateway_of(
    service: ServiceHere,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> LocalGateway:
    """The gateway for the terminal that asks; raises ``TerminalRefused``."""
    if bearer is None:
        raise TerminalRefused
    return LocalGateway(service, caller_of(service, bearer.credentials))


TerminalGateway = Annotated[LocalGateway, Depends(gateway_of)]


def records_of(
    gateway: TerminalGateway, token: Annotated[str | None, Depends(_visit)]
) -> TokenRecords:
    """The records of the visit whose token was sent; raises ``VisitOver`` without one."""
    if token is None:
        raise VisitOver
    return gateway.records(token)


VisitHere = Annotated[TokenRecords, Depends(records_of)]
