package org.changecontrol.change;

import java.time.Instant;

/** The review after the fact: how the change ended and what was learnt. */
record Review(CloseCode closeCode, String findings, String reviewer, Instant at) {}
