"""Tables: every row class of the product in one list, so that the schema is whole wherever it is made."""

from __future__ import annotations

from facilitation import (
    alone_rounds,
    approvals,
    canvases,
    contents,
    entries,
    invitations,
    links,
    member_acts,
    memberships,
    municipalities,
    overrulings,
    own_drafts,
    partnerships,
    people,
    projects,
    proposals,
    replies,
    sign_ins,
    text_checks,
    tries,
)
from facilitation.live import log, segments

ALL = (
    alone_rounds,
    approvals,
    canvases,
    contents,
    entries,
    invitations,
    links,
    log,
    member_acts,
    memberships,
    municipalities,
    overrulings,
    own_drafts,
    partnerships,
    people,
    projects,
    proposals,
    replies,
    segments,
    sign_ins,
    text_checks,
    tries,
)
