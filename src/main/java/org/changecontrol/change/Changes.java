package org.changecontrol.change;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.changecontrol.policy.Risk;
import org.hibernate.jpa.AvailableHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

/** All change records. */
interface Changes extends JpaRepository<Change, Long>, JpaSpecificationExecutor<Change> {

  Optional<Change> findByRequesterAndIdempotencyKey(String requester, String idempotencyKey);

  /** Nobody moves it until this transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from Change c where c.id = :id")
  Optional<Change> held(long id);

  /** Where a change stands. */
  record Known(long id, ChangeState state) {}

  @Query(
      "select new org.changecontrol.change.Changes$Known(c.id, c.state) from Change c where c.id in :ids")
  List<Known> states(Collection<Long> ids);

  /** A change as the calendar shows it. */
  record Planned(
      long id,
      ChangeType type,
      ChangeState state,
      @Nullable String title,
      @Nullable Risk risk,
      boolean onHold,
      String requester,
      @Nullable String implementer,
      Instant start,
      Instant end) {

    ChangeSchedule.PlannedChange inCalendar() {
      return new ChangeSchedule.PlannedChange(
          ChangeNumber.of(id),
          type,
          state,
          title,
          risk,
          onHold,
          requester,
          implementer,
          start,
          end);
    }
  }

  /** Whose windows overlap the stretch, earliest first, without those in some states. */
  @Query(
      """
      select new org.changecontrol.change.Changes$Planned(
          c.id, c.type, c.state, c.title, c.risk, c.onHold, c.requester, c.implementer,
          c.plannedStart, c.plannedEnd)
      from Change c
      where c.plannedStart < :to and c.plannedEnd > :from and c.state not in :without
      order by c.plannedStart, c.id
      """)
  List<Planned> planned(Instant from, Instant to, Collection<ChangeState> without, Limit limit);

  /**
   * What another change shares with one.
   *
   * @param shared a service, or an implementer
   */
  record Sharing(long id, String shared, Instant start, Instant end) {}

  /**
   * Others whose implementer is the same, in an overlapping window, earliest first.
   *
   * @param after no window that began until then lasts so long that it overlaps
   */
  @Query(
      """
      select new org.changecontrol.change.Changes$Sharing(
          c.id, c.implementer, c.plannedStart, c.plannedEnd)
      from Change c
      where c.implementer = :implementer and c.id <> :except and c.state in :states
        and c.plannedStart < :end and c.plannedStart > :after and c.plannedEnd > :start
      order by c.plannedStart, c.id
      """)
  List<Sharing> sharingImplementer(
      String implementer,
      long except,
      Instant after,
      Instant start,
      Instant end,
      Collection<ChangeState> states,
      Limit limit);

  /**
   * Others that impact one of the services, in an overlapping window, earliest first.
   *
   * @param after no window that began until then lasts so long that it overlaps
   */
  @Query(
      """
      select new org.changecontrol.change.Changes$Sharing(
          c.id, s.service, s.plannedStart, s.plannedEnd)
      from Change c join c.impactedServices s
      where s.service in :services and c.id <> :except and c.state in :states
        and s.plannedStart < :end and s.plannedStart > :after and s.plannedEnd > :start
      order by s.plannedStart, c.id
      """)
  List<Sharing> sharingServices(
      Collection<String> services,
      long except,
      Instant after,
      Instant start,
      Instant end,
      Collection<ChangeState> states,
      Limit limit);

  /**
   * How many changes of a category were closed since, and how many of them failed or were backed
   * out. What is being assessed is none of them and need not be written down first.
   */
  @QueryHints(@QueryHint(name = AvailableHints.HINT_FLUSH_MODE, value = "COMMIT"))
  @Query(
      """
      select new org.changecontrol.change.TrackRecord(
          count(c),
          coalesce(sum(case when c.closeCode in (org.changecontrol.change.CloseCode.FAILED,
                                                 org.changecontrol.change.CloseCode.BACKED_OUT) then 1 else 0 end), 0))
      from Change c
      where c.category = :category and c.closedAt > :since and c.closeCode is not null
      """)
  TrackRecord trackRecord(String category, Instant since);

  /** The changes of others that work on any of the items and are neither drafts nor over. */
  @Query(
      """
      select distinct c from Change c join c.affectedItems a
      where a.item in :items and a.role = 'TARGET' and c.id <> :except
        and c.type <> org.changecontrol.change.ChangeType.RETROSPECTIVE
        and c.state not in (org.changecontrol.change.ChangeState.DRAFT,
                            org.changecontrol.change.ChangeState.CLOSED,
                            org.changecontrol.change.ChangeState.REJECTED,
                            org.changecontrol.change.ChangeState.CANCELLED)
      order by c.id
      """)
  List<Change> openOn(Collection<String> items, long except);

  /**
   * The retrospective changes of an item that are not over, or were left to another change; the
   * latest first.
   */
  @Query(
      """
      select distinct c from Change c join c.affectedItems a
      where a.item = :item
        and c.type = org.changecontrol.change.ChangeType.RETROSPECTIVE
        and c.state not in (org.changecontrol.change.ChangeState.REJECTED,
                            org.changecontrol.change.ChangeState.CANCELLED)
        and (c.state <> org.changecontrol.change.ChangeState.CLOSED or c.endReason is not null)
      order by c.id desc
      """)
  List<Change> accountsOf(String item, Limit limit);

  /** How the last runs of a version of a model ended, the latest first. */
  @Query(
      """
      select c.closeCode from Change c
      where c.type = org.changecontrol.change.ChangeType.STANDARD
        and c.modelKey = :model and c.modelVersion = :version and c.closeCode is not null
      order by c.closedAt desc
      """)
  List<CloseCode> lastRuns(String model, int version, Limit limit);

  /** How many changes of a version of a model were closed, and how many of them failed. */
  @Query(
      """
      select new org.changecontrol.change.TrackRecord(
          count(c),
          coalesce(sum(case when c.closeCode in (org.changecontrol.change.CloseCode.FAILED,
                                                 org.changecontrol.change.CloseCode.BACKED_OUT) then 1 else 0 end), 0))
      from Change c
      where c.type = org.changecontrol.change.ChangeType.STANDARD
        and c.modelKey = :model and c.modelVersion = :version and c.closeCode is not null
      """)
  TrackRecord modelRecord(String model, int version);

  /** The emergencies of a requester, or his changes of another type, whose review is overdue. */
  @Query(
      """
      select c.id from Change c
      where c.requester = :requester and c.type = :type and c.reviewDueAt < :now
        and c.state = org.changecontrol.change.ChangeState.REVIEW
      order by c.id
      """)
  List<Long> overdueReviews(String requester, ChangeType type, Instant now);

  /**
   * How many failed or backed-out changes any of the items has seen since. What is being assessed
   * is none of them and need not be written down first.
   */
  @QueryHints(@QueryHint(name = AvailableHints.HINT_FLUSH_MODE, value = "COMMIT"))
  @Query(
      """
      select count(distinct c.id) from Change c join c.affectedItems a
      where a.item in :items and c.closedAt > :since
        and c.closeCode in (org.changecontrol.change.CloseCode.FAILED, org.changecontrol.change.CloseCode.BACKED_OUT)
      """)
  long failuresOf(Collection<String> items, Instant since);
}
