"""The ASGI application."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from backend.api import (
    activity_routes,
    message_routes,
    phone_page,
    public_pages,
    receipt_page,
    terminal_routes,
    visit_routes,
)
from backend.api.answers import Problem
from backend.api.dated import Dated
from backend.api.limits import Limits
from backend.api.problems import answer_problems
from backend.service import Service
from backend.staff import notice_lists
from backend.staff import routes as staff
from contract.wire import PROBLEM_MEDIA_TYPE

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Problem details (RFC 9457)",
        "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "model": Problem,
    }
}


def create_app(service: Service) -> FastAPI:
    """The API of a service, version 1."""
    app = FastAPI(
        title="Yinling",
        version="1",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.add_middleware(Limits)
    app.add_middleware(Dated, clock=service.clock)
    answer_problems(app)
    for router in (terminal_routes.router, visit_routes.router, activity_routes.router):
        app.include_router(router, prefix="/v1", responses=_PROBLEMS)
    app.include_router(message_routes.router, prefix="/v1", responses=_PROBLEMS)
    app.include_router(receipt_page.router)
    app.include_router(staff.router)
    app.include_router(notice_lists.router)
    app.include_router(phone_page.router)
    app.include_router(public_pages.router)
    return app
