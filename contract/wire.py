"""What both ends of the HTTP wire must spell alike.

The terminal proves itself with a signed assertion (RFC 7523, section 2.2) and gets a short bearer
token; a visit's token travels in a header of its own, never in an address. Failures travel as
problem details (RFC 9457) whose ``type`` names the failure.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode

from contract.failures import FAILURES, Failure

AUDIENCE = "urn:yinling:backend"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GRANT_TYPE = "client_credentials"
VISIT_HEADER = "X-Visit"

PROBLEM_MEDIA_TYPE = "application/problem+json"
INVALID_REQUEST = "urn:yinling:problem:invalid-request"
"""The ``type`` of what stands for a request that is not as agreed."""
_PROBLEM_PREFIX = "urn:yinling:failure:"

RECORD_NUMBER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?")
"""The form of a settlement's or a print job's number: what may stand in an address."""


def slug(failure: type[Failure]) -> str:
    """The failure's stable name on the wire: ``PersonUnknown`` is ``person-unknown``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", failure.__name__).lower()


def problem_type(failure: type[Failure]) -> str:
    """The ``type`` of the problem details that stand for a failure."""
    return _PROBLEM_PREFIX + slug(failure)


FAILURE_OF_PROBLEM: dict[str, type[Failure]] = {problem_type(each): each for each in FAILURES}
"""The failure a problem's ``type`` stands for."""


def key_thumbprint(raw_public_key: bytes) -> str:
    """The JWK thumbprint (RFC 7638) of a raw Ed25519 public key; an assertion's ``kid``."""
    x = urlsafe_b64encode(raw_public_key).rstrip(b"=").decode()
    members = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": x}, separators=(",", ":"))
    return urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).rstrip(b"=").decode()
