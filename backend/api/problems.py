"""Failures as problem details (RFC 9457). They never repeat what was sent."""

from __future__ import annotations

import logging
from dataclasses import asdict

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from backend.api.answers import Problem
from contract.failures import (
    AmountsDisagree,
    AnswersUsedUp,
    CardReportedLost,
    Failure,
    NotAllowed,
    PersonDeceased,
    PersonSuspended,
    PersonUnknown,
    RecordMissing,
    ServerFault,
    TerminalRefused,
    VisitOver,
)
from contract.wire import INVALID_REQUEST, PROBLEM_MEDIA_TYPE, problem_type

_STATUS: dict[type[Failure], int] = {
    TerminalRefused: 401,
    VisitOver: 401,
    NotAllowed: 403,
    PersonUnknown: 404,
    RecordMissing: 404,
    AmountsDisagree: 409,
    PersonDeceased: 403,
    PersonSuspended: 403,
    CardReportedLost: 403,
    AnswersUsedUp: 429,
    ServerFault: 500,
}
_TITLE: dict[type[Failure], str] = {
    TerminalRefused: "This terminal's key is not trusted",
    VisitOver: "The visit has ended",
    NotAllowed: "The visit's assurance is too low",
    PersonUnknown: "No retiree has this number",
    RecordMissing: "No such record",
    AmountsDisagree: "The record's sums do not balance",
    PersonDeceased: "The file says that the person has died",
    PersonSuspended: "The person's benefits are suspended",
    CardReportedLost: "The card was reported lost",
    AnswersUsedUp: "Three wrong answers today",
    ServerFault: "The service failed",
}
_log = logging.getLogger(__name__)


def answer_problems(app: FastAPI) -> None:
    """Let every failure of the app's routes be answered as a problem."""
    app.add_exception_handler(Failure, _failure)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _fault)


def problem_of(failure: type[Failure]) -> Problem:
    """The problem details that stand for a failure."""
    return Problem(problem_type(failure), _TITLE[failure], _STATUS[failure], failure.code)


def _answer(problem: Problem) -> JSONResponse:
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else None
    return JSONResponse(asdict(problem), problem.status, headers, PROBLEM_MEDIA_TYPE)


def _failure(_request: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, Failure)
    return _answer(problem_of(type(failure)))


def _invalid(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(Problem(INVALID_REQUEST, "The request is not as agreed", 422))


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _answer(Problem("about:blank", error.detail, error.status_code))


def _fault(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.scope.get("route"), exc_info=error)
    return _answer(problem_of(ServerFault))
