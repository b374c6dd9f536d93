"""A second device: an account on a real server, offline as the normal case, a lost phone, a changed code, a fetched sheet."""

import asyncio
import os
from collections.abc import Callable

import pytest
import stipple
from conftest import Desk
from stipple import AccountState, Network, StippleError

# tests/bindings/run.sh starts it, and publishes the signed sheet of tests/fixtures there.
SERVER = os.environ["STIPPLE_SERVER"]
NOBODY = "http://127.0.0.1:9"
# What its owner gave out.
INVITATION = "day 4"


def sync(opened: stipple.Stipple) -> stipple.SyncView:
    return asyncio.run(opened.sync(Network.FREE, invitation=INVITATION).outcome())


def devices(opened: stipple.Stipple) -> list[stipple.DeviceView]:
    return asyncio.run(opened.devices().outcome()).devices


@pytest.fixture
def pair(desk: Desk, another: Callable[[str], Desk]) -> tuple[stipple.Stipple, stipple.Stipple, str]:
    """Two devices in one account, in step."""
    one, two = desk.course(), another("phone").open()
    code = one.create_account(SERVER, name="laptop").code
    assert sync(one).in_step
    two.join_account(code, server=SERVER, name="phone")
    assert sync(two).in_step
    return one, two, code


def test_offline_is_normal(desk: Desk) -> None:
    opened = desk.course()
    assert (opened.account().state, sync(opened).offline) == (AccountState.NO_ACCOUNT, False)
    shown = opened.create_account(NOBODY)
    assert len(shown.code.replace("-", "")) == 27 and len(shown.qr.modules) == shown.qr.size**2 and shown.lines
    view = sync(opened)
    assert (view.offline, view.in_step, view.refused) == (True, False, False)
    assert view.account.state == AccountState.WAITING and view.account.waiting >= 2
    with pytest.raises(StippleError.Offline):
        devices(opened)
    assert opened.recovery_code().code == shown.code
    assert opened.today().day == 4


def test_two_devices_hold_the_same(pair: tuple[stipple.Stipple, stipple.Stipple, str]) -> None:
    one, two, _ = pair
    assert two.today() == one.today()
    one.report_skin(["scabs"])
    sync(one)
    assert sync(two).received == 1
    assert two.today() == one.today()
    account = two.account()
    assert (account.state, account.waiting, account.server, account.device) == (AccountState.ACTIVE, 0, SERVER, "phone")
    assert account.at is not None and "Last in step" in account.lines[0]


def test_a_lost_phone_is_shut_out(pair: tuple[stipple.Stipple, stipple.Stipple, str]) -> None:
    one, two, code = pair
    listed = devices(one)
    assert [(device.name, device.current) for device in listed] == [("laptop", True), ("phone", False)]
    left = asyncio.run(one.revoke_device(listed[1].id).outcome()).devices
    assert [device.name for device in left] == ["laptop"]
    assert sync(two).account.state == AccountState.REVOKED
    assert two.today().day == 4, "what it has stays"
    assert two.join_account(code, server=SERVER).state == AccountState.WAITING
    assert sync(two).in_step


def test_the_code_is_changed(pair: tuple[stipple.Stipple, stipple.Stipple, str]) -> None:
    one, two, code = pair
    new = one.change_code().code
    assert new != code and one.account().changing_code
    assert sync(one).in_step and one.recovery_code().code == new
    assert sync(two).account.state == AccountState.GONE
    two.join_account(new, server=SERVER)
    assert sync(two).in_step and two.today() == one.today()


def test_the_account_is_deleted_for_every_device(pair: tuple[stipple.Stipple, stipple.Stipple, str]) -> None:
    one, two, _ = pair
    assert one.leave_account(delete=True).state == AccountState.NO_ACCOUNT
    sync(one)
    assert sync(two).account.state == AccountState.GONE
    assert one.today() == two.today(), "what was here stays"


def test_what_is_no_code_is_refused(desk: Desk) -> None:
    opened = desk.open()
    code = desk.course().create_account(NOBODY).code
    with pytest.raises(StippleError.BadInput):
        opened.create_account(NOBODY)  # it is in one
    opened.leave_account(delete=False)
    for text, server in [("hello", SERVER), (code[:-1], SERVER), (code, None), (code, "http://sync.example")]:
        with pytest.raises(StippleError.BadInput):
            opened.join_account(text, server=server)
    for call in (opened.recovery_code, opened.change_code, opened.confirm_code):
        with pytest.raises(StippleError.NoAccount):
            call()


def test_an_account_is_for_those_who_were_invited(desk: Desk) -> None:
    opened = desk.course()
    opened.create_account(SERVER)
    for invitation in (None, "day 5"):
        view = asyncio.run(opened.sync(Network.FREE, invitation=invitation).outcome())
        assert (view.refused, view.in_step, view.account.state) == (True, False, AccountState.WAITING)
    assert sync(opened).in_step
    assert not asyncio.run(opened.sync(Network.FREE).outcome()).refused, "once is enough"


def test_a_sync_can_be_stopped_and_goes_on(desk: Desk) -> None:
    opened = desk.course()
    opened.create_account(SERVER)
    task = opened.sync(Network.METERED)
    task.cancel()
    try:
        asyncio.run(task.outcome())
    except StippleError.Cancelled:
        pass
    assert sync(opened).in_step


def test_a_studios_sheet_is_fetched_and_accepted(desk: Desk) -> None:
    opened = desk.course()
    view = asyncio.run(opened.fetch_sheet("scalp-envy", server=SERVER).outcome())
    assert view.name.revision == 2 and view.key_words is not None and view.changes is not None
    assert opened.sheet().name.revision == 1
    opened.accept_offer(view.offer)
    assert opened.sheet().key_words == view.key_words
    with pytest.raises(StippleError.ServerRefused):
        asyncio.run(opened.fetch_sheet("nothing", server=SERVER).outcome())
    with pytest.raises(StippleError.Offline):
        asyncio.run(opened.fetch_sheet("scalp-envy", server=NOBODY).outcome())
    with pytest.raises(StippleError.BadInput):
        opened.fetch_sheet("scalp-envy")
