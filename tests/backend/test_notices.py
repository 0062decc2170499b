"""Notices at the service: what is shown, its pictures, and who said that they know it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.commands import main
from backend.demo.district import DISTRICT_ID
from backend.demo.people import CAO, LATE, NEW, OUYANG
from backend.gateway import LocalGateway
from backend.library.notices import not_told
from backend.service import Service
from backend.staff.notice_lists import to_call
from backend.staff.sessions import Desk
from backend.staff.words import StaffWords
from backend.tables import AcknowledgementRow, NoticeRow
from contract.failures import RecordMissing
from pages.presentation import Language
from tests.backend.demo_service import TODAY, card_number, holder

HEATING, CALLIGRAPHY, BUS, PINNED = 1, 3, 8, 5


def change(service: Service, notice: int, **values: object) -> None:
    with Session(service.engine) as session, session.begin():
        session.execute(update(NoticeRow).where(NoticeRow.id == notice).values(**values))


class TestTheList:
    def test_begins_with_what_is_pinned(self, gateway: LocalGateway) -> None:
        assert gateway.notices()[0].id == PINNED

    def test_ends_a_notice_after_its_last_day(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        change(service, HEATING, ends=TODAY)
        assert gateway.notice(HEATING).id == HEATING
        change(service, HEATING, ends=TODAY - timedelta(days=1))
        with pytest.raises(RecordMissing):
            gateway.notice(HEATING)

    def test_is_what_the_bulletin_says(self, gateway: LocalGateway) -> None:
        bulletin = gateway.bulletin()
        assert tuple(each.summary for each in bulletin.notices) == gateway.notices()
        assert bulletin.activities == gateway.activities()
        assert bulletin.venues == gateway.venues()
        assert bulletin.carriers == gateway.carriers()


class TestPictures:
    @pytest.mark.parametrize("width", [200, 960, 1440, 4000])
    def test_are_as_wide_as_asked_for_and_never_wider_than_they_are(
        self, gateway: LocalGateway, width: int
    ) -> None:
        content = gateway.picture(BUS, 1, width)
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.width == min(width, 1440)
            assert picture.height == round(picture.width * 900 / 1440)

    def test_are_told_in_words(self, gateway: LocalGateway) -> None:
        (picture,) = gateway.notice(BUS).pictures
        assert "人民医院东门" in picture.said

    def test_of_what_is_not_there_are_missing(self, gateway: LocalGateway) -> None:
        for notice, number in ((BUS, 2), (HEATING, 1), (999, 1)):
            with pytest.raises(RecordMissing):
                gateway.picture(notice, number, 960)


class TestKnowing:
    def test_is_kept_per_person_and_once(self, gateway: LocalGateway, service: Service) -> None:
        visit = gateway.open_visit(holder(CAO))
        assert visit.acknowledge(HEATING) == {HEATING}
        assert visit.acknowledge(HEATING) == {HEATING}
        assert gateway.open_visit(holder(CAO)).acknowledged() == {HEATING}
        assert gateway.open_visit(holder(NEW)).acknowledged() == frozenset()
        with Session(service.engine) as session:
            assert session.scalar(select(func.count()).select_from(AcknowledgementRow)) == 1

    def test_needs_no_more_than_a_number(self, gateway: LocalGateway) -> None:
        assert gateway.open_visit(card_number(OUYANG)).acknowledge(HEATING) == {HEATING}

    def test_of_one_that_was_withdrawn_is_missing(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        visit = gateway.open_visit(holder(CAO))
        change(service, HEATING, withdrawn=service.clock())
        with pytest.raises(RecordMissing):
            visit.acknowledge(HEATING)

    def test_who_acted_is_recorded(self, gateway: LocalGateway, service: Service) -> None:
        gateway.open_visit(holder(CAO), holder(OUYANG)).acknowledge(HEATING)
        with Session(service.engine) as session:
            row = session.scalars(select(AcknowledgementRow)).one()
            assert row.actor == service.secret.blind_index(OUYANG.id_number)


class TestStaff:
    def test_see_who_has_not_said_it_and_nobody_who_died(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        gateway.open_visit(holder(CAO)).acknowledge(HEATING)
        with Session(service.engine) as session:
            names = {each.name for each in not_told(session, DISTRICT_ID, HEATING)}
        assert NEW.name in names
        assert not {CAO.name, LATE.name} & names

    def test_get_a_table_only_when_logged_in(self, service: Service) -> None:
        with TestClient(create_app(service), follow_redirects=False) as http:
            answer = http.get(f"/staff/notices/{HEATING}/to-call.csv")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/staff/login"

    def test_who_are_logged_in_get_it_for_their_spreadsheet(self, service: Service) -> None:
        desk = Desk(DISTRICT_ID, "qian", "token")
        answer = to_call(service, StaffWords(Language.CHINESE), desk, HEATING)
        rows = list(csv.reader(io.StringIO(bytes(answer.body).decode("utf-8-sig"))))
        assert rows[0] == ["姓名", "证件号"]
        assert CAO.name in {row[0] for row in rows}
        assert to_call(service, StaffWords(Language.CHINESE), desk, 999).status_code == 404

    def test_print_it_with_telephones_and_take_a_notice_back(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], service: Service
    ) -> None:
        database = ["--data", str(tmp_path), "--database", str(service.engine.url)]
        assert main(["who-to-call", *database, "--notice", str(HEATING)]) == 0
        assert f"{CAO.name}\t" in capsys.readouterr().out
        assert main(["withdraw-notice", *database, "--notice", str(HEATING)]) == 0
        with Session(service.engine) as session:
            assert session.get_one(NoticeRow, (DISTRICT_ID, HEATING)).withdrawn is not None
        assert main(["withdraw-notice", *database, "--notice", "999"]) == 1
