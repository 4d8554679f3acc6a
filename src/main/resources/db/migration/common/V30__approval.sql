-- Gates: one row for each opening. A gate that opens again is a new row with the next round.
create sequence approval_gate_seq start with 1 increment by 50;

create table approval_gate (
    id            bigint                      not null primary key,
    subject       varchar(64)                 not null,
    gate_key      varchar(64)                 not null,
    round         integer                     not null,
    place         integer                     not null,
    state         varchar(20)                 not null,
    -- What the policy demanded when the gate opened; votes are counted by it whatever the policy says later.
    definition    ${json}                     not null,
    -- What decides instead since the quorum cannot be reached any more for lack of people.
    fallback      ${json},
    -- Keys of gates that found nobody eligible and for which this one stands.
    stands_for    ${json}                     not null,
    -- Impacted services that found no eligible owner and are left to the gate that stands for this one.
    services_left ${json}                     not null,
    -- Who might vote when the gate opened.
    eligible      ${json}                     not null,
    opened_at     timestamp(6) with time zone not null,
    due_at        timestamp(6) with time zone not null,
    escalated_at  timestamp(6) with time zone,
    closed_at     timestamp(6) with time zone,
    voided_at     timestamp(6) with time zone,
    version       integer                     not null,
    constraint approval_gate_opening unique (subject, gate_key, round)
);

-- Votes and withdrawals: rows are only ever added.
create sequence approval_vote_seq start with 1 increment by 50;

create table approval_vote (
    id       bigint                      not null primary key,
    gate     bigint                      not null references approval_gate (id),
    subject  varchar(64)                 not null,
    gate_key varchar(64)                 not null,
    voter    varchar(64)                 not null,
    word     varchar(20)                 not null,
    reason   varchar(20000)              not null,
    cast_at  timestamp(6) with time zone not null,
    -- Section to hash: what the voter had before him.
    judged   ${json}                     not null,
    -- SHA-256 over all columns above but the id.
    digest   varchar(64)                 not null
);
create index approval_vote_subject on approval_vote (subject);
