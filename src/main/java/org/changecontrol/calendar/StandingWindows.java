package org.changecontrol.calendar;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** All freezes and maintenance windows that were ever declared. */
interface StandingWindows
    extends JpaRepository<StandingWindow, Long>, JpaSpecificationExecutor<StandingWindow> {

  /** Those that mean something, without those that have ended for good before that instant. */
  @Query(
      """
      from StandingWindow w
      where w.withdrawnAt is null and w.suspendedAt is null
        and (w.lastsUntil is null or w.lastsUntil > :from)
      order by w.id
      """)
  List<StandingWindow> inForceFrom(Instant from);

  /** The same with those that are suspended. */
  @Query(
      """
      from StandingWindow w
      where w.withdrawnAt is null and (w.lastsUntil is null or w.lastsUntil > :from)
      order by w.id
      """)
  List<StandingWindow> onRecordFrom(Instant from);
}
