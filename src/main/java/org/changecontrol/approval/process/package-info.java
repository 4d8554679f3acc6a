/**
 * Where the called part {@code approval-gate} meets the gates: hands out ballots as user tasks,
 * takes votes from them, tells how a gate stands. Owns nothing that decides: a vote is a row, and a
 * variable of the process is only a reference to its gate.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.approval.process;
