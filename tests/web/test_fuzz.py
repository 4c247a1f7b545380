"""Whatever the API is asked, it answers; it never breaks."""

import pytest
from hypothesis import HealthCheck, given, settings

from chancery.web import create_app

schemathesis = pytest.importorskip("schemathesis")


def test_no_question_breaks_the_api(record):
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(record))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10
    statuses = set()
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def ask(case):
            answer = case.call(headers={"host": "127.0.0.1"})
            statuses.add(answer.status_code)
            assert answer.status_code < 500
            assert answer.status_code == 200 or set(answer.json()) == {"error", "status"}

        ask()
    assert {200, 404} <= statuses
